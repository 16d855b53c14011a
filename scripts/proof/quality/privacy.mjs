// What a page does behind the reader's back: other hosts, traces left, complaints, and what its own policy allows.
import { setTimeout as pause } from 'node:timers/promises';
import { withPage } from './browser.mjs';
import { counted, judged, overPages } from './findings.mjs';

// Chromium calls these of its own accord, whatever page is open.
const BROWSERS_OWN = [
  'accounts.google.com', 'clients2.google.com', 'content-autofill.googleapis.com', 'edgedl.me.gvt1.com',
  'optimizationguide-pa.googleapis.com', 'redirector.gvt1.com', 'safebrowsing.googleapis.com', 'update.googleapis.com',
];
const GOVERNED = ['script-src', 'style-src'];
const LEAVING = 200;

export const privacy = {
  name: 'privacy',
  measures: [
    { key: 'offsite', title: 'other hosts', says: 'requests to other hosts', kind: 'count' },
    { key: 'cookies', title: 'cookies', says: 'cookies', kind: 'count' },
    { key: 'stored', title: 'keys stored', says: 'storage keys before an act', kind: 'count' },
    { key: 'console', title: 'console', says: 'console errors', kind: 'count' },
    { key: 'violations', title: 'CSP broken', says: 'breaches of the content security policy', kind: 'count' },
    { key: 'policy', title: 'CSP', says: 'content security policy without ‘unsafe-inline’', kind: 'text' },
    { key: 'referrer', title: 'referrer', says: 'no-referrer', kind: 'text' },
    { key: 'outgoing', title: 'links out', says: 'outgoing links noopener noreferrer', kind: 'text' },
  ],
  run: (site, pages, tell) => overPages(pages, privacy.measures, tell, (page) => spyOn(site, page)),
};

function spyOn(site, name) {
  return withPage(site.browser, { viewport: { width: 412, height: 823 } }, async (page, { context, heard }) => {
    site.proxy.asked.length = 0;
    const response = await page.goto(site.address(name), { waitUntil: 'load' });
    await site.server.quiet();
    const stored = await page.evaluate(traces);
    await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
    await site.server.quiet();
    const seen = await page.evaluate(contents);
    await leave(page);
    return {
      offsite: counted(offSite(site, heard, seen)),
      cookies: counted((await context.cookies()).map((cookie) => `cookie ${cookie.name}`)),
      stored: counted(stored),
      console: counted(heard.complaints.map((text) => `console: ${text.slice(0, 160)}`)),
      violations: counted(seen.violations),
      policy: judged(policyFaults([response.headers()['content-security-policy'], ...seen.policies].filter(Boolean))),
      referrer: judged(referrerFaults([...seen.referrer, response.headers()['referrer-policy']].filter(Boolean))),
      outgoing: judged(seen.unguarded.map((link) => `unguarded: ${link}`), `${seen.outgoing} ok`),
    };
  });
}

/** Some pages report home only when they are left. */
async function leave(page) {
  await page.goto('about:blank');
  await pause(LEAVING);
}

function offSite(site, heard, seen) {
  if (!heard.requests.length) return ['nothing was requested'];
  const leaves = (url) => /^(https?|wss?):/.test(url) && new URL(url).origin !== site.server.origin;
  const requests = heard.requests.filter(leaves);
  const hosts = site.proxy.asked.filter((host) => !BROWSERS_OWN.includes(host));
  const attempts = [...requests, ...hosts.filter((host) => !requests.some((url) => new URL(url).host === host))];
  const written = seen.references.filter((url) => !attempts.includes(url));
  return [...new Set([...attempts, ...written])].map((url) => `off-site: ${url}`);
}

function policyFaults(policies) {
  if (!policies.length) return ['no policy'];
  const faults = policies.some((policy) => /'unsafe-inline'/.test(policy)) ? ['unsafe-inline'] : [];
  const governs = (kind) => policies.some((policy) => new RegExp(`(^|;)\\s*(default-src|${kind})\\s`).test(policy));
  return [...faults, ...GOVERNED.filter((kind) => !governs(kind)).map((kind) => `open: nothing governs ${kind}`)];
}

function referrerFaults(policies) {
  if (!policies.length) return ['none set'];
  return policies.filter((policy) => policy !== 'no-referrer').map((policy) => `is ${policy}`);
}

/** Runs in the page. */
async function traces() {
  const databases = await indexedDB.databases();
  const workers = await navigator.serviceWorker?.getRegistrations() ?? [];
  return [
    ...Object.keys(localStorage).map((key) => `localStorage ${key}`),
    ...Object.keys(sessionStorage).map((key) => `sessionStorage ${key}`),
    ...databases.map(({ name }) => `IndexedDB ${name}`),
    ...(await caches.keys()).map((key) => `cache ${key}`),
    ...workers.map(({ scope }) => `service worker ${scope}`),
  ];
}

/** Runs in the page: also finds what is only fetched later, such as lazy images and the hints to connect. */
function contents() {
  const foreign = (url) => /^(https?|wss?):/.test(url) && new URL(url).origin !== location.origin;
  const absolute = (text) => new URL(text, document.baseURI).href;
  const metas = (selector) => [...document.querySelectorAll(selector)].map((meta) => meta.content);
  const fetched = 'link:not([rel~=canonical], [rel~=alternate], [rel~=license], [rel~=author], [rel~=me])[href]';
  const fromTags = [...document.querySelectorAll(`${fetched}, [src], [poster], object[data], image, use`)]
    .map((tag) => tag.getAttribute('src') ?? tag.getAttribute('poster') ?? tag.getAttribute('data')
      ?? tag.getAttribute('href') ?? tag.getAttribute('xlink:href') ?? '');
  const fromSets = [...document.querySelectorAll('[srcset]')]
    .flatMap((tag) => tag.getAttribute('srcset').split(',').map((part) => part.trim().split(/\s/)[0]));
  const fromSheets = [...document.styleSheets]
    .filter((sheet) => !sheet.href || !foreign(sheet.href))
    .flatMap((sheet) => [...sheet.cssRules].flatMap((rule) => rule.cssText.match(/(?<=url\(["']?)[^"')]+/g) ?? []));
  const links = [...document.querySelectorAll('a, area')]
    .map((link) => ({ link, url: link.getAttribute('href') ?? link.getAttribute('xlink:href') }))
    .filter(({ url }) => url !== null && foreign(absolute(url)));
  const guarded = ({ link }) => ['noopener', 'noreferrer'].every((word) => link.relList?.contains(word)
    ?? link.getAttribute('rel')?.split(/\s+/).includes(word));
  return {
    violations: quality.violations,
    policies: metas('meta[http-equiv="content-security-policy" i]'),
    referrer: metas('meta[name=referrer]'),
    references: [...fromTags, ...fromSets, ...fromSheets].map(absolute).filter(foreign),
    outgoing: links.length,
    unguarded: links.filter((one) => !guarded(one)).map(({ url }) => url),
  };
}
