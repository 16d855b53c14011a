// Citations and their notes: what is copied, how many stops the keyboard makes, and where notes stand.
import { withPage } from './browser.mjs';
import { judged, measured, median, overPages } from './findings.mjs';

const WIDE = { viewport: { width: 1280, height: 800 } };
const NARROW = { viewport: { width: 360, height: 800 } };

export const notes = {
  name: 'notes',
  measures: [
    { key: 'copied', title: 'copied', says: 'copied text without notes, marks apart from words', kind: 'text' },
    { key: 'stops', title: 'tab stops', says: 'tab stops at 1280 px, of those at 360 px', kind: 'percent', max: 110 },
    { key: 'beside', title: 'note px', says: 'distance of notes from their marks', kind: 'pixels', max: 120, median: 60 },
    { key: 'apart', title: 'notes apart', says: 'notes that overlap', kind: 'count' },
  ],
  run: (site, pages, tell) => overPages(pages, notes.measures, tell, async (page) => {
    const wide = await look(site, page, WIDE);
    const narrow = await look(site, page, NARROW);
    return {
      copied: judged([...wide.copied, ...narrow.copied]),
      stops: measured(Math.round((100 * wide.stops) / narrow.stops), narrow.stops ? [] : ['nothing to focus']),
      beside: measured(wide.distances.length ? Math.round(median(wide.distances)) : 0, wide.astray),
      apart: measured(wide.overlaps.length, wide.overlaps),
    };
  }),
};

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
    return [...document.querySelectorAll(kinds)].filter((element) => (
      element.tabIndex >= 0 && !element.matches(':disabled, [type=hidden]')
      && element.checkVisibility({ visibilityProperty: true })
    )).length;
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
