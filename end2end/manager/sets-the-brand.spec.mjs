// Whoever runs the shop sets its brand on a page, sees it at a phone's width
// before it is saved, and loses nothing that was typed.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { eventually, openBrowser, openPage, withAndWithoutJavaScript } from '../harness/browser.mjs';
import { startDemoWithSettings } from '../harness/server.mjs';
import { allListed } from '../harness/tracking.mjs';
import { violations } from '../harness/axe.mjs';

let browser, server;
before(async () => {
  [browser, server] = await Promise.all([openBrowser(), startDemoWithSettings()]);
}, { timeout: 3 * 60_000 });
after(async () => {
  await browser?.close();
  await server?.stop();
});

const open = (slug, options) => openPage(browser, `${server.settings}/brand/${slug}`, options);
const field = (page, key) => page.locator(`[name="${key}"]`);
const accent = (frame) =>
  frame.locator('html').evaluate((root) => getComputedStyle(root).getPropertyValue('--accent').trim());
const press = (page, name) => page.getByRole('button', { name }).click();

/** Playwright reads frames by name; the preview is drawn anew each time. */
const previewed = (page, wanted) =>
  eventually(`the preview has ${wanted}`, async () => (await accent(page.frameLocator('iframe[name=preview]'))) === wanted);

test('the preview follows what I type', async () => {
  const page = await open('ridgeline', { viewport: { width: 1440, height: 900 } });
  const frame = await page.locator('iframe').evaluate((one) => one.clientWidth);
  assert.equal(frame, 360);
  await previewed(page, '#e8480c');
  await field(page, 'look.accent').fill('#00c2a8');
  await previewed(page, '#00c2a8');
  await field(page, 'preview.moment').selectOption('late');
  await eventually('the preview shows a late parcel', () =>
    page.frameLocator('iframe[name=preview]').locator('[data-part=policy]').innerText());
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

withAndWithoutJavaScript('I set the brand, and mend what is refused', async (_, options) => {
  const page = await open('ridgeline', options);
  const colour = options.javaScriptEnabled ? '#7a1fa2' : '#0b6e4f';
  await field(page, 'look.accent').fill(colour);
  await field(page, 'look.on_accent').fill('#333333');
  await field(page, 'support.phone').fill('+1 555 0100');
  await press(page, 'Save');
  assert.match(await page.locator('[data-part=problems]').innerText(), /contrast \d\.\d; 4\.5 is needed/);
  assert.match(await page.locator('[data-key="look.on_accent"] .fault').innerText(), /use #/);
  assert.equal(await field(page, 'look.accent').inputValue(), colour);
  assert.equal(await field(page, 'support.phone').inputValue(), '+1 555 0100');

  await field(page, 'look.on_accent').fill('');
  await press(page, 'Draw the preview');
  await previewed(page, colour);
  await press(page, 'Save');
  await page.locator('[data-part=saved]').waitFor();
  assert.deepEqual(page.problems, []);
  const shop = await openPage(browser, `http://ridgeline.localhost:${new URL(server.url).port}/`, options);
  assert.equal(await accent(shop), colour);
  assert.match(await shop.locator('[data-brand=support]').innerText(), /\+1 555 0100/);
  await shop.context().close();
  await page.context().close();
});

test('a page that lies open takes on the new look by itself', async () => {
  const order = (await allListed(server)).find((link) => link.address.includes('ridgeline.localhost'));
  const shopper = await openPage(browser, order.address);
  const page = await open('ridgeline');
  await field(page, 'look.accent').fill('#205090');
  await press(page, 'Save');
  await page.locator('[data-part=saved]').waitFor();
  await eventually('the open page has the new colour', async () => (await accent(shopper)) === '#205090', 60_000);
  assert.deepEqual(shopper.problems, []);
  await shopper.context().close();
  await page.context().close();
});

for (const colorScheme of ['light', 'dark']) {
  for (const width of [360, 1440]) {
    test(`axe finds nothing on the settings at ${width} px, ${colorScheme}`, async () => {
      for (const address of [server.settings, `${server.settings}/brand/shop`]) {
        const page = await openPage(browser, address, { viewport: { width, height: 900 }, colorScheme });
        assert.deepEqual(await violations(page), [], address);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        assert.ok(overflow <= 0, `${address}: ${overflow} px stick out to the side`);
        await page.context().close();
      }
    });
  }
}
