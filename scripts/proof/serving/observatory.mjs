// Score a site on the loopback address with the MDN HTTP Observatory, and judge its policy with csp_evaluator.
// usage: node observatory.mjs HTTP_PORT HTTPS_PORT; prints one JSON object.
import { existsSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const observatory = dirname(fileURLToPath(import.meta.resolve('@mdn/mdn-http-observatory/package.json')));
const own = (file) => import(join(observatory, 'src', file));

// Its installation would download these two lists; no site on the loopback address is in either.
for (const [name, text] of [['hsts-preload.json', '{}'], ['tld-list.json', '[]']]) {
  const file = join(observatory, 'conf', name);
  if (!existsSync(file)) writeFileSync(file, text);
}

const { retrieve } = await own('retriever/retriever.js');
const { ALL_TESTS } = await own('constants.js');
const { getGradeForScore, getScoreModifier } = await own('grader/grader.js');
const { MINIMUM_SCORE_FOR_EXTRA_CREDIT } = await own('grader/charts.js');
const { CspEvaluator } = require('csp_evaluator/dist/evaluator.js');
const { CspParser } = require('csp_evaluator/dist/parser.js');

// As its own scan() does, which takes a host name only and no ports.
async function score(httpPort, httpsPort) {
  const found = await retrieve('localhost', { httpPort, httpsPort });
  if (found.responses.auto?.status !== 200) throw new Error('the site does not answer');
  const tests = ALL_TESTS.map((test) => test(found)).filter(({ result }) => result);
  const points = tests.map((test) => ({ name: test.constructor.name, result: test.result, points: getScoreModifier(test.result) }));
  const lost = points.filter((each) => each.points < 0);
  const base = lost.reduce((total, each) => total + each.points, 100);
  const all = points.reduce((total, each) => total + each.points, 100);
  const final = getGradeForScore(base >= MINIMUM_SCORE_FOR_EXTRA_CREDIT ? all : base);
  return { score: final.score, grade: final.grade, lost, headers: found.responses.auto.headers };
}

function judge(policy) {
  if (!policy) return [];
  return new CspEvaluator(new CspParser(policy).csp).evaluate()
    .map(({ severity, directive, value, description }) => ({ severity, directive, value, description }));
}

const { headers, ...result } = await score(Number(process.argv[2]), Number(process.argv[3]));
const policy = headers['content-security-policy'];
console.log(JSON.stringify({ ...result, policy: policy ?? null, findings: judge(policy) }));
process.exit(0); // Its connections stay open otherwise.
