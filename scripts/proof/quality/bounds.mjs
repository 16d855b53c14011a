// From the findings on pages to the bounds of the whole site.
import { median, sum } from './findings.mjs';

const KINDS = {
  bytes: { show: (value) => `${(value / 1000).toFixed(1)} KB` },
  pixels: { show: (value) => `${value} px` },
  count: { show: String },
  score: { show: (value) => value.toFixed(3) },
  percent: { show: (value) => `${value} %` },
};

/** Each bound with its key, value, limit and whether it holds; one that looked at too few pages does not hold. */
export function boundsOf(measures, findings, pages) {
  return measures.flatMap((measure) => {
    const key = (index) => measure.key.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`) + (index ? '-median' : '');
    return bounded(measure, findings, pages).map((each, index) => ({ key: key(index), measure: measure.key, ...each }));
  });
}

function bounded(measure, findings, pages) {
  const found = pages.map((page) => findings[page]?.[measure.key]).filter(Boolean);
  const wanted = measure.optional ? 0 : Math.min(pages.length, measure.sample ?? pages.length);
  if (!found.length && measure.optional) return [bound(measure.says, 'none offered', '', true, 0)];
  const tooFew = !found.length || found.length < wanted;
  if (tooFew) return [bound(measure.says, 'looked at too little', '', false, found.length)];
  return rules(measure).map((rule) => judge(rule, found));
}

function rules({ says, kind, max, median: middle }) {
  if (kind === 'text') return [{ says: `${says}, pages at fault`, reckon: null, limit: 0, show: String }];
  const { show } = KINDS[kind];
  if (kind === 'count') return [{ says, reckon: sum, limit: 0, show }];
  const largest = { says: `${says}, largest`, reckon: (values) => Math.max(...values), limit: max ?? 0, show };
  return middle ? [largest, { says: `${says}, median`, reckon: median, limit: middle, show }] : [largest];
}

function judge({ says, reckon, limit, show }, found) {
  const atFault = found.filter(({ faults }) => faults.length).length;
  const values = found.map(({ value }) => value).filter((value) => typeof value === 'number');
  const value = reckon ? (values.length ? reckon(values) : NaN) : atFault;
  const shown = Number.isNaN(value) ? 'unmeasured' : show(value);
  return bound(says, shown, show(limit), atFault === 0 && value <= limit, found.length);
}

const bound = (says, value, limit, holds, looked) => ({ says, value, limit, holds, pages: looked });
