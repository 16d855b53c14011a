// Whether anything moves that a reader has begun to look at, when scripts arrive late, as they do where networks are slow.
import { setTimeout as pause } from 'node:timers/promises';
import { withPage } from './browser.mjs';
import { measured, overPages, sum } from './findings.mjs';

const WIDTHS = [360, 1280];
const LATE = 500;

export const steady = {
  name: 'steady',
  measures: [{ key: 'shift', title: 'shift', says: 'layout shift when scripts come late', kind: 'score' }],
  run: (site, pages, tell) => overPages(pages, steady.measures, tell, async (page) => {
    const moves = [];
    for (const width of WIDTHS) moves.push(await look(site, page, width));
    return { shift: measured(Math.max(...moves.map(shiftOf)), [...new Set(moves.flat().flatMap(({ moved }) => moved))]) };
  }),
};

const shiftOf = (moves) => sum(moves.map(({ value }) => value));

function look(site, name, width) {
  return withPage(site.browser, { viewport: { width, height: 800 } }, async (page) => {
    await page.addInitScript(watch);
    await page.route(/\.js$/, (route) => pause(LATE).then(() => route.continue()));
    await page.goto(site.address(name), { waitUntil: 'load' });
    await site.server.quiet();
    return page.evaluate(() => quality.moves());
  });
}

/** Runs inside the page before its own scripts. */
function watch() {
  const seen = [];
  const observer = new PerformanceObserver((list) => seen.push(...list.getEntries()));
  observer.observe({ type: 'layout-shift', buffered: true });
  quality.moves = () => [...seen, ...observer.takeRecords()].map(({ value, sources }) => ({
    value, moved: sources.map(({ node }) => `moved: ${node?.localName ? quality.describe(node) : 'something'}`),
  }));
}
