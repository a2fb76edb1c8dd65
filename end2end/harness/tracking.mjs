// The tracking page and the demo's home page as the tests know them: the one
// place that names their marks.

import { startDemo } from './server.mjs';
import { eventually } from './browser.mjs';

export const PART = {
  headline: 'h1[data-status]',
  window: '[data-part=window]',
  parcels: '[data-parcel]',
  steps: '[data-part=steps] li',
  currentStep: '[data-part=steps] [aria-current=step]',
  map: '[data-part=map]',
  happened: '[data-part=answers] [data-answer=happened]',
  next: '[data-part=answers] [data-answer=next]',
  act: '[data-answer=act] .do',
  action: '[data-part=action]',
  calendar: '[data-part=calendar]',
  pickup: '[data-part=pickup]',
  overview: '[data-part=overview]',
  share: '[data-part=share]',
  promises: '[data-part=promises] li',
  carrier: '[data-part=carrier]',
  carrierLink: '[data-part=carrier] a',
  days: '[data-part=scans] .day',
  scans: '[data-part=scans] li',
  items: '[data-part=items] li',
  freshness: '[data-part=freshness]',
  unshipped: '[data-part=unshipped]',
  report: '[data-part=report]',
  announcement: '[data-part=announcement]',
};

/** The story as the page tells it: what must move when the parcel does, and
 * not the clock times of its freshness. Folded days count too. */
export const story = (page) =>
  page.evaluate(([headline, scans]) => {
    const words = (one) => one.textContent.replace(/\s+/g, ' ').trim();
    return [...document.querySelectorAll(`${headline}, ${scans}`)].map(words).join('\n');
  }, [PART.headline, PART.scans]);

export const STATUSES = [
  'ordered', 'packed', 'label_created', 'picked_up', 'in_transit', 'out_for_delivery',
  'available_for_pickup', 'attempted', 'delivered', 'exception', 'returning', 'returned',
  'cancelled', 'unknown',
];

/** The demo's journeys by their `data-journey`, and what tells that a copy
 * has come to the point the journey is about. */
export const JOURNEYS = {
  early: { goal: 'a parcel that came early', reached: async (page) => (await page.locator(PART.promises).count()) >= 3 },
  'on-time': { goal: 'a parcel on time', reached: async (page) => (await page.locator(PART.scans).count()) >= 2 },
  delayed: { goal: 'a parcel that comes later, with its new date', reached: async (page) => (await page.locator(PART.promises).count()) >= 2 },
  customs: { goal: 'parcels that customs looked at', reached: async (page) => (await page.locator(PART.parcels).count()) >= 2 && says(page, /customs|clearance|Zoll|aduana/i) },
  'failed-attempt': { goal: 'a parcel that the driver could not deliver', reached: (page) => hasStatus(page, 'attempted') },
  'pickup-point': { goal: 'a parcel that waits at a counter', reached: (page) => hasStatus(page, 'available_for_pickup') },
  'wrong-address': { goal: 'a parcel with a wrong address', reached: (page) => hasStatus(page, 'exception', 'out_for_delivery', 'delivered') },
  refused: { goal: 'a parcel that was turned down and came back', reached: (page) => hasStatus(page, 'returning', 'returned') },
  lost: { goal: 'a parcel that is lost', reached: (page) => hasStatus(page, 'exception') },
  'not-handed-over': { goal: 'a parcel no carrier has seen', reached: (page) => hasStatus(page, 'label_created') },
  'two-parcels': { goal: 'an order in two parcels', reached: async (page) => (await page.locator(PART.parcels).count()) >= 2 },
  'not-received': { goal: 'a parcel delivered who knows where', reached: (page) => hasStatus(page, 'delivered') },
  'out-of-order': { goal: 'a parcel whose scans came out of order and twice', reached: async (page) => (await page.locator(PART.scans).count()) >= 3 },
  hostile: { goal: 'a parcel with hostile words in a scan', reached: async (page) => (await page.locator(PART.scans).count()) >= 5 },
};

const hasStatus = async (page, ...statuses) =>
  statuses.includes(await page.locator(PART.headline).first().getAttribute('data-status'));

const says = async (page, words) => words.test(await page.locator('body').textContent());

/** The server under test: the runner's, or one of this file's own. */
export async function demoServer() {
  const url = process.env.DOORSTEP_URL;
  return url ? { url, stop: async () => {} } : startDemo();
}

/** The links the home page lists: [{ journey, address }], in its order: of
 * each journey those that move, then one that has ended. */
export async function listed(server) {
  const html = await (await fetch(server.url)).text();
  const links = [...html.matchAll(/<a\s[^>]*data-journey[^>]*>/g)].map(([tag]) => ({
    journey: tag.match(/data-journey="([^"]+)"/)?.[1],
    path: tag.match(/href="((?:http:\/\/[a-z]+\.localhost:\d+)?\/t\/[0-9A-Za-z]{22})"/)?.[1],
  }));
  return links
    .filter((link) => link.journey && link.path)
    .map(({ journey, path }) => ({ journey, address: new URL(path, server.url).href }));
}

/** The addresses of those at the server's own host whose buyers read English:
 * Node finds no name below `localhost`. */
export async function ownInEnglish(server) {
  const own = (await allListed(server)).filter((link) => link.address.startsWith(server.url));
  const pages = await Promise.all(own.map(async ({ address }) => [address, await (await fetch(address)).text()]));
  return pages.filter(([, html]) => html.includes('<html lang="en"')).map(([address]) => address);
}

/** The first link of each journey: a browser that opens all of them is busy
 * with nothing else. */
export const oneOfEach = (links) =>
  links.filter(({ journey }, at) => links.findIndex((link) => link.journey === journey) === at);

/** The demo's second shop, at a host of its own: browsers find every name
 * below `localhost` on this machine. */
export const otherShop = (address) => `http://ridgeline.localhost:${new URL(address).port}/`;

/** Waits until every journey has a link. */
export const allListed = (server) =>
  eventually('the home page lists every journey', async () => {
    const links = await listed(server);
    return Object.keys(JOURNEYS).every((journey) => links.some((link) => link.journey === journey)) && links;
  }, 30_000);

/** Shows a copy of the journey that has come to its point: tries each copy
 * the home page lists, again and again, since new ones are made all the time. */
export async function arriveAt(server, journey, page) {
  const { goal, reached } = JOURNEYS[journey];
  return eventually(`the page shows ${goal}`, async () => {
    for (const link of (await listed(server)).filter((link) => link.journey === journey)) {
      await page.goto(link.address);
      if (await reached(page)) return link.address;
    }
    return undefined;
  }, 150_000);
}
