// Reading in other ways: on a narrow screen, at twice the size, in large letters, without scripts, in the dark, on paper.
import { startBrowser, withPage } from './browser.mjs';
import { isTransparent, luminance } from './colours.mjs';
import { judged, measured, overPages } from './findings.mjs';

const NARROW = { viewport: { width: 320, height: 640 } };
const LARGE = { viewport: { width: 360, height: 640 } };
const LETTERS = 32;
const ZOOMED = { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 };
const DARKEST_GREY = 0.18;

export const width = {
  name: 'width',
  measures: [
    { key: 'narrow', title: '320 px', says: 'sideways scroll at 320 px', kind: 'pixels' },
    { key: 'zoomed', title: '200 %', says: 'sideways scroll at 200 %', kind: 'pixels' },
    { key: 'large', title: '32 px letters', says: 'sideways scroll at 360 px in letters of 32 px', kind: 'pixels' },
  ],
  async run(site, pages, tell) {
    const browser = await startBrowser({ proxy: site.proxy.address, letters: LETTERS });
    try {
      return await overPages(pages, width.measures, tell, async (page) => ({
        narrow: await sideways(site, page, NARROW),
        zoomed: await sideways(site, page, ZOOMED),
        large: await sideways({ ...site, browser }, page, LARGE),
      }));
    } finally {
      await browser.close();
    }
  },
};

export const script = {
  name: 'script',
  measures: [
    { key: 'script', title: 'no script', says: 'words of the main text without scripts', kind: 'text' },
    { key: 'dark', title: 'dark', says: 'dark without scripts', kind: 'text' },
  ],
  run: (site, pages, tell) => overPages(pages, script.measures, tell, async (page) => {
    const without = await readOnce(site, page, { javaScriptEnabled: false, colorScheme: 'dark' });
    const full = await readOnce(site, page, { colorScheme: 'dark' });
    const faults = wordFaults(without.words, full.words);
    return { script: judged(faults, `${full.words.length} ok`), dark: judged(darkFaults(without.background)) };
  }),
};

export const print = {
  name: 'print',
  measures: [{ key: 'print', title: 'print', says: 'prints, without navigation', kind: 'text' }],
  run: (site, pages, tell) => overPages(pages, print.measures, tell, (name) => (
    withPage(site.browser, {}, async (page) => {
      await page.goto(site.address(name), { waitUntil: 'load' });
      await page.emulateMedia({ media: 'print' });
      const navs = await page.evaluate(() => [...document.querySelectorAll('nav, [role=navigation]')]
        .map((nav) => ({ name: quality.describe(nav), shown: nav.checkVisibility() })));
      const sheets = countSheets(await page.pdf());
      return { print: judged(printFaults(navs, sheets), `${sheets} ok`) };
    })
  )),
};

function sideways(site, name, settings) {
  return withPage(site.browser, settings, async (page) => {
    await page.goto(site.address(name), { waitUntil: 'load' });
    await page.evaluate(() => quality.unfold());
    const { empty, pixels, wide, cut } = await page.evaluate(whatSticksOut);
    return measured(pixels, [
      ...(empty ? ['nothing to read'] : []),
      ...(pixels ? [`wide: ${pixels} px: ${wide.join(', ')}`] : []),
      ...cut.map((element) => `cut: ${element}`),
    ]);
  });
}

/** Runs in the page. */
function whatSticksOut() {
  const root = document.scrollingElement;
  const all = [...document.body.querySelectorAll('*')];
  const hides = (element) => /hidden|clip/.test(getComputedStyle(element).overflowX);
  const overflows = (element) => element.clientWidth > 1 && element.scrollWidth > element.clientWidth + 1;
  return {
    empty: !document.body.innerText.trim(),
    pixels: Math.max(0, root.scrollWidth - root.clientWidth),
    wide: all.filter((element) => element.getBoundingClientRect().right > root.clientWidth + 1)
      .slice(0, 4).map(quality.describe),
    cut: all.filter((element) => overflows(element) && hides(element)).map(quality.describe),
  };
}

function readOnce(site, name, settings) {
  return withPage(site.browser, settings, async (page) => {
    await page.goto(site.address(name), { waitUntil: 'load' });
    if (settings.javaScriptEnabled !== false) await site.server.quiet();
    return page.evaluate(wordsAndBackground);
  });
}

/** Runs in the page. */
function wordsAndBackground() {
  const shade = (element) => getComputedStyle(element).backgroundColor;
  const canvas = document.createElement('i');
  canvas.style.backgroundColor = 'Canvas';
  document.body.append(canvas);
  const background = [shade(document.body), shade(document.documentElement), shade(canvas)];
  for (const exempt of document.querySelectorAll('[data-needs-script], noscript')) {
    exempt.style.setProperty('display', 'none', 'important');
  }
  const words = document.querySelector('main, [role=main]')?.innerText.match(/\S+/g) ?? [];
  return { words, background };
}

function wordFaults(without, full) {
  if (full.length && without.length === full.length) return [];
  const from = full.findIndex((word, index) => word !== without[index]);
  const there = full.slice(Math.max(0, from), from + 12).join(' ');
  return [`words: ${without.length} of ${full.length}, which part at “${there}”`];
}

function darkFaults(shades) {
  const shown = shades.find((shade) => !isTransparent(shade));
  return luminance(shown) < DARKEST_GREY ? [] : [`light: ${shown}`];
}

const countSheets = (pdf) => pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;

function printFaults(navs, sheets) {
  return [
    ...(sheets ? [] : ['no sheet']),
    ...(navs.length ? [] : ['no nav to hide']),
    ...navs.filter(({ shown }) => shown).map(({ name }) => `nav shown: ${name}`),
  ];
}
