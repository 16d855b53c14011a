// Pages read as prose where our style sheet is not: in a reader mode, in a text browser, and in the order of their text.
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import { onPath, withPage } from './browser.mjs';
import { judged, overPages } from './findings.mjs';

const READABILITY = readFileSync(createRequire(import.meta.url).resolve('@mozilla/readability/Readability.js'), 'utf8');
const TEXT_BROWSERS = {
  w3m: (file) => ['-dump', '-cols', '20000', '-I', 'utf-8', '-O', 'utf-8', '-T', 'text/html', file],
  lynx: (file) => [
    '-dump', '-nolist', '-nonumbers', '-width=20000', '-assume_charset=utf-8', '-display_charset=utf-8', file,
  ],
};
// A reader mode may take a page of lists for no article; of these every word must be kept.
const ARTICLES = /^topics\//;
const LEAST_KEPT = 0.9;

export const prose = {
  name: 'prose',
  measures: [
    { key: 'reader', title: 'reader mode', says: 'reads as prose in a reader mode', kind: 'text' },
    { key: 'text', title: 'text browser', says: 'reads as prose in a text browser', kind: 'text', optional: true },
    { key: 'order', title: 'text order', says: 'reads as prose in the order of its text', kind: 'text' },
  ],
  run: (site, pages, tell) => overPages(pages, prose.measures, tell, (name) => (
    withPage(site.browser, { javaScriptEnabled: false }, async (page) => {
      await page.goto(site.address(name), { waitUntil: 'load' });
      const { pieces, cited, inside, text } = await page.evaluate(inOrder);
      await page.evaluate(READABILITY);
      const [wanted, least] = ARTICLES.test(name) ? [pieces, 1] : [cited, LEAST_KEPT];
      const missing = lost(await page.evaluate(readerMode), wanted);
      const dumped = await textBrowser(site.file(name));
      return {
        reader: judged(missing.length > wanted.length * (1 - least) ? missing : [], `${wanted.length} ok`),
        order: judged([...inside, ...lost(text, pieces)], `${pieces.length} ok`),
        ...dumped === null ? {} : { text: judged(lost(dumped, pieces), `${pieces.length} ok`) },
      };
    })
  )),
};

/** A fault for each piece that is not to be read whole. White space and the marks for raised words differ. */
function lost(text, pieces) {
  const flat = (words) => words.replaceAll(/[\s^]+/g, '');
  const whole = flat(text);
  return pieces.filter((piece) => !whole.includes(flat(piece)))
    .map((piece) => `not in one piece: “${piece.trim().replaceAll(/\s+/g, ' ').slice(0, 60)}”`);
}

/** What a text browser shows of a page; null where none is installed. */
async function textBrowser(file) {
  const name = Object.keys(TEXT_BROWSERS).find((each) => onPath(each));
  if (!name) return null;
  const { stdout } = await promisify(execFile)(onPath(name), TEXT_BROWSERS[name](file), { maxBuffer: 1e7, timeout: 30_000 });
  return stdout;
}

/** Runs in the page: its text without notes, piece by piece, the pieces with citations, and notes inside a paragraph. */
function inOrder() {
  const kinds = 'p, li, dt, dd, figcaption, summary, h2, h3, h4';
  const inner = `${kinds}, aside, ul, ol, dl, table, figure, section, div, select, input`;
  const apart = '.notes, .page-sources, .cite-page, table, form';
  const article = document.querySelector('main article');
  const runs = (block) => {
    const copy = block.cloneNode(true);
    for (const other of copy.querySelectorAll(inner)) other.replaceWith('\0');
    return copy.textContent.split('\0').filter((run) => run.trim());
  };
  const blocks = [...article.querySelectorAll(kinds)].filter((block) => !block.closest(apart));
  const isCited = (block) => block.localName === 'p' && block.querySelector('.cite') && !block.closest('details, .mark');
  return {
    pieces: blocks.flatMap(runs),
    cited: blocks.filter(isCited).flatMap(runs),
    inside: blocks.filter((block) => block.localName === 'p' && block.querySelector('.note'))
      .map((block) => `note inside: “${block.textContent.trim().slice(0, 60)}”`),
    text: article.textContent,
  };
}

/** Runs in the page. */
function readerMode() {
  return new Readability(document.cloneNode(true)).parse()?.textContent ?? '';
}
