// A shopper who zooms, listens or needs contrast can use every page.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { atRest, openBrowser, openPage, withAndWithoutJavaScript } from '../harness/browser.mjs';
import { JOURNEYS, allListed, arriveAt, demoServer, otherShop } from '../harness/tracking.mjs';
import { violations } from '../harness/axe.mjs';

const SCREENS = [360, 1440].flatMap((width) => ['light', 'dark'].map((colorScheme) => ({ width, colorScheme })));

let browser, server;
const addresses = [];
before(async () => {
  [browser, server] = await Promise.all([openBrowser(), demoServer()]);
  await allListed(server);
  const page = await openPage(browser, server.url, { javaScriptEnabled: false });
  addresses.push(['the home page', server.url], ['an unknown link', `${server.url}/t/${'0'.repeat(22)}`]);
  for (const [journey, { goal }] of Object.entries(JOURNEYS)) {
    addresses.push([goal, await arriveAt(server, journey, page)]);
  }
  await page.context().close();
  addresses.push(["the other shop's home page", otherShop(server.url)]);
}, { timeout: 8 * 60_000 });
after(async () => {
  await browser?.close();
  await server?.stop();
});

for (const { width, colorScheme } of SCREENS) {
  test(`axe finds nothing at ${width} px, ${colorScheme}`, async () => {
    for (const [goal, address] of addresses) {
      const page = await openPage(browser, address, { viewport: { width, height: 900 }, colorScheme });
      // What moves while axe looks is half drawn: the tab hears no more news.
      await page.evaluate(() => window.doorstepShow('hidden'));
      await page.evaluate(atRest);
      assert.deepEqual(await violations(page), [], goal);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      assert.ok(overflow <= 0, `${goal}: ${overflow} px stick out to the side`);
      await page.context().close();
    }
  });
}

withAndWithoutJavaScript('what I must press is large enough for a thumb', async (_, options) => {
  for (const [goal, address] of addresses) {
    const page = await openPage(browser, address, { ...options, viewport: { width: 360, height: 800 } });
    const small = await page.locator('button:visible, summary:visible, input:visible, nav a:visible').evaluateAll((all) =>
      all
        .map((one) => ({ name: one.textContent.trim(), height: one.getBoundingClientRect().height }))
        .filter(({ height }) => height < 44),
    );
    assert.deepEqual(small, [], goal);
    await page.context().close();
  }
});
