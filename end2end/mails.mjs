// Takes pictures of e-mails for people to look at: 360 and 640 px wide, light
// and dark, into end2end/results. Nothing may be fetched: a mail program
// shows no picture until it is asked to.
//
//   node mails.mjs             every mail of the server's snapshots, `it__letters__*.html.snap`
//   node mails.mjs WORD ...    those whose name holds one of the words

import { mkdirSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { openBrowser } from './harness/browser.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const snapshots = path.join(here, '../server/tests/it/snapshots');
const results = path.join(here, 'results');
mkdirSync(results, { recursive: true });
const words = process.argv.slice(2);

const mails = readdirSync(snapshots)
  .filter((file) => file.endsWith('.html.snap'))
  .map((file) => [file.split('__').at(-1).replace(/\.html\.snap$/, ''), file])
  .filter(([name]) => words.length === 0 || words.some((word) => name.includes(word)));

const browser = await openBrowser();
let wrong = 0;
for (const [name, file] of mails) {
  const html = readFileSync(path.join(snapshots, file), 'utf8').replace(/^---\n[\s\S]*?\n---\n/, '');
  for (const width of [360, 640]) {
    for (const colorScheme of ['light', 'dark']) {
      const context = await browser.newContext({ viewport: { width, height: 700 }, colorScheme });
      const page = await context.newPage();
      await page.route('**', (route) => route.abort());
      await page.setContent(html);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (over > 0) {
        wrong += 1;
        console.log(`  ${name} is ${over} px too wide at ${width} px`);
      }
      const picture = path.join(results, `mail-${name}-${width}-${colorScheme}.png`);
      await page.screenshot({ path: picture, fullPage: true });
      console.log(picture);
      await context.close();
    }
  }
}
await browser.close();
process.exit(wrong > 0 ? 1 : 0);
