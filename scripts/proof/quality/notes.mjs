// Citations and their notes: what is copied, how many stops the keyboard makes, and where notes stand.
import { withPage } from './browser.mjs';
import { judged, measured, median, overPages } from './findings.mjs';

const WIDE = { viewport: { width: 1280, height: 800 } };
const NARROW = { viewport: { width: 360, height: 800 } };
// What stands beside the text on a wide screen stands in the menu of a narrow one.
const MENU = '#menu';

export const notes = {
  name: 'notes',
  measures: [
    { key: 'copied', title: 'copied', says: 'copied text without notes, marks apart from words', kind: 'text' },
    {
      key: 'stops', title: 'stops in text', says: 'tab stops in the text at 1280 px, of those at 360 px', kind: 'percent',
      max: 110,
    },
    {
      key: 'allStops', title: 'all stops', says: 'tab stops at 1280 px, of those at 360 px with the menu open',
      kind: 'percent', max: 110,
    },
    { key: 'beside', title: 'note px', says: 'distance of notes from their marks', kind: 'pixels', max: 120, median: 60 },
    { key: 'apart', title: 'notes apart', says: 'notes that overlap', kind: 'count' },
  ],
  run: (site, pages, tell) => overPages(pages, notes.measures, tell, async (page) => {
    const wide = await look(site, page, WIDE);
    const narrow = await look(site, page, NARROW);
    const withMenu = await look(site, `${page}${MENU}`, NARROW);
    return {
      copied: judged([...wide.copied, ...narrow.copied]),
      stops: share(wide.stops.text, narrow.stops.text),
      allStops: share(wide.stops.all, withMenu.stops.all),
      beside: measured(wide.distances.length ? Math.round(median(wide.distances)) : 0, wide.astray),
      apart: measured(wide.overlaps.length, wide.overlaps),
    };
  }),
};

/** In per cent; where nothing can be focused in either width, nothing is added by the wider one. */
function share(wide, narrow) {
  if (!narrow) return measured(wide ? 100 * wide : 100, wide ? ['stops in the wide page alone'] : []);
  return measured(Math.round((100 * wide) / narrow));
}

function look(site, name, settings) {
  return withPage(site.browser, settings, async (page) => {
    await page.goto(site.address(name), { waitUntil: 'load' });
    return page.evaluate(seen);
  });
}

/** Runs in the page. */
function seen() {
  const article = document.querySelector('main article');
  const places = [...article.querySelectorAll('.note')].filter((note) => note.checkVisibility());
  return { copied: copied(), stops: stops(), ...standing(places) };

  function copied() {
    const text = [...article.querySelectorAll(':is(p, li, dd, td, figcaption):has(.cite)')].map(selected).join(' | ');
    const whole = selected(article);
    const notes = [...article.querySelectorAll('.note')].map((note) => note.textContent.replace(/\s+/g, ' ').trim());
    const marks = [...article.querySelectorAll('.cite a')].map((mark) => mark.textContent.trim());
    const glued = [...new Set(marks)].filter((mark) => (
      text.split(mark).slice(0, -1).some((before) => /[\p{L}\p{N}.,;:!?”’)]$/u.test(before))
    ));
    return [
      ...notes.filter((note) => whole.includes(note.slice(0, 40))).map((note) => `note: ${note.slice(0, 60)}`),
      ...glued.map((mark) => `no space before ${mark}`),
    ];
  }

  function selected(block) {
    getSelection().selectAllChildren(block);
    const text = getSelection().toString().replace(/\s+/g, ' ');
    getSelection().removeAllRanges();
    return text;
  }

  function stops() {
    const kinds = 'a[*|href], button, input, select, textarea, summary, [tabindex]';
    const all = [...document.querySelectorAll(kinds)].filter((element) => (
      element.tabIndex >= 0 && !element.matches(':disabled, [type=hidden]')
      && element.checkVisibility({ visibilityProperty: true })
    ));
    return { all: all.length, text: all.filter((element) => article.contains(element)).length };
  }

  function standing(shown) {
    const boxes = shown.map((note) => ({ note, box: note.getBoundingClientRect() }));
    const marks = [...article.querySelectorAll('.cite a[href^="#"]')].filter((mark) => mark.checkVisibility());
    const led = marks.map((mark) => ({ mark, note: document.getElementById(mark.hash.slice(1)) }))
      .filter(({ note }) => note?.matches('.note') && note.checkVisibility());
    const far = ({ mark, note }) => Math.abs(mark.getBoundingClientRect().top - note.getBoundingClientRect().top);
    return {
      distances: led.map(far),
      astray: led.filter(({ note }) => note.getBoundingClientRect().right > document.documentElement.clientWidth)
        .map(({ note }) => `outside the window: ${note.id}`),
      overlaps: boxes.flatMap(({ note, box }, at) => boxes.slice(at + 1)
        .filter(({ box: other }) => box.bottom > other.top + 1 && other.bottom > box.top + 1
          && box.right > other.left + 1 && other.right > box.left + 1)
        .map(({ note: other }) => `${note.id} and ${other.id}`)),
    };
  }
}
