// Measure every page of the built site and hold it to its bounds: one table, the faults, the bounds.
import { readdir, writeFile } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { axe } from './accessibility.mjs';
import { boundsOf } from './bounds.mjs';
import { CannotStart, startBrowser } from './browser.mjs';
import { notMeasured } from './findings.mjs';
import { html } from './html.mjs';
import { keyboard } from './keyboard.mjs';
import { lighthouse } from './lighthouse.mjs';
import { local } from './local.mjs';
import { notes } from './notes.mjs';
import { privacy } from './privacy.mjs';
import { prose } from './prose.mjs';
import { print, script, width } from './reading.mjs';
import { progress } from './progress.mjs';
import { recordOf } from './record.mjs';
import { refuseEverything, serveFolder } from './server.mjs';
import { steady } from './steady.mjs';
import { boundTable, faultList, pageTable } from './table.mjs';
import { weight } from './weight.mjs';

const CHECKS = [weight, privacy, axe, html, width, steady, keyboard, notes, prose, script, print, local, lighthouse];
const USAGE = `usage: node quality.mjs [--site FOLDER] [--pages a.html,b.html] [--json FILE] [--record]
       [--lanes NUMBER] [--only ${CHECKS.map(({ name }) => name)}]`;

function readOptions() {
  const options = {
    site: { type: 'string', default: fileURLToPath(new URL('../../../site', import.meta.url)) },
    only: { type: 'string' }, pages: { type: 'string' }, json: { type: 'string' }, record: { type: 'boolean' },
    lanes: { type: 'string', default: String(availableParallelism()) },
  };
  try {
    const { values } = parseArgs({ options });
    return { ...values, site: resolve(values.site), lanes: lanesOf(values.lanes) };
  } catch (error) {
    throw new CannotStart(`${error.message}\n${USAGE}`);
  }
}

function lanesOf(said) {
  if (!/^[1-9]$/.test(said)) throw new CannotStart(`--lanes must be a number from 1 to 9, not ${said}.`);
  return Number(said);
}

const RECORD = new URL('../../../data/quality.lock', import.meta.url);

function refuseParts({ record, only, pages }) {
  if (record && (only || pages)) throw new CannotStart('Only a run of all checks over all pages can be recorded.');
}

function choose(kind, named, known) {
  if (named === undefined) return known;
  const names = named.split(',').filter(Boolean);
  const strange = names.filter((name) => !known.includes(name));
  if (strange.length || !names.length) throw new CannotStart(`No such ${kind}: ${strange.join(', ')}\n${USAGE}`);
  return known.filter((name) => names.includes(name));
}

async function listPages(folder) {
  const files = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const pages = files.filter((file) => file.isFile() && file.name.endsWith('.html') && file.name !== '404.html')
    .map((file) => relative(folder, join(file.parentPath, file.name)).split(sep).join('/'))
    .sort((a, b) => a.split('/').length - b.split('/').length || a.localeCompare(b));
  if (!pages.includes('index.html')) throw new CannotStart('There is no built site to measure. Run `make site` first.');
  return pages;
}

/** What one lane measures with: nobody else sends or asks there, so all that is counted is its page's. */
async function openSite(folder, pages, first) {
  const server = await serveFolder(folder);
  const proxy = await refuseEverything();
  const browser = await startBrowser({ proxy: proxy.address });
  return {
    pages, first, server, proxy, browser,
    home: 'index.html',
    file: (page) => join(folder, page),
    address: (page) => `${server.origin}/${page}`,
    async close() {
      await browser.close();
      server.close();
      proxy.close();
    },
  };
}

/** Each lane takes the next page that is left, until none is. */
async function runCheck(check, lanes, pages, findings) {
  const { tell, done } = progress(check.name, pages.length);
  const left = pages.values();
  const runs = check.alone ? [check.run(lanes[0], pages, tell)] : lanes.map((lane) => check.run(lane, left, tell));
  const found = await Promise.all(runs).catch((error) => [noneMeasured(check, pages, error)]);
  for (const [page, finding] of found.flatMap(Object.entries)) findings[page] = { ...findings[page], ...finding };
  done();
}

function noneMeasured(check, pages, error) {
  return Object.fromEntries(pages.map((page) => [page, notMeasured(check.measures, error)]));
}

async function measure(options) {
  const all = await listPages(options.site);
  const pages = choose('page', options.pages, all);
  const names = choose('check', options.only, CHECKS.map(({ name }) => name));
  const checks = CHECKS.filter(({ name }) => names.includes(name));
  const findings = {};
  const lanes = [];
  try {
    while (lanes.length < options.lanes) lanes.push(await openSite(options.site, all, pages[0]));
    for (const check of checks) await runCheck(check, lanes, pages, findings);
  } finally {
    await Promise.all(lanes.map((lane) => lane.close()));
  }
  const chromium = lanes[0].browser.version();
  return { pages, checks, chromium, measures: checks.flatMap(({ measures }) => measures), findings };
}

function report({ pages, measures, findings }, bounds) {
  const faults = faultList(measures, findings, pages);
  const parts = [pageTable(measures, findings, pages), faults && `What is wrong\n\n${faults}`, boundTable(bounds)];
  console.log(parts.filter(Boolean).join('\n\n'));
}

async function main() {
  const options = readOptions();
  refuseParts(options);
  const start = Date.now();
  const result = await measure(options);
  const bounds = boundsOf(result.measures, result.findings, result.pages);
  const seconds = Math.round((Date.now() - start) / 1000);
  report(result, bounds);
  const record = { seconds, bounds, pages: result.findings };
  if (options.json) await writeFile(options.json, `${JSON.stringify(record, null, 1)}\n`);
  const day = new Date().toISOString().slice(0, 10);
  if (options.record) await writeFile(RECORD, recordOf(result.checks, bounds, result.chromium, day));
  const broken = bounds.filter(({ holds }) => !holds).length;
  const held = `${bounds.length - broken} of ${bounds.length} bounds hold`;
  console.log(`\n${held}; pages: ${result.pages.length}; seconds: ${seconds}.`);
  return broken ? 1 : 0;
}

process.once('SIGTERM', () => process.exit(143)); // Playwright closes the browser at this signal and goes on.
process.exitCode = await main().catch((error) => {
  console.error(error instanceof CannotStart ? error.message : error);
  return 2;
});
