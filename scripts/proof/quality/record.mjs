// What was measured, as the record that the site's own pages print.
import { readFileSync } from 'node:fs';

const SUBJECTS = { weight: 'weight', privacy: 'privacy', file: 'privacy' };
const PACKAGES = { axe: 'axe-core', html: 'vnu-jar', lighthouse: 'lighthouse' };
const NAMES = { 'axe-core': 'axe-core', 'vnu-jar': 'the Nu HTML checker', lighthouse: 'Lighthouse' };
const HEAD = '# What was measured of every page. Written by `make quality QUALITY_OPTIONS=--record`.\n';

/** The bounds of each check as the text of data/quality.lock. */
export function recordOf(checks, bounds, chromium, day) {
  const entries = checks.flatMap((check) => {
    const keys = check.measures.map(({ key }) => key);
    const by = [`Chromium ${chromium}`, ...tools(check.name)].join(', ');
    const about = SUBJECTS[check.name] ?? 'accessibility';
    return bounds.filter(({ measure }) => keys.includes(measure)).map((bound) => entry(bound, { about, by, day }));
  });
  return HEAD + entries.join('');
}

function entry({ key, says, value, limit, holds, pages }, { about, by, day }) {
  const fields = { about, says, value: String(value), limit: String(limit), holds, pages, measured: day, by };
  return `${key}:\n${Object.entries(fields).map(([name, each]) => `  ${name}: ${JSON.stringify(each)}\n`).join('')}`;
}

function tools(check) {
  const name = PACKAGES[check];
  if (!name) return [];
  const described = readFileSync(new URL(`node_modules/${name}/package.json`, import.meta.url), 'utf8');
  return [`${NAMES[name]} ${JSON.parse(described).version}`];
}
