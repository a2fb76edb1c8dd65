// Somebody of support answers "where is my order?": finds the order by
// whatever the shopper says, sees all of it without scrolling, and replies.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { violations } from '../harness/axe.mjs';
import { openBrowser, withAndWithoutJavaScript, wordsOf } from '../harness/browser.mjs';
import { startDesk } from '../harness/desk.mjs';
import { MOUSE, THUMB, tooSmall } from '../harness/thumb.mjs';

let browser, desk;
before(async () => {
  [browser, desk] = await Promise.all([openBrowser(), startDesk()]);
  await happens();
  await desk.contact('shop', 'TKT-4711', 'where_is_it', 'Where is my order? I need it on Friday.');
}, { timeout: 90_000 });
after(async () => {
  await browser?.close();
  await desk?.stop();
});

const NUMBER = '1Z12345E0205271688';
const scan = (scan) => desk.send('shop', 'scans', { carrier: 'UPS', number: NUMBER, ...scan });

/** A parcel that was promised twice, held up by weather and scanned no more:
 * so long ago that it is stuck whatever weekends and holidays lie between. */
async function happens() {
  await desk.send('shop', 'orders', {
    id: 'TKT-4711',
    number: '#TKT-4711',
    placed_at: '@-270h',
    updated_at: '@-270h',
    email: 'ada.lang@example.com',
    phone: '+1 212 555 0147',
    first_name: 'Ada',
    last_name: 'Lang',
    currency: 'USD',
    total: '159.90',
    expected: '@day-3',
    ship_to: { name: 'Ada Lang', street: '12 Mill Lane', city: 'Brooklyn', region: 'NY', postal_code: '11201', country: 'US' },
    items: [{ id: '1', title: 'Trail shoe', variant: 'blue / 42', quantity: 1 }, { id: '2', title: 'Wool socks', quantity: 3 }],
  });
  await desk.send('shop', 'shipments', {
    id: 'TKT-4711-1', order_id: 'TKT-4711', updated_at: '@-260h', packed_at: '@-260h', carrier: 'UPS', number: NUMBER, service: 'UPS Ground',
  });
  const reno = { city: 'RENO', region: 'NV', country: 'US' };
  const omaha = { city: 'OMAHA', region: 'NE', country: 'US' };
  await scan({ status: 'label_created', time: '@-260h', text: 'Shipper created a label', code: 'MP' });
  await scan({ status: 'picked_up', time: '@-250h', ...reno, text: 'Pickup Scan', code: 'OR', estimate: '@day-4' });
  await scan({ status: 'in_transit', time: '@-245h', ...reno, text: 'Departed from Facility', code: 'DP' });
  await scan({ status: 'exception', reason: 'weather', time: '@-205h', ...omaha, text: 'Severe weather conditions have delayed delivery.', code: 'X7', estimate: '@day-2' });
  await scan({ status: 'in_transit', time: '@-185h', ...omaha, text: 'Arrived at Facility', code: 'AR' });
}

const WIDE = { viewport: { width: 1440, height: 900 } };
const PANE = '[data-page=order]';
const part = (name) => `${PANE} [data-part=${name}]`;

/** Everything a ticket asks for. */
const PARTS = [
  'headline', 'window', 'flags', 'advice', 'shopper-page', 'parcels', 'carrier', 'ledger', 'map',
  'scans', 'freshness', 'customer', 'order-items', 'thread', 'messages', 'audit', 'actions',
];

/** Looks for what a shopper said, and opens the order that is found. */
async function find(page, typed) {
  await page.locator('#find').fill(typed);
  await page.locator('#find').press('Enter');
  await page.waitForLoadState('load');
  const results = page.locator('[data-page=found] a, [data-part=found] a');
  if (await page.locator(PANE).count() === 0) await results.first().click();
  await page.locator(PANE).waitFor();
}

async function opened(options = WIDE) {
  const page = await desk.signIn(browser, 'ada', '/console', options);
  await find(page, '#TKT-4711');
  return page;
}

withAndWithoutJavaScript('I find the order by whatever the shopper says', async (_, options) => {
  const page = await desk.signIn(browser, 'ada', '/console', { ...WIDE, ...options });
  const number = await (async () => {
    await find(page, 'TKT-4711');
    return page.locator(`${part('carrier')} .number`).first().innerText();
  })();
  for (const typed of ['tkt 4711', number, 'ada.lang@example.com', 'Ada Lang', 'Ada Lnag', '11201']) {
    await page.goto(`${desk.url}/console`);
    await find(page, typed);
    assert.match(await wordsOf(page, 'h1'), /TKT-4711/, typed);
    assert.ok(!page.url().includes('ada'), 'no address holds what was typed');
  }
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test('all that answers is in sight at 1440 by 900, and the page does not scroll', async () => {
  const page = await opened();
  await seen(page, PARTS);
  const text = await wordsOf(page, PANE);
  for (const fact of [/Stuck/, /No scan for \d+ h/, /Ada Lang/, /12 Mill Lane/, /Trail shoe/, /I need it on Friday/, /Severe weather/, /X7/]) {
    assert.match(text, fact);
  }
  await page.context().close();
});

/** Each part lies on the screen as a whole, and nothing has to be scrolled. */
async function seen(page, parts) {
  for (const name of parts) {
    const box = await page.locator(part(name)).first().boundingBox();
    assert.ok(box, `${name} is drawn`);
    assert.ok(box.width > 0 && box.height > 0, `${name} has room: ${JSON.stringify(box)}`);
    const inside = box.x >= 0 && box.y >= 0 && box.x + box.width <= 1440 && box.y + box.height <= 900;
    assert.ok(inside, `${name} is in sight: ${JSON.stringify(box)}`);
  }
  const scrolls = await page.evaluate(() => {
    const boxes = ['html', 'main', '.pane-main', '.pane-side'].map((one) => document.querySelector(one));
    return boxes.map((box) => [box.scrollHeight - box.clientHeight, box.scrollWidth - box.clientWidth]);
  });
  for (const [down, across] of scrolls) assert.ok(down <= 0 && across <= 0, `${down} px down, ${across} px across`);
}

withAndWithoutJavaScript('I reply with two presses, and see that it is queued', async (_, options) => {
  const page = await opened({ ...WIDE, ...options });
  await page.locator(`${part('advice')} [data-do=reply]`).click();
  await page.waitForLoadState('load');
  const body = page.locator('#reply-body');
  const words = await body.inputValue();
  assert.match(words, /Ada/);
  await body.fill(`${words}\n\nKind regards`);
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await page.locator(part('thread')).getByText('Kind regards').first().waitFor();
  assert.ok(await page.locator(`${part('messages')} [data-outcome=waiting]`).count() > 0);
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test('what I type stays while news comes in, and what is refused comes back', async () => {
  const page = await opened();
  await page.locator('#act-note > summary').click();
  await page.locator('#note-body').fill('half a note');
  await scan({ status: 'in_transit', time: '@-0h', city: 'LOUISVILLE', region: 'KY', country: 'US', text: 'Departure Scan', code: 'DS' });
  await page.locator(part('scans')).getByText('Departure Scan').waitFor();
  assert.equal(await page.locator('#note-body').inputValue(), 'half a note');
  await page.locator('#note-body').fill(' ');
  await page.getByRole('button', { name: 'Keep the note' }).click();
  await page.locator('#note-body-fault').waitFor();
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test('from the keyboard alone I open the reply', async () => {
  const page = await opened();
  await page.keyboard.press('r');
  await page.locator('#reply-body').waitFor();
  assert.ok((await page.locator('#reply-body').inputValue()).length > 80);
  await page.context().close();
});

// It stands before the pictures of what is crowded: axe judges it then too.
test('with an incident, a mark, a claim and a correction it is all still in sight', async () => {
  const mara = await desk.signIn(browser, 'mara', '/console/incidents', WIDE);
  await mara.locator('#incident-brand').selectOption('shop');
  await mara.locator('#incident-carrier').fill('UPS');
  await mara.locator('#incident-from').fill(new Date(Date.now() - 3 * 86_400_000).toISOString().slice(0, 10));
  await mara.locator('#incident-words').fill('Snow keeps UPS in the Midwest: parcels come two days later than planned.');
  await mara.getByRole('button', { name: 'Declare it' }).click();
  await mara.locator('[data-incident]').waitFor();
  await mara.context().close();
  const page = await opened();
  const act = async (name, fill, button, part) => {
    await page.locator(`#act-${name} > summary`).click();
    for (const [field, words] of Object.entries(fill)) await page.locator(`#${name}-${field}`).fill(words);
    await page.getByRole('button', { name: button, exact: true }).click();
    await page.locator(`${PANE} [data-part=${part}]`).waitFor();
  };
  await act('mark', { why: 'UPS said on the phone that it is lost in Omaha.' }, 'Mark the parcel', 'marks');
  await act('claim', {}, 'Open the claim', 'claims');
  await act('correction', { body: '14 Mill Lane, Brooklyn, NY 11201' }, 'Keep the correction', 'corrections');
  await page.reload();
  await seen(page, [...PARTS, 'incidents', 'marks', 'claims', 'corrections', 'past-flags']);
  await page.context().close();
});

for (const colorScheme of ['light', 'dark']) {
  for (const width of [768, 1440]) {
    test(`axe finds nothing on an order at ${width} px, ${colorScheme}`, async () => {
      const page = await opened({ viewport: { width, height: 900 }, colorScheme });
      assert.deepEqual(await violations(page), []);
      await page.locator('#act-claim > summary').click();
      assert.deepEqual(await violations(page), []);
      assert.deepEqual(await tooSmall(page, width < 1024 ? THUMB : MOUSE), [], 'large enough to press');
      const across = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      assert.ok(across <= 0, `${across} px stick out to the side`);
      await page.goto(`${desk.url}/console/incidents`);
      assert.deepEqual(await violations(page), []);
      await page.context().close();
    });
  }
}
