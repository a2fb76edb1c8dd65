// What the shopper's page costs, printed by `make bench`: bytes on the wire,
// Lighthouse's marks on a phone, and layout shift while scans arrive.
//
// It looks at every journey the demo lists and measures the heaviest page.

import { get } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { brotliCompressSync, constants } from 'node:zlib';
import lighthouse from 'lighthouse';
import { openBrowser, openPage, eventually } from './harness/browser.mjs';
import { startDemo } from './harness/server.mjs';
import { JOURNEYS, allListed, listed, story } from './harness/tracking.mjs';

/** Upper limits, and what they are limits of. */
const BUDGET = { document: 20_000, wire: 130_000, mark: 95, shift: 0 };
/** How long the pages are watched for scans that move something. */
const WATCHED_MS = 90_000;
/** The port Lighthouse finds the browser at. */
const DEBUGGING_PORT = 9_223;

const demo = await startDemo();
const lines = [];
try {
  await allListed(demo);
  const heaviest = await heaviestPage();
  lines.push(...(await bytes(heaviest)), ...(await marks(heaviest)), ...(await shifts()));
} finally {
  await demo.stop();
}
print(lines);

/** The listed page with the most bytes of HTML. */
async function heaviestPage() {
  let most = { size: 0 };
  for (const { journey, address } of await listed(demo)) {
    const size = brotli(await bodyOf(address));
    if (size > most.size) most = { size, journey, address };
  }
  return most;
}

/** Bytes of the page: packed with brotli, and as a browser receives them. */
async function bytes({ size, journey, address }) {
  const browser = await openBrowser();
  const page = await browser.newPage({ viewport: { width: 360, height: 640 } });
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  const types = new Map();
  let wire = 0;
  session.on('Network.responseReceived', ({ requestId, type, response }) => types.set(requestId, { type, url: response.url }));
  // The stream stays open, and has no end to be counted at.
  session.on('Network.loadingFinished', ({ encodedDataLength }) => { wire += encodedDataLength; });
  await page.goto(address, { waitUntil: 'load' });
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  let styles = 0;
  for (const { type, url } of types.values()) {
    if (type === 'Stylesheet') styles += brotli(await bodyOf(url));
  }
  await browser.close();
  return [
    atMost(`HTML and CSS of the heaviest page (${journey}), brotli`, size + styles, BUDGET.document, 'bytes'),
    atMost(`all on the wire of that page, ${types.size} answers`, wire, BUDGET.wire, 'bytes'),
  ];
}

/** Lighthouse's marks, as it tries a slow phone. */
async function marks({ address }) {
  const browser = await openBrowser([`--remote-debugging-port=${DEBUGGING_PORT}`]);
  const { lhr } = await lighthouse(address, {
    port: DEBUGGING_PORT,
    logLevel: 'error',
    onlyCategories: ['performance', 'accessibility'],
    formFactor: 'mobile',
  });
  await browser.close();
  for (const audit of Object.values(lhr.audits)) {
    if (audit.scoreDisplayMode === 'error') console.log(`lighthouse: ${audit.title}: ${audit.errorMessage}`);
  }
  const mark = (category) => Math.round(lhr.categories[category].score * 100);
  const took = ['first-contentful-paint', 'largest-contentful-paint', 'total-blocking-time', 'speed-index']
    .map((audit) => `${lhr.audits[audit].title} ${Math.round(lhr.audits[audit].numericValue)} ms`);
  console.log(`lighthouse: ${took.join(', ')}`);
  const shift = lhr.audits['cumulative-layout-shift'].numericValue;
  return [
    atLeast('Lighthouse on a phone, performance', mark('performance'), BUDGET.mark),
    atLeast('Lighthouse on a phone, accessibility', mark('accessibility'), BUDGET.mark),
    atMost('layout shift while the page loads', round(shift), BUDGET.shift, ''),
  ];
}

/** Layout shift of a page of each journey while scans arrive. */
async function shifts() {
  const browser = await openBrowser();
  const pages = [];
  for (const journey of Object.keys(JOURNEYS)) {
    for (const { address } of (await listed(demo)).filter((link) => link.journey === journey)) {
      const page = await openPage(browser, address, { viewport: { width: 360, height: 640 } });
      pages.push({ journey, page, before: await story(page) });
    }
  }
  const until = performance.now() + WATCHED_MS;
  const moved = async () => {
    const told = await Promise.all(pages.map(async ({ page, before }) => (await story(page)) !== before));
    return told.filter(Boolean).length;
  };
  await eventually('a page moves', async () => performance.now() > until && (await moved()) > 0, 2 * WATCHED_MS);
  const count = await moved();
  const felt = await Promise.all(pages.map(({ page }) => page.evaluate(() => window.doorstepWatch.shift)));
  await browser.close();
  return [atMost(`largest layout shift of ${count} pages that moved while open`, round(Math.max(...felt)), BUDGET.shift, '')];
}

/** A body as it is before packing. Node does not find hosts below `localhost`. */
function bodyOf(address) {
  const { host, port, pathname } = new URL(address);
  return new Promise((resolve, reject) => {
    get({ host: '127.0.0.1', port, path: pathname, headers: { host } }, (answer) => resolve(buffer(answer))).on('error', reject);
  });
}

function brotli(body) {
  return brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
}

function round(figure) {
  return Math.round(figure * 10_000) / 10_000;
}

function atMost(what, figure, goal, unit) {
  return { what, figure, goal: `${goal} or less`, met: figure <= goal, unit };
}

function atLeast(what, figure, goal) {
  return { what, figure, goal: `${goal} or more`, met: figure >= goal, unit: '' };
}

function print(found) {
  const width = Math.max(...found.map(({ what }) => what.length));
  console.log();
  for (const { what, figure, goal, met, unit } of found) {
    console.log(`${what.padEnd(width)} | ${`${figure} ${unit}`.padStart(14)} | ${goal.padStart(15)} | ${met ? 'met' : 'MISSED'}`);
  }
}
