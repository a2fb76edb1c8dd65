// Whatever state the parcel is in, its page says where, when and what to do,
// on the first screen of a small phone, with and without JavaScript.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openBrowser, openPage, withAndWithoutJavaScript, wordsOf } from '../harness/browser.mjs';
import { PRIVATE, startStates } from '../harness/states.mjs';
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

/** Reasons differ in words alone: one of them stands for all in the looks. */
const looks = () => server.states.filter(({ name }) => !name.startsWith('problem-') || name === 'problem-weather');

/** Opens one page after the other in one tab. */
async function each(states, options, body) {
  const page = await openPage(browser, server.url, options);
  for (const state of states) {
    await page.goto(state.address, { waitUntil: 'load' });
    await body(page, state.name, state);
  }
  assert.deepEqual(page.problems, []);
  await page.context().close();
}

withAndWithoutJavaScript('every state says where, when and what to do', async (_, options) => {
  await each(server.states, { ...options, viewport: PHONE }, async (page, name, { headline }) => {
    assert.equal(await wordsOf(page, PART.headline), headline, name);
    for (const parcel of await page.locator(PART.parcels).all()) {
      for (const part of ['happened', 'next', 'act', 'freshness']) {
        assert.match(await wordsOf(parcel, PART[part]), /\p{L}{3}/u, `${name}: ${part}`);
      }
      assert.equal(await parcel.locator(PART.currentStep).count(), 1, `${name}: one step is now`);
    }
    const html = (await page.content()).toLowerCase();
    const shown = PRIVATE.filter((word) => html.includes(word.toLowerCase()));
    assert.deepEqual(shown, [], `${name} shows the buyer's words`);
  });
});

test('the first screen of a small phone answers it all', async () => {
  await each(looks(), { viewport: PHONE }, async (page, name) => {
    const several = (await page.locator(PART.overview).count()) > 0;
    const owed = several ? ['headline', 'overview'] : ['headline', 'act', 'currentStep'];
    for (const part of owed) {
      const box = await page.locator(PART[part]).first().boundingBox();
      assert.ok(box.y + box.height <= PHONE.height, `${name}: ${part} ends at ${box.y + box.height} px`);
    }
    if ((await page.locator(PART.action).count()) > 0 && !several) {
      const box = await page.locator(PART.action).first().boundingBox();
      assert.ok(box.y + box.height <= PHONE.height, `${name}: the button ends at ${box.y + box.height} px`);
    }
  });
});

for (const [width, colorScheme] of [[360, 'light'], [360, 'dark'], [768, 'light'], [1440, 'light'], [1440, 'dark']]) {
  test(`axe finds nothing in any state at ${width} px, ${colorScheme}`, async () => {
    await each(looks(), { viewport: { width, height: 900 }, colorScheme }, async (page, name) => {
      assert.deepEqual(await violations(page), [], name);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      assert.ok(overflow <= 0, `${name}: ${overflow} px stick out to the side`);
      const small = await page.locator('main a:visible, main button:visible, main summary:visible').evaluateAll((all) =>
        all.map((one) => ({ name: one.textContent.trim(), height: one.getBoundingClientRect().height }))
          .filter(({ height }) => height < 44));
      assert.deepEqual(small, [], `${name}: large enough for a thumb`);
    });
  });
}

test('the older scans unfold without JavaScript', async () => {
  const { address } = server.states.find(({ name }) => name === 'on-its-way');
  const page = await openPage(browser, address, { javaScriptEnabled: false });
  assert.equal(await page.locator(`${PART.scans}:visible`).count(), 3);
  await page.locator('[data-part=scans] summary').click();
  assert.equal(await page.locator(`${PART.scans}:visible`).count(), 7);
  await page.context().close();
});

withAndWithoutJavaScript('I put the day into my calendar', async (_, options) => {
  const { address } = server.states.find(({ name }) => name === 'on-its-way');
  const page = await openPage(browser, address, options);
  const link = await page.locator(PART.calendar).getAttribute('href');
  const file = await (await fetch(new URL(link, address))).text();
  assert.match(file, /^BEGIN:VCALENDAR\r\n/);
  assert.match(file, /\r\nDTSTART:\d{8}T\d{6}Z\r\n/);
  assert.doesNotMatch(file, /1Z12345|\/t\/|canary/i);
  await page.context().close();
});

test('I copy the number, and hear that it worked', async () => {
  const { address } = server.states.find(({ name }) => name === 'on-its-way');
  const page = await openPage(browser, address, { permissions: ['clipboard-read', 'clipboard-write'] });
  const button = page.locator('[data-press=copy]');
  await page.waitForTimeout(1_000);
  await button.click();
  await page.locator('[data-press=copy][data-worked]').waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), '1Z12345E0205271688');
  assert.match(await wordsOf(page, PART.announcement), /Copied/);
  await page.context().close();
});

test('sharing where it is gives no private link away', async () => {
  const { address } = server.states.find(({ name }) => name === 'on-its-way');
  const page = await openPage(browser, address);
  await page.evaluate(() => {
    window.shared = [];
    navigator.share = async (data) => { window.shared.push(data); };
  });
  await page.waitForTimeout(1_000);
  await page.locator(`${PART.share} summary`).click();
  const [status, whole] = await page.locator(`${PART.share} button`).all();
  await status.click();
  await whole.click();
  const [first, second] = await page.evaluate(() => window.shared);
  assert.match(first.text, /On its way\. Arriving/);
  assert.match(first.url, /^https:\/\/www\.ups\.com\//);
  assert.doesNotMatch(JSON.stringify(first), /\/t\//);
  assert.equal(second.url, address);
  await page.context().close();
});

test('without JavaScript nothing stands there that needs it', async () => {
  const { address } = server.states.find(({ name }) => name === 'on-its-way');
  const page = await openPage(browser, address, { javaScriptEnabled: false });
  assert.equal(await page.locator('main button:visible').count(), 0);
  await page.context().close();
});

test('on paper there is every scan and nothing to press', async () => {
  const { address } = server.states.find(({ name }) => name === 'on-its-way');
  const page = await openPage(browser, address);
  await page.emulateMedia({ media: 'print' });
  assert.equal(await page.locator('.button:visible, summary:visible').count(), 0);
  assert.equal(await page.locator('[data-part=steps] .label:visible').count(), 5);
  await page.context().close();
});
