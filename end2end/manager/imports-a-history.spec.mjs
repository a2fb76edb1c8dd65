// A manager brings orders of the past in: uploads a file, sees what it says
// and what is wrong with it, says which column is which, and imports it.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { violations } from '../harness/axe.mjs';
import { eventually, openBrowser, withAndWithoutJavaScript } from '../harness/browser.mjs';
import { startDesk } from '../harness/desk.mjs';

let browser, desk;
before(async () => {
  [browser, desk] = await Promise.all([openBrowser(), startDesk()]);
}, { timeout: 90_000 });
after(async () => {
  await browser?.close();
  await desk?.stop();
});

const HISTORY = '/settings/history/shop';
const soon = (what, attempt) => eventually(what, attempt, 60_000);

/** So many orders, the third of which has no date; its own words for columns. */
function file(prefix, orders) {
  const line = (number) => {
    const day = `2025-03-${String(1 + (number % 28)).padStart(2, '0')}`;
    return `${prefix}-${number},${number === 3 ? 'soon' : `${day}T10:00:00`},${day}T18:00:00,,delivered`;
  };
  const lines = Array.from({ length: orders }, (_, number) => line(number + 1));
  return {
    name: 'orders.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(['Order,Bought,handed_over_at,delivered_at,status', ...lines].join('\n')),
  };
}

/** Waits until nothing is done any more; without JavaScript one reloads. */
async function atRest(page, part, { javaScriptEnabled }) {
  await soon(part, async () => {
    if (!javaScriptEnabled && (await page.locator('[data-part=running]').count()) > 0) {
      await page.getByRole('link', { name: 'Reload', exact: true }).click();
    }
    return (await page.locator(`[data-part=${part}]`).count()) > 0;
  });
}

withAndWithoutJavaScript('I upload a file, say which column is which, and import it', async (_, options) => {
  const prefix = options.javaScriptEnabled ? 'JS' : 'NO';
  const page = await desk.signIn(browser, 'mara', HISTORY, options);
  await page.getByLabel('File with one line an order').setInputFiles(file(prefix, 6000));
  await page.getByRole('button', { name: 'Upload and look through', exact: true }).click();
  await atRest(page, 'found', options);
  if (options.javaScriptEnabled) {
    assert.match(await page.locator('[role=alert]').innerText(), /say which column is "Order number"/);
    await page.getByLabel('Order', { exact: true }).selectOption('Order number');
    await page.getByLabel('Bought', { exact: true }).selectOption('Placed at');
    await page.getByRole('button', { name: 'Look through again', exact: true }).click();
    await soon('it is understood', async () => (await page.locator('[data-part=bad]').count()) > 0);
  }
  // Without JavaScript it is the second file of these headers.
  assert.match(await page.locator('[data-part=orders]').innerText(), /^5999 orders, placed from 2025-03-01 on\./);
  assert.match(await page.locator('[data-part=bad]').innerText(), /Line 4: "Placed at" is no date with a time/);
  assert.match(await page.locator('[data-part=samples]').innerText(), new RegExp(`${prefix}-1`));

  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await page.locator('[data-part=running], [data-part=imported]').waitFor();
  if (options.javaScriptEnabled) {
    // The bar moves by itself; a page that is loaded again knows as much.
    const seen = new Set();
    await soon('it is imported', async () => {
      const bar = page.locator('[data-part=running] progress');
      const value = (await bar.count()) > 0 ? await bar.getAttribute('value').catch(() => null) : null;
      const now = value === null ? null : await bar.evaluate((one) => one.value).catch(() => null);
      if (now !== null) seen.add(now);
      return (await page.locator('[data-part=imported]').count()) > 0;
    });
    assert.ok(seen.size > 1, `it stood at ${[...seen]}`);
  }
  await atRest(page, 'imported', options);
  assert.match(await page.locator('[data-part=imported]').innerText(), /5999 orders new/);
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test('axe finds nothing on the page of histories', async () => {
  for (const colorScheme of ['light', 'dark']) {
    const page = await desk.signIn(browser, 'alma', '/settings/history/ridgeline', { colorScheme });
    await page.getByLabel('File with one line an order').setInputFiles(file(`AXE-${colorScheme}`, 40));
    await page.getByRole('button', { name: 'Upload and look through', exact: true }).click();
    await page.locator('[data-part=found]').waitFor();
    for (const width of [360, 1440]) {
      await page.setViewportSize({ width, height: 900 });
      assert.deepEqual(await violations(page), [], `${width} px, ${colorScheme}`);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      assert.ok(overflow <= 0, `${overflow} px stick out to the side`);
    }
    await page.getByRole('button', { name: 'Throw the file away', exact: true }).click();
    await page.locator('[data-part=found]').waitFor({ state: 'detached' });
    assert.deepEqual(page.problems, []);
    await page.context().close();
  }
});
