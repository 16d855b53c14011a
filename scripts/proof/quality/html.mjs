// The Nu checker, over all pages in one run, with a page of known faults beside them to show that it looks.
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { measured, notMeasured } from './findings.mjs';

const JAR = createRequire(import.meta.url).resolve('vnu-jar/build/dist/vnu.jar');
const FAULTY = '<!doctype html><html lang="en"><title>Faulty</title><p><div></p></html>';

export const html = {
  name: 'html',
  alone: true,
  measures: [{ key: 'html', title: 'Nu', says: 'Nu checker errors', kind: 'count' }],
  async run(site, pages, tell) {
    const folder = await mkdtemp(join(tmpdir(), 'quality-'));
    try {
      const faulty = join(folder, 'faulty.html');
      await writeFile(faulty, FAULTY);
      const messages = await check([faulty, ...pages.map(site.file)]);
      pages.forEach(tell);
      return byPage(site, pages, messages, faulty);
    } finally {
      await rm(folder, { recursive: true });
    }
  },
};

async function check(files) {
  const flags = ['-Xss2m', '-jar', JAR, '--format', 'json', '--stdout', '--exit-zero-always'];
  const limits = { maxBuffer: 1e8, timeout: 300_000 };
  const { stdout } = await promisify(execFile)('java', [...flags, ...files], limits);
  return JSON.parse(stdout).messages.filter(({ type }) => type !== 'info');
}

function byPage(site, pages, messages, faulty) {
  const about = (file) => messages.filter(({ url }) => url && fileURLToPath(url) === file);
  if (!about(faulty).length) {
    const blind = notMeasured(html.measures, new Error('the checker passed a page of known faults'));
    return Object.fromEntries(pages.map((page) => [page, blind]));
  }
  return Object.fromEntries(pages.map((page) => [page, { html: finding(about(site.file(page))) }]));
}

function finding(messages) {
  const alike = new Map();
  for (const each of messages) alike.set(each.message, [...(alike.get(each.message) ?? []), each]);
  return measured(messages.length, [...alike.values()].map(inWords));
}

function inWords([first, ...others]) {
  const where = (first.extract ?? '').trim().replace(/\s+/g, ' ').slice(0, 100);
  return `${first.message} ${others.length ? `${others.length + 1} times, first ` : ''}at ${where}`;
}
