// Somebody of support works the queue: from the keyboard alone, together with
// others, and with news coming in while they type.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { eventually, openBrowser, wordsOf } from '../harness/browser.mjs';
import { DESK, STAFF, startDesk } from '../harness/desk.mjs';

let browser, desk;
before(async () => {
  [browser, desk] = await Promise.all([openBrowser(), startDesk()]);
}, { timeout: 90_000 });
after(async () => {
  await browser?.close();
  await desk?.stop();
});

const WIDE = { viewport: { width: 1440, height: 900 } };
const row = (page, number) => page.locator('.row', { has: page.locator('.number', { hasText: number }) });
const press = async (page, ...keys) => {
  for (const key of keys) await page.keyboard.press(key);
};
const focused = (page) => page.evaluate(() => document.activeElement.closest('.row')?.querySelector('.number')?.textContent ?? document.activeElement.id);
const soon = (what, attempt) => eventually(what, attempt, 20_000);
const said = (page, words) => soon(`it says ${words}`, async () => words.test(await wordsOf(page, DESK.said)));

test('I work the queue from the keyboard alone', async () => {
  await desk.late('shop', 'K1');
  await desk.late('shop', 'K2');
  await desk.stuck('shop', 'K3');
  const page = await desk.signIn(browser, 'ada', '/console', WIDE);
  assert.equal(await page.locator(DESK.rows).count(), 3);

  await press(page, 'Tab');
  assert.match(await wordsOf(page, ':focus'), /Skip to the order/);
  await press(page, 'j');
  assert.equal(await focused(page), '#K3', 'the stuck one is the worst');
  await press(page, 'j', 'j', 'j', 'k');
  const second = await focused(page);
  assert.match(second, /#K[12]/);

  await press(page, 't');
  await said(page, /Taken: 1 row/);
  assert.match(await wordsOf(page, `#${await row(page, second).getAttribute('id')}`), /You/);
  assert.equal(await focused(page), second, 'the cursor stays');

  await press(page, 'x', 's');
  assert.equal(await focused(page), 'later');
  await press(page, 'Escape');
  assert.equal(await focused(page), second);
  await press(page, 'e');
  assert.equal(await focused(page), 'why');
  await page.keyboard.type('the shop has called: j k t e are words here');
  await press(page, 'Control+Enter');
  await said(page, /Resolved: 1 row/);
  await soon('the row is gone', async () => (await row(page, second).count()) === 0);
  assert.match(await focused(page), /#K/, 'the cursor is on the row that came into its place');
  assert.equal(await page.locator('[name=row]:checked').count(), 0);

  await press(page, '?');
  assert.equal(await page.locator('dialog#help[open]').count(), 1);
  await press(page, 'Escape');
  assert.equal(await page.locator('dialog#help[open]').count(), 0);
  await press(page, '/');
  assert.equal(await focused(page), 'find');
  await press(page, 'Escape', 'k', 'k', 'Enter');
  await page.waitForURL(/\/console\/orders\/ord_/);
  assert.match(await wordsOf(page, 'main'), /#K3/);
  assert.equal(await row(page, '#K3').locator('.open').getAttribute('aria-current'), 'true');
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test('two of us on one contact: the second is told who has it, and nothing is overwritten', async () => {
  await desk.fresh('shop', 'T1');
  await desk.contact('shop', 'T1', 'damaged', 'The box is open and wet.');
  const ada = await desk.signIn(browser, 'ada', '/console', { ...WIDE, javaScriptEnabled: false });
  const grace = await desk.signIn(browser, 'grace', '/console', WIDE);
  const third = await desk.signIn(browser, 'ada', '/console', WIDE);
  await row(third, '#T1').locator('.tick input').first().check();
  await row(grace, '#T1').getByRole('button', { name: 'Take' }).click();
  await said(grace, /Taken: 1 row/);

  await row(ada, '#T1').getByRole('button', { name: 'Take' }).click();
  assert.match(await wordsOf(ada, DESK.said), /#T1: Grace Lindt took it a moment ago/);
  assert.match(await wordsOf(ada, `#${await row(ada, '#T1').getAttribute('id')}`), /Grace Lindt/);

  // Her page has shown meanwhile that it is taken; what she ticked was
  // another version, and is refused too.
  await soon('she sees it', async () => (await row(third, '#T1').innerText()).includes(STAFF.grace.name));
  await third.locator('[data-part=row-acts] button[value=take]').click();
  await said(third, /#T1: Grace Lindt took it a moment ago/);
  for (const page of [ada, grace, third]) {
    assert.deepEqual(page.problems, []);
    await page.context().close();
  }
});

test('a flag appears, is taken and clears itself, and nothing I do is lost by it', async () => {
  await desk.stuck('shop', 'L0');
  const ada = await desk.signIn(browser, 'ada', '/console', WIDE);
  const grace = await desk.signIn(browser, 'grace', '/console', WIDE);
  const navigations = ada.navigations;
  await row(ada, '#L0').locator('.tick input').first().check();
  await row(ada, '#L0').locator('.open').focus();
  await press(ada, 'e');
  await ada.keyboard.type('half a rea');

  await desk.late('shop', 'L1');
  await soon('it appears', async () => (await row(ada, '#L1').count()) === 1);
  await soon('it is announced', async () => /rows? waits?/.test(await ada.locator(DESK.announcement).textContent()));
  assert.equal(await ada.locator('#why').inputValue(), 'half a rea');
  assert.equal(await focused(ada), 'why');
  assert.ok(await row(ada, '#L0').locator('.tick input').first().isChecked());

  await soon('the other sees it too', async () => (await row(grace, '#L1').count()) === 1);
  await row(grace, '#L1').getByRole('button', { name: 'Take' }).click();
  await soon('I see who has it', async () => (await row(ada, '#L1').innerText()).includes(STAFF.grace.name));

  await desk.ship('shop', 'L1');
  await soon('it is gone', async () => !/Not shipped/.test(await wordsOf(ada, '#queue')) || (await row(ada, '#L1').count()) === 0);
  await ada.keyboard.type('son');
  assert.equal(await ada.locator('#why').inputValue(), 'half a reason');
  assert.equal(ada.navigations, navigations, 'the page was never left');
  assert.deepEqual([...ada.problems, ...grace.problems], []);
  await ada.context().close();
  await grace.context().close();
});

test('an open order changes while it is read', async () => {
  await desk.stuck('shop', 'O1');
  const page = await desk.signIn(browser, 'ada', '/console', WIDE);
  await row(page, '#O1').locator('.open').click();
  await page.waitForURL(/\/console\/orders\/ord_/);
  const heard = page.waitForResponse((response) => response.request().headers()['x-doorstep-refresh'] === 'live');
  await desk.scan('shop', 'O1', 'out_for_delivery');
  assert.equal((await heard).status(), 200);
  await soon('its flag has cleared itself', async () => (await row(page, '#O1').count()) === 0);
  assert.deepEqual(page.problems, []);
  await page.context().close();
});
