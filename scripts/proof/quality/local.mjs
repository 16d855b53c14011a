// Every page, and its search if it has one, opened from the disk with no name leading anywhere.
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { startBrowser, withPage } from './browser.mjs';
import { judged, overPages } from './findings.mjs';
import { openSearch, searchControl } from './search.mjs';

const SETTLING = 300;

export const local = {
  name: 'file',
  measures: [{ key: 'file', title: 'file', says: 'opens from the disk', kind: 'text' }],
  async run(site, pages, tell) {
    const browser = await startBrowser({ resolveNames: false });
    try {
      return await overPages(pages, local.measures, tell, (page) => openFromDisk(browser, site.file(page)));
    } finally {
      await browser.close();
    }
  },
};

function openFromDisk(browser, path) {
  return withPage(browser, {}, async (page, { heard }) => {
    await page.goto(pathToFileURL(path).href, { waitUntil: 'load' });
    await pause(SETTLING);
    const empty = await page.evaluate(() => !document.body.innerText.trim());
    const control = await searchControl(page);
    const unopened = control ? await openSearch(page, control).then(() => [], firstLine) : [];
    if (control) await pause(SETTLING);
    return { file: judged([...faultsOf(heard, empty), ...unopened]) };
  });
}

const firstLine = (error) => [`search: ${String(error.message).split('\n')[0]}`];

function faultsOf({ complaints, failed, requests }, empty) {
  const away = requests.filter((url) => !/^(file|data|blob|about):/.test(url));
  return [
    ...(empty || !requests.length ? ['nothing to read'] : []),
    ...away.map((url) => `asks for ${url}`),
    ...failed.map((url) => `failed: ${fromSite(url)}`),
    ...complaints.map((text) => `console: ${fromSite(text).slice(0, 160)}`),
  ];
}

const fromSite = (text) => text.replaceAll(/file:\/\/\/\S*\/(?=[^/\s]+)/g, '…/');
