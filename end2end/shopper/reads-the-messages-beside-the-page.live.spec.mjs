// In a demo one sees what a shop would send, as it is sent, beside the page it
// speaks of.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { violations } from '../harness/axe.mjs';
import { openBrowser, openPage } from '../harness/browser.mjs';
import { startDemo } from '../harness/server.mjs';

let browser, server;
before(async () => {
  [browser, server] = await Promise.all([openBrowser(), startDemo()]);
}, { timeout: 3 * 60_000 });
after(async () => {
  await browser?.close();
  await server?.stop();
});

const names = (page) => page.locator('[data-mail]').evaluateAll((all) => all.map((one) => one.dataset.mail));

test('new messages appear in the mailbox by themselves', { timeout: 120_000 }, async () => {
  const page = await openPage(browser, `${server.url}/demo/mailbox`);
  await page.getByText('New messages appear by themselves.').waitFor();
  const before = await names(page);
  // A mark that a page which is loaded again does not have.
  await page.evaluate(() => { window.here = true; });
  await page.waitForFunction(
    (known) => [...document.querySelectorAll('[data-mail]')].some((one) => !known.includes(one.dataset.mail)),
    before,
    { timeout: 90_000 },
  );
  assert.equal(await page.evaluate(() => window.here), true);
  const after = await names(page);
  assert.equal(new Set(after).size, after.length);
  await page.context().close();
});

test('an order stands beside its messages on a wide screen; a phone has a link to each', { timeout: 120_000 }, async () => {
  const page = await openPage(browser, server.url, { viewport: { width: 1280, height: 900 } });
  await page.locator('[data-beside]').first().click();
  await page.locator('[data-page=beside]').waitFor();
  await page.frameLocator('[data-half=page] iframe').locator('h1').waitFor();
  await page.frameLocator('[data-half=messages] iframe').locator('[data-page=mailbox]').waitFor();
  assert.deepEqual(await violations(page), []);
  await page.setViewportSize({ width: 360, height: 780 });
  assert.equal(await page.locator('[data-half] iframe >> visible=true').count(), 0);
  await page.locator('[data-half=messages] a').click();
  await page.locator('[data-page=mailbox]').waitFor();
  await page.context().close();
});
