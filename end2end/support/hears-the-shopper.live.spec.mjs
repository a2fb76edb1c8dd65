// What a shopper says stands in the open console a moment later, and what is
// done about it there, on the shopper's open page: nobody loads anything anew.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { eventually, openBrowser, openPage, wordsOf } from '../harness/browser.mjs';
import { DESK, startDesk } from '../harness/desk.mjs';
import { file, photo } from '../harness/photo.mjs';
import { PART } from '../harness/tracking.mjs';

let browser, desk;
before(async () => {
  [browser, desk] = await Promise.all([openBrowser(), startDesk()]);
}, { timeout: 90_000 });
after(async () => {
  await browser?.close();
  await desk?.stop();
});

const WIDE = { viewport: { width: 1440, height: 900 } };
const PHONE = { viewport: { width: 360, height: 640 } };
const soon = (what, attempt) => eventually(what, attempt, 20_000);
const row = (page, number) => page.locator('.row', { has: page.locator('.number', { hasText: number }) });
const part = (page, name) => page.locator(`[data-page=order] [data-part=${name}]`);

/** An order with a parcel, and where its shopper follows it. */
async function order(id, status, ...more) {
  const { results: [{ tracking_path: own }] } = await desk.fresh('shop', id);
  await desk.ship('shop', id);
  await desk.scan('shop', id, status, ...more);
  return new URL(own, desk.url).href;
}

/** Somebody of the staff with an order open. */
async function opened(short, address) {
  const page = await desk.signIn(browser, short, '/console', WIDE);
  await page.goto(address);
  await page.locator('[data-page=order]').waitFor();
  page.navigations = 0;
  return page;
}

/** Where the console shows an order that waits for nobody yet. */
async function paneOf(page, number) {
  await page.locator('#find').fill(number);
  await page.locator('#find').press('Enter');
  await page.waitForLoadState('load');
  if (await page.locator('[data-page=order]').count() === 0) await page.locator('[data-part=found] a').first().click();
  await page.locator('[data-page=order]').waitFor();
  return page.url();
}

async function done(...pages) {
  for (const page of pages) {
    assert.deepEqual(page.problems, []);
    await page.context().close();
  }
}

test('a report with a photo comes in, is taken and answered, and the shopper sees how far it is', async () => {
  const address = await order('H1', 'delivered');
  const ada = await desk.signIn(browser, 'ada', '/console', WIDE);
  const finder = await desk.signIn(browser, 'grace', '/console', WIDE);
  const grace = await opened('grace', await paneOf(finder, '#H1'));
  const navigations = ada.navigations;
  assert.equal(await row(ada, '#H1').count(), 0);

  const shopper = await openPage(browser, address, PHONE);
  const sender = await openPage(browser, address, PHONE);
  await sender.locator(`${PART.report} a`).first().click();
  await sender.getByRole('link', { name: 'It is damaged' }).click();
  await sender.getByLabel('What is broken?').fill('The handle <b>came off</b>.');
  await sender.getByLabel('Photos').setInputFiles([file('cup.png', photo())]);
  await sender.getByRole('button', { name: 'Send to the shop' }).click();
  await sender.waitForURL(/\/report\/cnt_\w+$/);
  const reference = await wordsOf(sender, '[data-part=reference]');

  await soon('it stands in the queue', async () => /damaged/i.test((await row(ada, '#H1').allInnerTexts()).join()));
  await soon('it is announced', async () => /waits?/.test(await ada.locator(DESK.announcement).textContent()));
  assert.equal(ada.navigations, navigations, 'the queue was never loaded anew');
  await soon('it stands with the open order', async () => (await wordsOf(grace, '[data-part=thread]')).includes('The handle <b>came off</b>.'));
  assert.ok((await wordsOf(grace, '[data-part=thread]')).includes(reference), 'with the reference the shopper has');
  await soon('its photo is drawn', () =>
    grace.locator('.photos img').first().evaluate((image) => image.complete && image.naturalWidth > 0));
  await soon('the shopper sees that it came', async () => (await wordsOf(shopper, PART.report)).includes(`${reference}: received`));

  await row(ada, '#H1').getByRole('button', { name: 'Take' }).click();
  await soon('the shopper sees that it is looked at', async () => (await wordsOf(shopper, PART.report)).includes(`${reference}: being looked at`));
  await soon('the other sees who has it', async () => /Owner: Ada Brook/.test(await wordsOf(grace, '[data-part=thread]')));

  await row(ada, '#H1').locator('.open').click();
  await ada.locator('[data-page=order]').waitFor();
  await part(ada, 'advice').locator('[data-do=reply]').click();
  await ada.locator('#reply-body').waitFor();
  const words = await ada.locator('#reply-body').inputValue();
  await ada.locator('#reply-body').fill(`${words}\n\nA new one leaves today.`);
  await ada.getByRole('button', { name: 'Send', exact: true }).click();
  await part(ada, 'thread').getByText('A new one leaves today.').waitFor();
  await soon('the shopper sees that it is answered', async () => (await wordsOf(shopper, PART.report)).includes(`${reference}: answered`));
  assert.doesNotMatch(await shopper.content(), /A new one leaves|came off/, 'what was written is between the two of them');
  assert.equal(shopper.navigations, 1, "the shopper's page was never loaded anew");
  assert.equal(grace.navigations, 0, 'the order was never loaded anew');
  await done(ada, finder, grace, sender, shopper);
});

test("a carrier's trouble is told to everybody it touches, and is over for all of them", async () => {
  const words = 'Snow keeps UPS <i>in Kentucky</i>: parcels come two days later.';
  const address = await order('I1', 'in_transit', '@-1h');
  const untouched = await order('I2', 'delivered', '@-1h');
  const shopper = await openPage(browser, address, PHONE);
  const other = await openPage(browser, untouched, PHONE);
  const finder = await desk.signIn(browser, 'ada', '/console', WIDE);
  const ada = await opened('ada', await paneOf(finder, '#I1'));
  assert.equal(await part(ada, 'incidents').count(), 0);

  const mara = await desk.signIn(browser, 'mara', '/console/incidents', WIDE);
  const field = (name) => mara.locator(`#incident-${name}`);
  await field('brand').selectOption('shop');
  await field('carrier').fill('UPS');
  await field('from').fill(new Date(Date.now() - 86_400_000).toISOString().slice(0, 10));
  await mara.getByRole('button', { name: 'Declare it' }).click();
  await mara.locator('#incident-words-fault').waitFor();
  assert.equal(await field('carrier').inputValue(), 'UPS', 'what was typed stays');
  assert.equal(await shopper.locator('[data-part=incident]').count(), 0);
  await field('words').fill(words);
  await mara.getByRole('button', { name: 'Declare it' }).click();
  await mara.locator('[data-incident]', { hasText: 'in Kentucky' }).waitFor();

  await soon('the shopper reads it', async () => (await wordsOf(shopper, '[data-part=incident]')) === words);
  await soon('it stands beside the parcel', async () => (await wordsOf(ada, '[data-part=incidents]')).includes(words));
  assert.equal(await other.locator('[data-part=incident]').count(), 0, 'what has arrived is not touched');
  await ada.locator('#act-reply > summary').click();
  await ada.locator('#act-reply select[name=draft]').selectOption('where_is_it');
  await ada.getByRole('button', { name: 'Fill in' }).click();
  await ada.locator('#reply-body').waitFor();
  assert.ok((await ada.locator('#reply-body').inputValue()).includes(words), 'the reply quotes it');

  await mara.getByRole('button', { name: 'It is over' }).click();
  await mara.locator('[data-page=incidents] summary', { hasText: /^Over$/ }).waitFor();
  await soon('it is gone from the page', async () => (await shopper.locator('[data-part=incident]').count()) === 0);
  await soon('it is gone from the parcel', async () => (await part(ada, 'incidents').count()) === 0);
  assert.equal(shopper.navigations, 1, "the shopper's page was never loaded anew");
  await done(mara, finder, ada, shopper, other);
});
