// A shopper says what is wrong, on a phone, with and without JavaScript: is
// asked what fits, told what is missing, and sees afterwards how far it is.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { eventually, openBrowser, openPage, withAndWithoutJavaScript, wordsOf } from '../harness/browser.mjs';
import { file, photo } from '../harness/photo.mjs';
import { startStates } from '../harness/states.mjs';
import { PART } from '../harness/tracking.mjs';
import { violations } from '../harness/axe.mjs';

let browser, server;
before(async () => {
  [browser, server] = await Promise.all([openBrowser(), startStates()]);
}, { timeout: 2 * 60_000 });
after(async () => {
  await browser?.close();
  await server?.stop();
});

const PHONE = { width: 360, height: 640 };
const SHOP = 'help@juniper-vale.example';
const addressOf = (state) => server.states.find(({ name }) => name === state).address;

/** Goes from an order's page to the form of a topic. */
async function toForm(page, topic) {
  await page.locator(`${PART.report} a`).first().click();
  await page.waitForLoadState('load');
  await page.getByRole('link', { name: topic }).click();
  await page.waitForLoadState('load');
}

/** No page is wider than a phone, or has less to press than a thumb needs. */
async function isUsable(page, where) {
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  assert.ok(overflow <= 0, `${where}: ${overflow} px stick out to the side`);
  const small = await page.locator('main a:visible, main button:visible, main label.choice:visible').evaluateAll((all) =>
    all.filter((one) => one.getBoundingClientRect().height < 44).map((one) => one.textContent.trim()));
  assert.deepEqual(small, [], `${where}: large enough for a thumb`);
  assert.ok((await wordsOf(page, 'footer')).includes(SHOP), `${where}: the shop's own address stands beside it`);
}

withAndWithoutJavaScript('I report what is broken, with a photo, and see how far it is', async (_, options) => {
  const page = await openPage(browser, addressOf('delivered'), { ...options, viewport: PHONE });
  await toForm(page, 'It is damaged');
  await isUsable(page, 'the form');
  await page.getByRole('button', { name: 'Send to the shop' }).click();
  await page.waitForLoadState('load');
  assert.match(await wordsOf(page, '[data-part=problem]'), /Say what is broken, or add a photo/);
  await isUsable(page, 'the form again');
  const words = `The handle came off (${options.javaScriptEnabled}).`;
  await page.getByLabel('What is broken?').fill(words);
  await page.getByLabel('Photos').setInputFiles([file('cup.txt.png', Buffer.from('no photo at all'))]);
  await page.getByRole('button', { name: 'Send to the shop' }).click();
  await page.waitForLoadState('load');
  assert.match(await wordsOf(page, '[data-part=problem]'), /Photo 1 is no photo that we can read/);
  assert.equal(await page.getByLabel('What is broken?').inputValue(), words, 'my words stay');
  await page.getByLabel('Photos').setInputFiles([file('cup.png', photo()), file('box.png', photo())]);
  await page.getByRole('button', { name: 'Send to the shop' }).click();
  await page.waitForURL(/\/report\/cnt_\w+$/);
  const reference = await wordsOf(page, '[data-part=reference]');
  assert.match(reference, /^[2-9B-Z]{4}-[2-9B-Z]{4}$/);
  await isUsable(page, 'the thanks');
  assert.doesNotMatch(await page.content(), /handle came off/, 'what I wrote is for the shop alone');
  await page.getByRole('link', { name: 'Back to your order' }).click();
  await page.waitForLoadState('load');
  const line = await wordsOf(page, PART.report);
  assert.ok(line.includes(`${reference}: received`), line);
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

withAndWithoutJavaScript('a parcel that is not there asks where I have looked', async (_, options) => {
  const page = await openPage(browser, addressOf('delivered-with-private-words'), { ...options, viewport: PHONE });
  await toForm(page, /do not have it/);
  await page.getByLabel('With the neighbours').check();
  await page.getByRole('button', { name: 'Send to the shop' }).click();
  await page.waitForURL(/\/report\/cnt_\w+$/);
  // Once more about the same thing: it is said that it joins.
  await page.goto(addressOf('delivered-with-private-words'));
  await toForm(page, /do not have it/);
  assert.equal(await page.locator('[data-part=told] li').count(), 1);
  assert.equal(await page.locator('[data-part=joins]').count(), 1);
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test('what is offered fits the state', async () => {
  const page = await openPage(browser, server.url, { viewport: PHONE });
  for (const [state, first] of [
    ['nothing-yet', 'It has not arrived'],
    ['on-its-way', 'It has not arrived'],
    ['delivered', 'Marked as delivered, but I do not have it'],
  ]) {
    await page.goto(addressOf(state));
    await page.locator(`${PART.report} a`).first().click();
    await page.waitForLoadState('load');
    assert.equal(await wordsOf(page, '[data-part=topics] li'), first, state);
    await isUsable(page, state);
  }
  await page.context().close();
});

test('a first answer moves nothing on an open page', async () => {
  const page = await openPage(browser, addressOf('on-its-way'), { viewport: PHONE });
  const other = await openPage(browser, addressOf('on-its-way'), { viewport: PHONE });
  await toForm(other, 'The address is wrong');
  await other.getByLabel('The right address').fill('14 Birdcage Lane');
  await other.getByRole('button', { name: 'Send to the shop' }).click();
  await other.waitForURL(/\/report\/cnt_\w+$/);
  await eventually('the open page shows it', async () => /received/.test(await wordsOf(page, PART.report)), 20_000);
  await page.waitForTimeout(500);
  assert.equal(await page.evaluate(() => window.doorstepWatch.shift), 0);
  assert.doesNotMatch(await page.content(), /14 Birdcage/);
  await page.context().close();
  await other.context().close();
});

for (const colorScheme of ['light', 'dark']) {
  test(`axe finds nothing where something is reported, ${colorScheme}`, async () => {
    for (const width of [360, 1440]) {
      const page = await openPage(browser, addressOf('delivered'), { viewport: { width, height: 900 }, colorScheme });
      assert.deepEqual(await violations(page), []);
      await page.locator(`${PART.report} a`).first().click();
      await page.waitForLoadState('load');
      for (const topic of ['not_received', 'damaged', 'wrong_contents', 'other']) {
        const back = page.url();
        await page.locator(`[data-topic=${topic}]`).click();
        await page.waitForLoadState('load');
        assert.deepEqual(await violations(page), [], `${topic} at ${width} px`);
        await page.goto(back);
      }
      await page.context().close();
    }
  });
}
