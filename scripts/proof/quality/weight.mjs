// Bytes sent for a cold first visit, for a second page, and for opening the search.
import { withPage } from './browser.mjs';
import { measured, notMeasured, overPages, sum } from './findings.mjs';
import { openSearch, searchControl } from './search.mjs';

const PHONE = { viewport: { width: 412, height: 823 } };
const SECOND_OPENING_LIMIT = 2_000;

const SEARCH = {
  key: 'search', title: 'search KB', says: 'search opened, once', kind: 'bytes', max: 60_000, optional: true,
};

export const weight = {
  name: 'weight',
  measures: [
    { key: 'first', title: 'first KB', says: 'first visit', kind: 'bytes', max: 25_000, median: 19_000 },
    { key: 'second', title: 'second KB', says: 'second page', kind: 'bytes', max: 16_000 },
    SEARCH,
  ],
  run: (site, pages, tell) => overPages(pages, weight.measures, tell, async (page) => ({
    ...await firstVisit(site, page, page === site.first),
    second: await secondVisit(site, page),
  })),
};

function firstVisit(site, name, reopen) {
  return withPage(site.browser, PHONE, async (page) => {
    site.server.log.length = 0;
    await arrive(site, page, name);
    await fetchIcon(site, page);
    const first = weighed(site.server.log);
    return { first, ...await searchOpened(site, page, reopen).catch((error) => notMeasured([SEARCH], error)) };
  });
}

function secondVisit(site, name) {
  const start = name === site.home ? site.pages.find((other) => other !== name) : site.home;
  return withPage(site.browser, PHONE, async (page) => {
    await arrive(site, page, start);
    site.server.log.length = 0;
    await arrive(site, page, name);
    return weighed(site.server.log);
  });
}

async function searchOpened(site, page, reopen) {
  const once = await bytesToOpen(site, page);
  if (!once) return {};
  if (!reopen) return { search: once };
  await arrive(site, page, site.home);
  const again = await bytesToOpen(site, page);
  const faults = again?.value > SECOND_OPENING_LIMIT ? [`not once: ${again.value} bytes when opened again`] : [];
  return { search: measured(once.value, [...once.faults, ...faults]) };
}

async function bytesToOpen(site, page) {
  const control = await searchControl(page);
  if (!control) return null;
  site.server.log.length = 0;
  await openSearch(page, control);
  await site.server.quiet();
  return measured(sum(site.server.log.map(({ bytes }) => bytes)), missing(site.server.log));
}

async function arrive(site, page, name) {
  await page.goto(site.address(name), { waitUntil: 'load' });
  await site.server.quiet();
}

/** Headless Chromium does not always ask for the icon that a reader's browser asks for. */
async function fetchIcon(site, page) {
  const icon = await page.evaluate(() => document.querySelector('link[rel~=icon]')?.href ?? '/favicon.ico');
  const address = new URL(icon, site.server.origin);
  const known = site.server.log.some(({ path }) => path === address.pathname);
  if (known || address.origin !== site.server.origin) return;
  await (await fetch(address)).arrayBuffer();
  await site.server.quiet();
}

function weighed(log) {
  const faults = missing(log);
  if (!log.some(({ bytes }) => bytes > 0)) faults.push('nothing sent');
  return measured(sum(log.map(({ bytes }) => bytes)), faults);
}

const missing = (log) => log
  .filter(({ status }) => status !== 200)
  .map(({ path, status }) => `status ${status}: ${path}`);
