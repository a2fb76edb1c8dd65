// Whatever state the parcel is in, its page says where, when and what to do,
// on the first screen of a small phone, with and without JavaScript.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { eventually, openBrowser, openPage, withAndWithoutJavaScript, wordsOf } from '../harness/browser.mjs';
import { BRANDS, PRIVATE, startStates } from '../harness/states.mjs';
import { PART } from '../harness/tracking.mjs';
import { violations } from '../harness/axe.mjs';

let browser, server;
const servers = {};
before(async () => {
  browser = await openBrowser();
  for (const brand of BRANDS) servers[brand] = await startStates({ front: brand });
  server = servers[BRANDS[0]];
}, { timeout: 3 * 60_000 });
after(async () => {
  await browser?.close();
  for (const one of Object.values(servers)) await one.stop();
});

const PHONE = { width: 360, height: 640 };
const WIDTHS = [360, 768, 1440];
const SCHEMES = ['light', 'dark'];

/** Reasons differ in words alone: one of them stands for all in the looks. */
const hasLooks = ({ name }) => !name.startsWith('problem-') || name === 'problem-weather';
const looks = (brand) => servers[brand].states.filter(hasLooks);

/** Opens one page after the other in one tab. */
async function each(states, options, body) {
  const page = await openPage(browser, states[0].address, options);
  for (const state of states) {
    await page.goto(state.address, { waitUntil: 'load' });
    await body(page, state.name, state);
  }
  assert.deepEqual(page.problems, []);
  await page.context().close();
}

/** Nothing sticks out to the side, and all there is to press is large enough
 * for a thumb. */
async function fits(page, where) {
  const { overflow, small } = await page.evaluate(() => ({
    overflow: document.documentElement.scrollWidth - window.innerWidth,
    small: [...document.querySelectorAll('main :is(a, button, summary)')]
      .map((one) => ({ name: one.textContent.trim(), height: one.checkVisibility() && one.getBoundingClientRect().height }))
      .filter(({ height }) => height && height < 44),
  }));
  assert.ok(overflow <= 0, `${where}: ${overflow} px stick out to the side`);
  assert.deepEqual(small, [], `${where}: large enough for a thumb`);
}

/** The page says what its state is, and nothing of the buyer's. */
async function says(page, name, headline) {
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
}

/** All that answers is on the first screen of a small phone. */
async function answersAtOnce(page, name) {
  const several = (await page.locator(PART.overview).count()) > 0;
  const owed = several ? ['headline', 'overview'] : ['headline', 'act', 'currentStep'];
  if ((await page.locator(PART.action).count()) > 0 && !several) owed.push('action');
  for (const part of owed) {
    const box = await page.locator(PART[part]).first().boundingBox();
    assert.ok(box.y + box.height <= PHONE.height, `${name}: ${part} ends at ${box.y + box.height} px`);
  }
}

// Each page is loaded once with JavaScript and once without, and looked at in
// every size and light.
for (const brand of BRANDS) {
  describe(`${brand}:`, () => {
    withAndWithoutJavaScript('every state says where, when and what to do, on the first screen of a small phone', async (_, options) => {
      await each(servers[brand].states, { ...options, viewport: PHONE }, async (page, name, state) => {
        await says(page, name, state.headline);
        if (!hasLooks(state)) return;
        await page.setViewportSize(PHONE);
        await answersAtOnce(page, name);
        if (options.javaScriptEnabled) return;
        assert.equal(await page.locator('main button:visible').count(), 0, `${name}: a button that needs JavaScript`);
        for (const width of WIDTHS) {
          await page.setViewportSize({ width, height: 900 });
          await fits(page, `${name} at ${width} px`);
        }
      });
    });

    test('axe finds nothing in any state, at any width, light or dark', async () => {
      await each(looks(brand), {}, async (page, name) => {
        for (const width of WIDTHS) {
          await page.setViewportSize({ width, height: 900 });
          await fits(page, `${name} at ${width} px`);
          for (const colorScheme of SCHEMES) {
            await page.emulateMedia({ colorScheme });
            assert.deepEqual(await violations(page), [], `${name} at ${width} px, ${colorScheme}`);
          }
        }
      });
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
  await eventually('the number is copied', async () => {
    // The script may not listen yet.
    await page.locator('[data-press=copy]').click();
    return (await page.locator('[data-press=copy][data-worked]').count()) === 1;
  });
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
  await page.locator(`${PART.share} summary`).click();
  const [status, whole] = await page.locator(`${PART.share} button`).all();
  const shares = async (button) => {
    await button.click();
    return page.evaluate(() => window.shared.pop());
  };
  // The script may not listen yet.
  let first;
  await eventually('where it is can be shared', async () => {
    first = await shares(status);
    return first !== undefined;
  });
  const second = await shares(whole);
  assert.match(first.text, /On its way\. Arriving/);
  assert.match(first.url, /^https:\/\/www\.ups\.com\//);
  assert.doesNotMatch(JSON.stringify(first), /\/t\//);
  assert.equal(second.url, address);
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
