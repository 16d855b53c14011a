// Starting Chromium, opening one page in a fresh profile, and hearing what it complains about.
import { accessSync, constants } from 'node:fs';
import { createServer } from 'node:net';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const SILENT = [
  '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-default-apps',
  '--disable-quic', '--disable-gpu', '--no-first-run', '--no-pings',
];
const NO_NAMES = '--host-resolver-rules=MAP * ~NOTFOUND';

/** Its message is all that needs saying. */
export class CannotStart extends Error {}

function chromePath() {
  if (process.env.CHROME_PATH) return process.env.CHROME_PATH;
  const found = NAMES.map(onPath).find(Boolean);
  if (!found) throw new CannotStart('Chromium was not found. Install it, or set CHROME_PATH.');
  return found;
}

/** Where a program of this name is installed, if it is. */
export function onPath(name) {
  return (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, name)).find(canRun);
}

function canRun(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Off-site requests go to `proxy`, if one is given; with `resolveNames` off no name leads anywhere; `letters` is the
 * size of letters in pixels that a reader has chosen. */
export function startBrowser({ proxy, resolveNames = true, debuggingPort, letters } = {}) {
  const args = [...SILENT];
  if (proxy) args.push(`--proxy-server=${proxy}`);
  if (!resolveNames) args.push(NO_NAMES);
  if (letters) args.push(`--blink-settings=defaultFontSize=${letters}`);
  if (debuggingPort) args.push(`--remote-debugging-port=${debuggingPort}`);
  if (process.getuid?.() === 0) args.push('--no-sandbox'); // Chromium's sandbox does not start for root.
  return chromium.launch({ executablePath: chromePath(), headless: true, args });
}

export async function freePort() {
  const server = createServer();
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address();
  await new Promise((closed) => server.close(closed));
  return port;
}

/** Give `act` a page in a fresh profile: no cache, no cookies, no storage. */
export async function withPage(browser, settings, act) {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 }, colorScheme: 'light', reducedMotion: 'reduce', ...settings,
  });
  context.setDefaultTimeout(15_000);
  await context.addInitScript(helpers);
  try {
    const page = await context.newPage();
    return await act(page, { context, heard: listenTo(page) });
  } finally {
    await context.close();
  }
}

function listenTo(page) {
  const heard = { complaints: [], failed: [], requests: [] };
  page.on('console', (message) => message.type() === 'error' && heard.complaints.push(message.text()));
  page.on('pageerror', (error) => heard.complaints.push(String(error)));
  page.on('request', (request) => heard.requests.push(request.url()));
  page.on('requestfailed', (request) => heard.failed.push(`${request.url()} ${request.failure()?.errorText ?? ''}`));
  return heard;
}

/** Runs inside every page before its own scripts. */
function helpers() {
  const violations = [];
  document.addEventListener('securitypolicyviolation', (event) => {
    violations.push(`${event.effectiveDirective} stopped ${event.blockedURI || 'something inline'}`);
  });
  const describe = (element) => {
    const id = element.id ? `#${element.id}` : '';
    const classes = [...element.classList].map((name) => `.${name}`).join('');
    const text = (element.textContent ?? '').trim().replace(/\s+/g, ' ').slice(0, 30);
    return `${element.localName}${id}${classes}${text ? ` “${text}”` : ''}`;
  };
  const backgroundOf = (element) => {
    const opaque = (color) => !/^rgba\(.*, 0\)$|^transparent$/.test(color);
    for (let at = element; at; at = at.parentElement) {
      const color = getComputedStyle(at).backgroundColor;
      if (opaque(color)) return color;
    }
    return null;
  };
  const unfold = () => {
    for (const fold of document.querySelectorAll('details')) {
      fold.removeAttribute('name'); // Of folds with one name, only one is open at a time.
      fold.open = true;
    }
  };
  Object.defineProperty(window, 'quality', { value: { violations, describe, backgroundOf, unfold } });
}
