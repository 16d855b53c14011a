// Lighthouse for a phone, simulated, on one page of each kind: the median of three runs for performance.
import run from 'lighthouse';
import { freePort, startBrowser } from './browser.mjs';
import { judged, median, overPages } from './findings.mjs';

const SAMPLE = [
  /^index\.html$/, /^topics\//, /^evidence\//, /^figures\.html$/, /^quotes\.html$/, /^timeline\.html$/, /^glossary\.html$/,
  /^search\.html$/, /^sources\/(?!index)/, /^teach\/(?!index|quiz)/,
];
const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'];
const RUNS = 3;

export const lighthouse = {
  name: 'lighthouse',
  alone: true, // It reckons speed from what this machine has time for.
  measures: [{
    key: 'lighthouse', title: 'Lighthouse', says: 'Lighthouse 100 in each of four', kind: 'text', sample: SAMPLE.length,
  }],
  run: (site, pages, tell) => overPages(sample(site, pages), lighthouse.measures, tell, async (page) => {
    const full = await once(site, page, CATEGORIES);
    const runs = [full];
    while (runs.length < RUNS) runs.push(await once(site, page, ['performance']));
    return { lighthouse: verdict(full, runs.map((report) => score(report, 'performance'))) };
  }),
};

/** Pages named on the command line are all measured; of a whole site, the first page of each kind. */
function sample(site, pages) {
  if (pages.length < site.pages.length) return pages;
  return SAMPLE.map((kind) => pages.find((page) => kind.test(page))).filter(Boolean);
}

async function once(site, name, onlyCategories) {
  const port = await freePort();
  const browser = await startBrowser({ proxy: site.proxy.address, debuggingPort: port });
  try {
    const { lhr } = await run(site.address(name), {
      port, onlyCategories, logLevel: 'silent', output: 'json', formFactor: 'mobile', throttlingMethod: 'simulate',
    });
    if (lhr.runtimeError) throw new Error(lhr.runtimeError.message);
    return lhr;
  } finally {
    await browser.close();
  }
}

const score = (report, category) => Math.round(report.categories[category].score * 100);

function verdict(full, performance) {
  const scores = [median(performance), ...CATEGORIES.slice(1).map((category) => score(full, category))];
  const low = CATEGORIES.filter((_, index) => !(scores[index] >= 100));
  const faults = low.map((category) => `${category}: ${
    category === 'performance' ? `${performance.join(', ')} (${slow(full)})` : failed(full, category)}`);
  return judged(faults, scores.join('/'));
}

function slow(report) {
  return report.categories.performance.auditRefs
    .filter(({ weight }) => weight)
    .map(({ id }) => report.audits[id])
    .filter(({ score: reached }) => reached < 1)
    .map(({ id, displayValue }) => `${id} ${displayValue}`)
    .join(', ');
}

function failed(report, category) {
  const low = ({ id, weight }) => weight && report.audits[id].score !== null && report.audits[id].score < 1;
  return report.categories[category].auditRefs.filter(low).map(({ id }) => id).join(', ');
}
