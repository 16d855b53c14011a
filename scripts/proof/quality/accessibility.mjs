// axe-core in both colour schemes and at two widths, with the menu shut and open, and nothing folded.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { withPage } from './browser.mjs';
import { measured, overPages, sum } from './findings.mjs';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
// Who speaks to a computer names a link by what is seen of it. The rule is experimental, and so in none of the sets.
const BESIDES = { 'label-content-name-mismatch': { enabled: true } };
const SIGHTS = [{ width: 1280 }, { width: 360 }, { width: 360, menu: '#menu' }];
const WAYS = SIGHTS.flatMap((sight) => ['light', 'dark'].map((scheme) => ({ scheme, ...sight })));
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export const axe = {
  name: 'axe',
  measures: [{ key: 'axe', title: 'axe', says: 'axe-core violations', kind: 'count' }],
  run: (site, pages, tell) => overPages(pages, axe.measures, tell, async (page) => {
    const seen = await lookInEveryWay(site, page);
    return { axe: measured(sum(seen.map(({ nodes }) => nodes.length)), inWords(seen)) };
  }),
};

function lookInEveryWay(site, name) {
  return withPage(site.browser, {}, async (page) => {
    await page.goto(site.address(name), { waitUntil: 'load' });
    await page.evaluate(() => quality.unfold());
    await page.evaluate(AXE);
    const seen = [];
    for (const way of WAYS) seen.push(...await look(page, way));
    return seen;
  });
}

/** Colours, width and menu follow the reader by style alone, so one page can be seen in every way. */
async function look(page, { scheme, width, menu = '' }) {
  await page.setViewportSize({ width, height: 800 });
  await page.emulateMedia({ colorScheme: scheme });
  await page.evaluate((hash) => { location.hash = hash; }, menu);
  const { violations, passes } = await page.evaluate(([tags, rules]) => window.axe.run(document, {
    runOnly: tags, rules, resultTypes: ['violations'],
  }), [TAGS, BESIDES]);
  if (!passes.length) throw new Error('axe-core passed no rule at all');
  return violations.map(({ id, nodes }) => ({ id, nodes, way: `${scheme} ${width}${menu}` }));
}

function inWords(seen) {
  const ways = new Map();
  for (const { id, nodes, way } of seen) {
    const named = nodes.slice(0, 3).map((node) => `${node.target.join(' ')}${reason(node)}`);
    const more = nodes.length > named.length ? ` and ${nodes.length - named.length} more` : '';
    const text = `${id}: ${named.join(', ')}${more}`;
    ways.set(text, [...(ways.get(text) ?? []), way]);
  }
  return [...ways].map(([text, where]) => `${text} (${where.join(', ')})`);
}

function reason(node) {
  const data = node.any.find((check) => check.data?.contrastRatio)?.data;
  return data ? ` (${data.fgColor} on ${data.bgColor}, ${data.contrastRatio})` : '';
}
