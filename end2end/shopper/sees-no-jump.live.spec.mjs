// A shopper watches a parcel come, from the label to the door: whatever the
// news, nothing on the first screen jumps.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { eventually, openBrowser, openPage, wordsOf } from '../harness/browser.mjs';
import { startStates } from '../harness/states.mjs';
import { PART } from '../harness/tracking.mjs';

let browser, server;
before(async () => {
  [browser, server] = await Promise.all([openBrowser(), startStates()]);
}, { timeout: 2 * 60_000 });
after(async () => {
  await browser?.close();
  await server?.stop();
});

const at = (city, region) => ({ city, region, country: 'US' });

/** A usual parcel with a storm on its way, and what the headline says then. */
const NEWS = [
  [{ status: 'picked_up', time: '@-30h', ...at('RENO', 'NV') }, 'picked_up'],
  [{ status: 'in_transit', time: '@-20h', ...at('OMAHA', 'NE'), estimate: '@day+1' }, 'in_transit'],
  [{ status: 'exception', reason: 'weather', time: '@-15h', ...at('CHICAGO', 'IL'), estimate: '@day+2' }, 'exception'],
  [{ status: 'in_transit', time: '@-9h', ...at('CLEVELAND', 'OH') }, 'in_transit'],
  [{ status: 'out_for_delivery', time: '@-4h', ...at('PORTLAND', 'ME'), estimate: '@day+0' }, 'out_for_delivery'],
  [{ status: 'attempted', reason: 'not_home', time: '@-3h', ...at('PORTLAND', 'ME') }, 'attempted'],
  [{ status: 'delivered', time: '@-1h', ...at('PORTLAND', 'ME'), left_at: 'Front door' }, 'delivered'],
];

for (const viewport of [{ width: 360, height: 640 }, { width: 1440, height: 900 }]) {
  test(`nothing jumps at ${viewport.width} px`, async () => {
    const id = `jump-${viewport.width}`;
    const number = `1Z88888800${String(viewport.width).padStart(8, '0')}`;
    const [{ tracking_path: own }] = await server.send('orders', [{
      id, number: id, placed_at: '@-60h', items: [{ id: '1', title: 'Mug', quantity: 1 }],
      ship_to: { city: 'Portland', region: 'ME', country: 'US' },
    }]);
    await server.send('shipments', [{ order_id: id, id, carrier: 'UPS', number, packed_at: '@-40h' }]);
    const page = await openPage(browser, new URL(own, server.url).href, { viewport });
    const jumps = [];
    let before = 0;
    for (const [scan, status] of NEWS) {
      await server.send('scans', [{ carrier: 'UPS', number, ...scan }]);
      await eventually(`the page says ${status}`, async () =>
        (await page.locator(PART.headline).getAttribute('data-status')) === status, 20_000);
      await page.waitForTimeout(700);
      const shift = await page.evaluate(() => window.doorstepWatch.shift);
      if (shift > before) jumps.push(`${status} (${await wordsOf(page, '.answer')}): ${(shift - before).toFixed(4)}`);
      before = shift;
    }
    assert.deepEqual(jumps, []);
    assert.deepEqual(page.problems, []);
    await page.context().close();
  });
}
