// Whoever runs the shop plays an order through before its customers do, and
// walks the film step by step, on a phone and at a desk.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { violations } from '../harness/axe.mjs';
import { eventually, openBrowser, openPage, wordsOf } from '../harness/browser.mjs';
import { startDemo } from '../harness/server.mjs';

let browser, server;
before(async () => {
  [browser, server] = await Promise.all([openBrowser(), startDemo()]);
}, { timeout: 3 * 60_000 });
after(async () => {
  await browser?.close();
  await server?.stop();
});

const ADMIN = 'Ada Voss';
const press = (page, name) => page.getByRole('button', { name, exact: true }).click();

async function signedIn(options) {
  const page = await openPage(browser, `${server.url}/sign-in?to=/settings`, options);
  await press(page, `Sign in as ${ADMIN}`);
  await page.getByRole('link', { name: 'Rehearsal', exact: true }).click();
  return page;
}

/** Nothing is wider than the window. */
async function fits(page) {
  const { scrollWidth, clientWidth } = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return { scrollWidth, clientWidth };
  });
  assert.ok(scrollWidth <= clientWidth, `${scrollWidth} in ${clientWidth}`);
}

/** Plays a journey; the page is then its film. */
async function play(page, journey) {
  await page.getByLabel(journey, { exact: true }).check();
  await page.getByLabel('With text messages').check();
  await press(page, 'Play it');
  await page.locator('[data-page=film]').waitFor();
}

/** Looks at each frame's page as its shopper would. */
async function walk(page) {
  const frames = page.locator('.frame');
  const total = await frames.count();
  assert.ok(total > 5);
  for (let at = 1; at <= total; at += 1) {
    await page.goto(`${page.url().split('#')[0]}#step-${at}`);
    const frame = frames.nth(at - 1);
    assert.match(await frame.locator('h3').innerText(), new RegExp(`Step ${at} of ${total}`));
    if ((await frame.locator('details.seen').count()) > 0) continue;
    const shown = frame.frameLocator('iframe.phone');
    await shown.locator('h1').waitFor();
    // It has its style, and is as wide as a phone.
    const width = await frame.locator('iframe.phone').evaluate((one) => one.clientWidth);
    assert.equal(width, 360);
    await eventually('the frame has its style', async () =>
      (await shown.locator('body').evaluate((body) => getComputedStyle(body).fontSize)) === '17px');
  }
  return total;
}

test('I play a journey on a phone without JavaScript and walk its film', { timeout: 240_000 }, async () => {
  const page = await signedIn({ javaScriptEnabled: false, viewport: { width: 360, height: 780 } });
  // A hint stands in one line below the words of its box.
  const [words, hint] = await page.locator('.ticked').evaluate((field) =>
    ['label', '.about'].map((one) => field.querySelector(one).getBoundingClientRect().toJSON()),
  );
  const lines = await page.locator('.ticked .about').evaluate((one) => one.getClientRects().length);
  assert.equal(lines, 1);
  assert.ok(Math.abs(hint.left - words.left) < 3 && hint.top > words.top, JSON.stringify([words, hint]));
  await play(page, 'A storm, a new date');
  assert.match(await wordsOf(page, '[data-page=film]'), /in English: \d+ steps/);
  const frames = page.locator('.frame');
  const total = await frames.count();
  assert.ok(total > 5);
  const last = frames.nth(total - 1);
  await last.scrollIntoViewIfNeeded();
  assert.ok((await page.locator('[data-message=email]').count()) >= 4);
  assert.match(await page.locator('[data-message=sms]').first().innerText(), /\d segments?/);
  // The steps before and after are a link away.
  await last.getByRole('link', { name: 'Previous' }).click();
  assert.match(page.url(), new RegExp(`#step-${total - 1}$`));
  await page.goto(page.url().replace(/#.*/, '/frames/1/page'));
  assert.ok((await page.locator('h1').count()) === 1);
  await page.context().close();
});

test('I play a journey at a desk, and everything in its film can be read', { timeout: 240_000 }, async () => {
  const page = await signedIn({ viewport: { width: 1280, height: 900 } });
  assert.deepEqual(await violations(page), []);
  await fits(page);
  await play(page, 'Nobody was home');
  await walk(page);
  assert.deepEqual(await violations(page), []);
  await fits(page);
  await page.setViewportSize({ width: 360, height: 780 });
  await fits(page);
  const letter = page.locator('[data-message=email] iframe').first();
  await letter.scrollIntoViewIfNeeded();
  await page.frameLocator('[data-message=email] iframe >> nth=0').locator('a').first().waitFor();
  await page.getByRole('link', { name: 'All rehearsals' }).click();
  assert.match(await wordsOf(page, '[data-part=films]'), /Nobody was home/);
  assert.deepEqual(await violations(page), []);
  await page.context().close();
});
