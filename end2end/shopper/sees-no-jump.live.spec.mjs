// A shopper watches parcels come, each in its own way: whatever the news,
// nothing on the first screen jumps.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { atRest, eventually, openBrowser, openPage, wordsOf } from '../harness/browser.mjs';
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

const reno = { city: 'RENO', region: 'NV', country: 'US' };
const omaha = { city: 'OMAHA', region: 'NE', country: 'US' };
const chicago = { city: 'CHICAGO', region: 'IL', country: 'US' };
const portland = { city: 'PORTLAND', region: 'ME', country: 'US' };

const taken = { status: 'picked_up', ...reno };
const moves = { status: 'in_transit', ...chicago };
const onVan = { status: 'out_for_delivery', ...portland, estimate: '@day+0' };
const left = { status: 'delivered', ...portland, left_at: 'Front door' };
const stuck = (reason, more) => ({ status: 'exception', reason, ...omaha, ...more });

/** What comes, one after the other; each is a state of its own. The second
 * scan of a pair is another parcel's. */
const STORIES = {
  'a storm, and nobody home': [taken, { ...moves, estimate: '@day+1' }, stuck('weather', { estimate: '@day+2' }),
    { ...moves, reason: 'address_incorrect', estimate: '@day+3' }, onVan, { status: 'attempted', reason: 'not_home', ...portland }, left],
  customs: [taken, { ...moves, estimate: '@day+1' }, stuck('inspection'), stuck('documents'), stuck('duties'), moves, onVan,
    { ...left, signed_by: 'J. Canary' }],
  'a wrong address': [{ ...taken, estimate: '@day+1' }, stuck('address_incorrect'), stuck('access', { estimate: '@day+2' }),
    stuck('reschedule_requested'), onVan, left],
  'refused and returned': [{ ...taken, estimate: '@day+1' }, onVan, { status: 'attempted', reason: 'refused', ...portland },
    { status: 'returning', reason: 'refused', ...portland }, { status: 'returned', ...reno }],
  lost: [{ ...taken, estimate: '@day-1' }, { ...moves, reason: 'vehicle' }, stuck('unknown'), stuck('lost')],
  'a missed date': [{ ...taken, estimate: '@day-2' }, moves, { ...moves, reason: 'vehicle' }, stuck('processing_delay'),
    { ...moves, estimate: '@day+2' }, onVan, left],
  'a pickup point': [taken, onVan, { status: 'attempted', reason: 'business_closed', ...portland },
    { status: 'available_for_pickup', ...portland, pickup_point: 'Corner Kiosk, 3 Harbour Row, Portland',
      pickup_hours: 'Mon-Sat 8:00-20:00, Sun 10:00-16:00', pickup_until: '@day+6' }, left],
  'papers, a signature, money': [taken, stuck('identity'), stuck('payment_due'), stuck('damaged'), stuck('unclaimed'), stuck('out_of_stock'), left],
  'two parcels': [[taken, null], [null, taken], [moves, null], [stuck('address_incorrect', { estimate: '@day+2' }), null],
    [null, { ...moves, estimate: '@day+1' }], [null, stuck('weather', { estimate: '@day+3' })], [moves, null], [null, { ...onVan }],
    [null, { status: 'attempted', reason: 'not_home', ...portland }], [onVan, null], [left, null], [null, left]],
  'half of it shipped': [taken, { ...moves, estimate: '@day+1' }, stuck('weather', { estimate: '@day+2' }), onVan, left],
};

/** The longest words a carrier's name makes. */
const CARRIER = 'DHL Express';
const WIDTHS = [
  { viewport: { width: 360, height: 640 } },
  { viewport: { width: 360, height: 640 }, font: 'sans' },
  { viewport: { width: 360, height: 640 }, locale: 'de' },
  { viewport: { width: 360, height: 640 }, locale: 'es' },
  { viewport: { width: 768, height: 900 } },
  { viewport: { width: 1440, height: 900 } },
];

for (const [at, { viewport, font, locale = 'en' }] of WIDTHS.entries()) {
  test(`nothing jumps at ${viewport.width} px in ${locale}${font ? ', in the widest type' : ''}`, async () => {
    const jumps = await Promise.all(Object.entries(STORIES).map(([name, news], story) =>
      watch(name, news, `${at}${String(story).padStart(2, '0')}`, { viewport, font, locale })));
    assert.deepEqual(jumps.flat(), []);
  });
}

/** Plays a story on an open page, and gives what jumped. */
async function watch(name, news, id, { viewport, font, locale }) {
  const numbers = (Array.isArray(news[0]) ? [1, 2] : [1]).map((parcel) => `77${id}0000${parcel}`);
  const half = name.startsWith('half');
  const [{ tracking_path: own }] = await server.send('orders', [{
    id, number: id, locale, placed_at: '@-90h', items: [{ id: '1', title: 'Mug', quantity: half ? 2 : 1 }, { id: '2', title: 'Cup', quantity: 1 }],
    ship_to: { city: 'Portland', region: 'ME', country: 'US' },
  }]);
  await server.send('shipments', numbers.map((number, parcel) => ({
    order_id: id, id: `${id}-${parcel}`, carrier: CARRIER, number, packed_at: `@-${80 - parcel}h`,
    ...(half || numbers.length > 1 ? { items: [{ id: String(parcel + 1), quantity: 1 }] } : {}),
  })));
  const page = await openPage(browser, new URL(own, server.url).href, { viewport });
  if (font) {
    await page.evaluate(widen, font);
    // That moves words itself, and the browser tells of it a frame later.
    await page.evaluate(atRest);
  }
  const jumps = [];
  let told = 0;
  let before = await stands(page);
  for (const [step, both] of news.entries()) {
    const hours = 70 - step * 5;
    const scans = [both].flat().flatMap((scan, parcel) =>
      (scan ? [{ carrier: CARRIER, number: numbers[parcel], time: `@-${hours}h`, ...scan }] : []));
    await server.send('scans', scans);
    told += scans.length;
    await eventually(`${name}: the page tells of scan ${told}`, async () =>
      (await page.locator(PART.scans).count()) === told);
    await page.evaluate(atRest);
    const now = await stands(page);
    const moved = Object.keys(now.tops).filter((part) => part in before.tops && now.tops[part] !== before.tops[part]);
    if (moved.length > 0 || now.shift > before.shift) {
      const parts = moved.map((part) => `${part} by ${now.tops[part] - before.tops[part]}`);
      jumps.push(`${name}: ${await wordsOf(page, '.answer')}: ${(now.shift - before.shift).toFixed(4)} ${parts}`);
    }
    before = now;
  }
  assert.deepEqual(page.problems, [], name);
  await page.context().close();
  return jumps;
}

/** Sets the page in a family of type every system draws wide. */
function widen(family) {
  const root = document.documentElement;
  for (const property of ['--font', '--font-headings']) root.style.setProperty(property, `var(--font-${family})`);
}

/** Where the parts of the first screen stand, and the shift felt so far. */
const stands = (page) => page.evaluate(() => {
  const tops = {};
  for (const part of ['.answer', '.overview', '.overview li', '.parcel', '.act', '.press', '.steps', '.where', '.map', '.where .card', '.freshness']) {
    for (const [at, one] of document.querySelectorAll(part).entries()) {
      const { top } = one.getBoundingClientRect();
      if (top < window.innerHeight) tops[`${part} ${at}`] = Math.round(top);
    }
  }
  return { tops, shift: window.doorstepWatch.shift };
});
