// What a check says about one page: a value for the table, and its faults in words.

export const counted = (faults) => ({ value: faults.length, faults });
export const judged = (faults, value = 'ok') => ({ value, faults });
export const measured = (value, faults = []) => ({ value, faults });

/** Ask `one` about each page that is left; a page that cannot be measured is at fault in every measure of the check. */
export async function overPages(pages, measures, tell, one) {
  const findings = {};
  for (const page of pages) {
    findings[page] = await one(page).catch((error) => notMeasured(measures, error));
    tell(page);
  }
  return findings;
}

export function notMeasured(measures, error) {
  const said = String(error.message ?? error).split('\n')[0];
  return Object.fromEntries(measures.map(({ key }) => [key, measured(null, [`not measured: ${said}`])]));
}

export const median = (numbers) => {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};

export const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);
