// A shopper chooses what they hear, on a phone, with and without JavaScript:
// kinds by mail, a number with its code, somebody else who follows.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openBrowser, openPage, withAndWithoutJavaScript, wordsOf } from '../harness/browser.mjs';
import { ownInEnglish } from '../harness/tracking.mjs';
import { startDemo } from '../harness/server.mjs';
import { violations } from '../harness/axe.mjs';

let browser, server, orders;
before(async () => {
  [browser, server] = await Promise.all([openBrowser(), startDemo()]);
  // The demo makes new ones while it runs.
  orders = await ownInEnglish(server);
}, { timeout: 2 * 60_000 });
after(async () => {
  await browser?.close();
  await server?.stop();
});

const PHONE = { width: 360, height: 640 };
/** Another order for each test. */
const addressOf = (place) => orders[place];

/** No page is wider than a phone, or has less to press than a thumb needs. */
async function isUsable(page, where) {
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  assert.ok(overflow <= 0, `${where}: ${overflow} px stick out to the side`);
  const small = await page.locator('main a:visible, main button:visible, main label.choice:visible').evaluateAll((all) =>
    all.filter((one) => one.getBoundingClientRect().height < 44).map((one) => one.textContent.trim()));
  assert.deepEqual(small, [], `${where}: large enough for a thumb`);
}

async function press(page, name) {
  await page.getByRole('button', { name }).first().click();
  await page.waitForLoadState('load');
}

withAndWithoutJavaScript('I choose which messages come, and who else follows', async (_, options) => {
  const page = await openPage(browser, addressOf(options.javaScriptEnabled ? 0 : 1), { ...options, viewport: PHONE });
  await page.getByRole('link', { name: 'Choose your messages' }).click();
  await page.waitForLoadState('load');
  await isUsable(page, 'the page of messages');
  const arrival = page.getByLabel('It comes today, has arrived, or waits for you').first();
  const was = await arrival.isChecked();
  await arrival.setChecked(!was);
  await press(page, 'Save');
  assert.match(await wordsOf(page, '[data-part=said]'), /Saved/);
  assert.equal(await page.getByLabel('It comes today, has arrived, or waits for you').first().isChecked(), !was);

  const friend = `mara.${options.javaScriptEnabled}@example.org`;
  await page.getByLabel('Their e-mail address').fill('mara');
  const form = page.locator('[data-form=invite]');
  await form.evaluate((one) => { one.noValidate = true; });
  await press(page, 'Ask them');
  assert.match(await wordsOf(page, '[data-part=problem]'), /Type an e-mail address/);
  await isUsable(page, 'the page with a problem');
  await page.getByLabel('Their e-mail address').fill(friend);
  await press(page, 'Ask them');
  const list = await wordsOf(page, '[data-part=followers]');
  assert.match(list, /ma•••@e•••\.org has not answered yet/);
  assert.doesNotMatch(await page.content(), /example\.org/, 'no address stands on the page');
  await press(page, 'Remove');
  assert.match(await wordsOf(page, '[data-part=said]'), /no longer follow/);
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

withAndWithoutJavaScript('I give my number, and prove that it is mine', async (_, options) => {
  const page = await openPage(browser, addressOf(options.javaScriptEnabled ? 2 : 3), { ...options, viewport: PHONE });
  await page.getByRole('link', { name: 'Choose your messages' }).click();
  await page.waitForLoadState('load');
  await page.getByLabel('Mobile number').fill('+1 212 555 0147');
  await press(page, 'Send me a code');
  assert.match(await wordsOf(page, '[data-part=problem]'), /Tick the box/);
  await page.getByLabel('Mobile number').fill('+1 212 555 0147');
  await page.getByLabel(/I agree that/).check();
  await press(page, 'Send me a code');
  await isUsable(page, 'the page that waits for the code');
  const code = (await wordsOf(page, '[data-part=demo-code]')).match(/\d{6}/)[0];
  await page.getByLabel('The code from the message').fill(code === '000000' ? '000001' : '000000');
  await press(page, 'Confirm');
  assert.match(await wordsOf(page, '[data-part=problem]'), /not the code/);
  await page.getByLabel('The code from the message').fill(code);
  await press(page, 'Confirm');
  assert.match(await wordsOf(page, '[data-part=kinds]'), /By text message to ••• 47/);
  assert.doesNotMatch(await page.content(), /555 ?0147/);
  await isUsable(page, 'the page with a number');
  await press(page, 'No more text messages');
  assert.match(await wordsOf(page, '[data-part=said]'), /no more messages/);
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

for (const colorScheme of ['light', 'dark']) {
  test(`axe finds nothing where messages are chosen, ${colorScheme}`, async () => {
    for (const width of [360, 1440]) {
      const page = await openPage(browser, addressOf(4), { viewport: { width, height: 900 }, colorScheme });
      await page.getByRole('link', { name: 'Choose your messages' }).click();
      await page.waitForLoadState('load');
      assert.deepEqual(await violations(page), [], `the page at ${width} px`);
      if (process.env.SHOTS) {
        await page.screenshot({ path: `${process.env.SHOTS}/messages-${width}-${colorScheme}.png`, fullPage: true });
      }
      await page.context().close();
    }
  });
}
