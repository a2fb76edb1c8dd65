// Takes pictures of pages for people to look at: 360, 768 and 1440 px wide,
// light and dark, whole pages, into end2end/results.
//
//   node screenshots.mjs http://localhost:3000 / /t/...   a server that runs
//   node screenshots.mjs                                  the demo's journeys
//   node screenshots.mjs states [name ...]                every state, or some,
//     in the demo's other shop with DOORSTEP_STATES_BRAND=ridgeline

import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { openBrowser, openPage } from './harness/browser.mjs';
import { startStates } from './harness/states.mjs';
import { JOURNEYS, allListed, arriveAt, demoServer } from './harness/tracking.mjs';

const results = path.join(path.dirname(fileURLToPath(import.meta.url)), 'results');
mkdirSync(results, { recursive: true });
const browser = await openBrowser();
const [base, ...paths] = process.argv.slice(2);
let server;
const pages = base === 'states' ? await states(paths) : base
  ? (paths.length ? paths : ['/']).map((one) => [one.replace(/\W+/g, '-').replace(/^-|-$/g, '') || 'home', new URL(one, base).href])
  : await journeys();

for (const [name, address] of pages) {
  for (const width of [360, 768, 1440]) {
    for (const colorScheme of ['light', 'dark']) {
      const page = await openPage(browser, address, { viewport: { width, height: 900 }, colorScheme });
      const file = path.join(results, `${name}-${width}-${colorScheme}.png`);
      await page.screenshot({ path: file, fullPage: true });
      console.log(file);
      for (const problem of page.problems) console.log(`  ${problem}`);
      await page.context().close();
    }
  }
}
await browser.close();
await server?.stop();
process.exit(0);

async function states(names) {
  server = await startStates();
  return server.states
    .filter(({ name }) => names.length === 0 || names.includes(name))
    .map(({ name, address }) => [name, address]);
}

async function journeys() {
  const server = await demoServer();
  await allListed(server);
  const page = await openPage(browser, server.url, { javaScriptEnabled: false });
  const found = [
    ['home', server.url],
    ['unknown', `${server.url}/t/${'0'.repeat(22)}`],
    ['mail-sent', `${server.url}/my/sent`],
    ['link-over', `${server.url}/my/${'0'.repeat(22)}`],
  ];
  for (const journey of Object.keys(JOURNEYS)) found.push([journey, await arriveAt(server, journey, page)]);
  await page.context().close();
  return found;
}
