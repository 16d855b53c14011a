// Read a GIFT file with gift-pegjs and print its items as JSON. What it cannot read ends in status 1, with the line.
import { readFileSync } from 'node:fs';
import { parse } from 'gift-pegjs';

try {
  console.log(JSON.stringify(parse(readFileSync(process.argv[2], 'utf8'))));
} catch (error) {
  console.error(`${error.location?.start.line ?? '-'}: ${error.message}`);
  process.exitCode = 1;
}
