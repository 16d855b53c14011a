// A file server that counts what it sends, and a proxy that refuses and remembers. Both on the loopback address only.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';

const IDLE_LIMIT = 600_000;
const GZIP_LEVEL = 6;
const TYPES = {
  '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.js': 'text/javascript', '.mjs': 'text/javascript',
  '.json': 'application/json', '.webmanifest': 'application/manifest+json', '.xml': 'application/xml',
  '.txt': 'text/plain; charset=utf-8', '.csv': 'text/csv', '.svg': 'image/svg+xml', '.png': 'image/png',
  '.jpg': 'image/jpeg', '.webp': 'image/webp', '.avif': 'image/avif', '.gif': 'image/gif', '.ico': 'image/x-icon',
  '.woff2': 'font/woff2', '.woff': 'font/woff', '.wasm': 'application/wasm',
};
const SHRINKS = /text|json|javascript|xml|svg|wasm|manifest/;

export async function serveFolder(root) {
  const log = [];
  const traffic = { open: 0, last: Date.now() };
  const server = createServer((request, response) => {
    countWhenSent(request, response, log, traffic);
    answer(root, request, response);
  });
  const origin = await listen(server);
  return { origin, log, quiet: (calm, limit) => quiet(traffic, calm, limit), close: () => shut(server) };
}

export async function refuseEverything() {
  const asked = [];
  const server = createServer((request, response) => {
    asked.push(new URL(request.url, 'http://unknown').host);
    response.writeHead(502).end();
  });
  server.on('connect', (request, socket) => {
    asked.push(request.url.replace(/:443$/, ''));
    socket.on('error', () => socket.destroy());
    socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
  });
  const address = await listen(server);
  return { address, asked, close: () => shut(server) };
}

async function answer(root, request, response) {
  const found = await find(root, request.url);
  const type = TYPES[extname(found.path).toLowerCase()] ?? 'application/octet-stream';
  const headers = { 'Content-Type': type, 'Cache-Control': 'max-age=600', Vary: 'Accept-Encoding' };
  const packs = SHRINKS.test(type) && /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
  if (packs) headers['Content-Encoding'] = 'gzip';
  const body = packs ? gzipSync(found.body, { level: GZIP_LEVEL }) : found.body;
  response.writeHead(found.status, { ...headers, 'Content-Length': body.length }).end(body);
}

async function find(root, url) {
  const asked = normalize(decodeURIComponent(new URL(url, 'http://here').pathname));
  const path = join(root, asked.endsWith('/') ? `${asked}index.html` : asked);
  try {
    return { path, status: 200, body: await readFile(path) };
  } catch {
    const body = await readFile(join(root, '404.html')).catch(() => Buffer.from('Not found'));
    return { path: '404.html', status: 404, body };
  }
}

function countWhenSent(request, response, log, traffic) {
  const { socket } = response;
  const before = socket.bytesWritten;
  traffic.open += 1;
  response.on('finish', () => log.push({
    path: request.url, status: response.statusCode, bytes: socket.bytesWritten - before,
  }));
  response.on('close', () => {
    traffic.open -= 1;
    traffic.last = Date.now();
  });
}

async function quiet(traffic, calm = 300, limit = 5_000) {
  const start = Date.now();
  const isCalm = () => traffic.open === 0 && Date.now() - Math.max(traffic.last, start) >= calm;
  while (!isCalm() && Date.now() - start < limit) await pause(30);
}

async function listen(server) {
  const idle = setTimeout(() => shut(server), IDLE_LIMIT);
  idle.unref();
  server.unref();
  server.on('request', () => idle.refresh());
  server.on('connect', () => idle.refresh());
  await new Promise((ready, failed) => server.on('error', failed).listen(0, '127.0.0.1', ready));
  return `http://127.0.0.1:${server.address().port}`;
}

function shut(server) {
  server.close();
  server.closeAllConnections();
}
