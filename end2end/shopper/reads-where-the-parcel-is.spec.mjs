// A shopper opens the link and reads where the parcel is and when it comes.

import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { openBrowser, openPage, withAndWithoutJavaScript, wordsOf } from '../harness/browser.mjs';
import { JOURNEYS, PART, STATUSES, allListed, arriveAt, demoServer } from '../harness/tracking.mjs';

let browser, server;
before(async () => {
  [browser, server] = await Promise.all([openBrowser(), demoServer()]);
  await allListed(server);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

/** What a journey's page owes beyond what every page does. */
const EXTRA = {
  delayed: async (page) => {
    const dates = await page.locator(PART.promises).allInnerTexts();
    assert.ok(dates.length >= 2, `the first date stays beside the new one: ${dates}`);
    assert.equal(new Set(dates).size, dates.length, `no date is told twice: ${dates}`);
  },
  'two-parcels': async (page) => {
    const numbers = await page.locator(`${PART.parcels} ${PART.carrier}`).allInnerTexts();
    assert.equal(new Set(numbers).size, numbers.length, `each parcel has a number of its own: ${numbers}`);
  },
  'out-of-order': async (page) => {
    const days = await page.locator(PART.days).evaluateAll((all) =>
      all.map((day) => [...day.querySelectorAll('.time')].map((time) => time.textContent)));
    for (const day of days) {
      const minutes = day.map(minuteOfDay);
      const newestFirst = minutes.every((minute, at) => at === 0 || minute <= minutes[at - 1]);
      assert.ok(newestFirst, `scans stand in the order they were made: ${day}`);
    }
    const told = await page.locator(PART.days).evaluateAll((all) =>
      all.flatMap((day) => [...day.querySelectorAll('li')].map((scan) => `${day.children[0].textContent}: ${scan.textContent}`)));
    assert.equal(new Set(told).size, told.length, `no scan is told twice: ${told.join(' | ')}`);
  },
};

/** "14:05" or "2:05 pm" as minutes. */
function minuteOfDay(text) {
  const [, hour, minute, half] = text.match(/(\d{1,2}):(\d{2})\s*([ap]m)?/i) ?? assert.fail(`no time in "${text}"`);
  const afternoon = { am: 0, pm: 12 }[half?.toLowerCase()];
  return (afternoon === undefined ? Number(hour) : (hour % 12) + afternoon) * 60 + Number(minute);
}

for (const [journey, { goal }] of Object.entries(JOURNEYS)) {
  withAndWithoutJavaScript(`I read all about ${goal}`, async (_, options) => {
    const page = await openPage(browser, server.url, options);
    try {
      const address = await arriveAt(server, journey, page);
      await readsWhole(page, address);
      await EXTRA[journey]?.(page);
      assert.deepEqual(page.problems, [], address);
    } finally {
      await page.context().close();
    }
  });
}

/** Nothing is still to come: a window would say nothing. */
const OVER = ['delivered', 'returning', 'returned', 'cancelled'];

/** Everything the page owes a shopper, whatever state the parcel is in. */
async function readsWhole(page, address) {
  assert.equal(await page.locator('h1').count(), 1, `${address} has one headline`);
  // The page may hear news between two looks: what belongs together is read at once.
  const [status, window] = await page.evaluate(([headline, window]) => [
    document.querySelector(headline)?.dataset.status,
    document.querySelector(window)?.innerText,
  ], [PART.headline, PART.window]);
  assert.ok(STATUSES.includes(status), `${status} is a status`);
  speaks(await wordsOf(page, PART.headline), `${address}: the headline`);
  if (!OVER.includes(status)) speaks(window ?? '', `${address}: the window`);

  const parcels = await page.locator(PART.parcels).all();
  assert.ok(parcels.length > 0, `${address} shows a parcel`);
  for (const parcel of parcels) {
    for (const part of ['happened', 'next', 'act', 'freshness']) {
      speaks(await wordsOf(parcel, PART[part]), `${address}: ${part}`);
    }
    assert.equal(await parcel.locator(PART.currentStep).count(), 1, `${address}: one step is now`);
    await readsMap(parcel, address);
    const link = parcel.locator(PART.carrierLink).first();
    assert.match(await link.getAttribute('href'), /^https:\/\//, 'the carrier has a page of its own');
    assert.match(await wordsOf(parcel, PART.carrier), /[0-9A-Z]{8}/, 'the number can be read');
  }
  for (const part of ['steps', 'scans', 'items']) {
    assert.ok((await page.locator(PART[part]).count()) > 0, `${address} lists ${part}`);
  }
  const words = await wordsOf(page);
  const codes = STATUSES.filter((word) => word.includes('_') && words.includes(word));
  assert.deepEqual(codes, [], `no code words on the page: ${words}`);
  assert.ok(await page.title(), 'the tab has a title');
  assert.ok(await page.locator('html').getAttribute('lang'), 'the page names its language');
}

/** The map says in words what it draws, and its picture is there. */
async function readsMap(parcel, address) {
  const map = parcel.locator(PART.map);
  const [words, label, picture] = await map.evaluate((one) => [
    one.querySelector('figcaption').innerText.replace(/\s+/g, ' ').trim(),
    one.querySelector('svg[role=img]').getAttribute('aria-label'),
    one.querySelector('image').getAttribute('href'),
  ]);
  speaks(words, `${address}: the map`);
  assert.equal(label, words, 'ears hear what eyes read');
  // It is the same at every host; only browsers find those below localhost.
  const anywhere = new URL(picture, address);
  anywhere.hostname = '127.0.0.1';
  const response = await fetch(anywhere);
  assert.equal(response.status, 200, `${address}: ${picture} is there`);
  assert.equal(response.headers.get('content-type'), 'image/svg+xml');
  const box = await map.locator('svg[role=img]').boundingBox();
  assert.ok(Math.abs(box.width / box.height - 1.6) < 0.03, `${address}: the map keeps its shape`);
}

/** Words for a person: some, and none of a program's. */
function speaks(words, where) {
  assert.match(words, /\p{L}{2}/u, `${where} says something: "${words}"`);
  assert.doesNotMatch(words, /undefined|NaN|\[object|None|Some\(|\{\w*\}/, `${where} speaks plainly: "${words}"`);
}
