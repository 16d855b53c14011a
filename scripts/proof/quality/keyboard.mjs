// Tab through each page: all that can be focused is reached, in view, uncovered, with an outline to be seen.
import { withPage } from './browser.mjs';
import { contrast, isTransparent } from './colours.mjs';
import { judged, overPages } from './findings.mjs';

const LEAST_CONTRAST = 3;
const SPARE_STEPS = 20;

export const keyboard = {
  name: 'keyboard',
  measures: [{ key: 'keyboard', title: 'keys', says: 'keyboard: reached, in view, outlined, no trap', kind: 'text' }],
  run: (site, pages, tell) => overPages(pages, keyboard.measures, tell, (name) => (
    withPage(site.browser, {}, async (page) => {
      await page.goto(site.address(name), { waitUntil: 'load' });
      const expected = await page.evaluate(listFocusable);
      const stops = await walk(page, expected.length + SPARE_STEPS);
      return { keyboard: judged(faultsOf(expected, stops), `${expected.length} ok`) };
    })
  )),
};

/** Once around: past the end of the page focus rests on nothing for one step, then comes back to the first stop. */
async function walk(page, limit) {
  const stops = [];
  let resting = 0;
  while (stops.length < limit && resting < 2) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(whereFocusIs);
    resting = stop ? 0 : resting + 1;
    if (!stop) continue;
    if (stop.id === stops[0]?.id) return { stops, trapped: null };
    if (stops.some(({ id }) => id === stop.id)) return { stops, trapped: stop.name };
    stops.push(stop);
  }
  return { stops, trapped: resting ? null : stops.at(-1)?.name };
}

function faultsOf(expected, { stops, trapped }) {
  if (!expected.length) return ['nothing to focus'];
  const reached = new Set(stops.map(({ id }) => id));
  return [
    ...(trapped ? [`trap: focus does not get past ${trapped}`] : []),
    ...expected.filter((_, id) => !reached.has(id)).map((name) => `unreached: ${name}`),
    ...stops.flatMap(faultsOfStop),
  ];
}

function faultsOfStop({ name, empty, inView, coveredBy, outline, background }) {
  if (empty) return [`no box: ${name}`];
  if (!inView) return [`out of view: ${name}`];
  if (coveredBy) return [`covered: ${name} by ${coveredBy}`];
  return isSeen(outline, background) ? [] : [`no outline: ${name}`];
}

function isSeen({ style, width, color }, background) {
  if (style === 'auto') return true;
  if (style === 'none' || width < 1 || isTransparent(color)) return false;
  return contrast(color, background ?? 'rgb(255, 255, 255)') >= LEAST_CONTRAST;
}

/** Runs in the page. */
function listFocusable() {
  const kinds = 'a[*|href], area[href], button, input, select, textarea, summary, iframe, [contenteditable], '
    + '[tabindex]';
  const waits = (element) => element.matches(':disabled, [inert] *, [type=hidden], [type=radio]:not(:checked)');
  quality.stops = [...document.querySelectorAll(kinds)].filter((element) => (
    element.tabIndex >= 0 && !waits(element) && element.checkVisibility({ visibilityProperty: true })
  ));
  return quality.stops.map(quality.describe);
}

/** Runs in the page. */
function whereFocusIs() {
  const element = document.activeElement;
  if (!element || element === document.body || element === document.documentElement) return null;
  if (!quality.stops.includes(element)) quality.stops.push(element);
  const box = [...element.getClientRects()].find(({ width, height }) => width > 1 && height > 1);
  const [x, y] = box ? [box.x + box.width / 2, box.y + Math.min(box.height / 2, innerHeight / 2)] : [-1, -1];
  const top = box && document.elementFromPoint(x, y);
  const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(element);
  return {
    id: quality.stops.indexOf(element),
    name: quality.describe(element),
    empty: !box,
    inView: x >= 0 && y >= 0 && x <= innerWidth && y <= innerHeight,
    coveredBy: top && !element.contains(top) && !top.contains(element) ? quality.describe(top) : null,
    outline: { style: outlineStyle, width: parseFloat(outlineWidth), color: outlineColor },
    background: quality.backgroundOf(element.parentElement ?? element),
  };
}
