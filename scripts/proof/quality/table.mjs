// The table, the faults in words, and the bounds, as text.

const NARROWEST = 5;
const WIDEST = 16;
const MOST_FAULTS = 12;

export function pageTable(measures, findings, pages) {
  const heads = [0, 1].map((line) => [line ? 'page' : '', ...measures.map(({ title }) => headLine(title, line))]);
  const rows = pages.map((page) => [page, ...measures.map((measure) => cell(measure, findings[page]?.[measure.key]))]);
  return columns([...heads, ...rows]);
}

export function faultList(measures, findings, pages) {
  const byFault = new Map();
  for (const { key, title } of measures) {
    for (const page of pages) {
      for (const fault of abridged(findings[page]?.[key]?.faults ?? [])) {
        const text = `${title}: ${fault}`;
        byFault.set(text, [...(byFault.get(text) ?? []), page]);
      }
    }
  }
  return [...byFault].map(([fault, where]) => `${fault}\n    ${placesOf(where, pages)}`).join('\n');
}

export function boundTable(bounds) {
  const head = ['bound', 'value', 'at most', 'pages', ''];
  const rows = bounds.map(({ says, value, limit, pages, holds }) => (
    [says, value, limit, String(pages), holds ? 'ok' : 'BROKEN']
  ));
  return columns([head, ...rows]);
}

function abridged(faults) {
  if (faults.length <= MOST_FAULTS) return faults;
  return [...faults.slice(0, MOST_FAULTS), `and ${faults.length - MOST_FAULTS} more`];
}

function placesOf(where, pages) {
  const each = [...new Set(where)];
  if (each.length === pages.length && pages.length > 1) return `all ${pages.length} pages`;
  return each.map((page) => {
    const times = where.filter((other) => other === page).length;
    return times > 1 ? `${page} (${times} times)` : page;
  }).join(', ');
}

function headLine(title, line) {
  const words = title.split(' ');
  return words.length === 1 ? (line ? title : '') : (line ? words.slice(1).join(' ') : words[0]);
}

function cell(measure, finding) {
  if (!finding) return '-';
  if (finding.value === null) return 'unmeasured!';
  const bad = finding.faults.length > 0 || finding.value > (measure.max ?? Infinity);
  if (measure.kind === 'text' && bad && !measure.sample) return short(finding.faults);
  const shown = measure.kind === 'bytes' ? (finding.value / 1000).toFixed(1)
    : measure.kind === 'score' ? finding.value.toFixed(3) : String(finding.value);
  return bad ? `${shown}!` : shown;
}

function short(faults) {
  const first = faults[0].split(':')[0].slice(0, WIDEST - 4);
  return faults.length > 1 ? `${first} +${faults.length - 1}!` : `${first}!`;
}

function columns(rows) {
  const widths = rows[0].map((_, index) => Math.max(NARROWEST, ...rows.map((row) => row[index].length)));
  const fit = (text, index) => (index ? text.padStart(widths[index]) : text.padEnd(widths[index]));
  return rows.map((row) => row.map(fit).join('  ').trimEnd()).join('\n');
}
