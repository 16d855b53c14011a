// How far a check has come: one line that changes on a terminal, a line now and then elsewhere.

const SELDOM = 15_000;

/** Tell of each page that was measured, and of the end. */
export function progress(check, pages) {
  const start = Date.now();
  const seconds = () => Math.round((Date.now() - start) / 1000);
  let measured = 0;
  let said = start;
  const tell = (page) => {
    measured += 1;
    if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${check} ${measured}/${pages} ${page}`);
    else if (Date.now() - said > SELDOM) {
      said = Date.now();
      process.stderr.write(`${check} ${measured}/${pages}, ${seconds()} s\n`);
    }
  };
  const done = () => {
    const wipe = process.stderr.isTTY ? '\r\x1b[K' : '';
    process.stderr.write(`${wipe}${check}: ${measured} pages in ${seconds()} s\n`);
  };
  return { tell, done };
}
