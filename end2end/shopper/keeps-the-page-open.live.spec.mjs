// A shopper keeps the page open over a night of restarts, tunnels and twenty
// other tabs, and it is right whenever it is looked at.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { eventually, openBrowser, openPage, wordsOf } from '../harness/browser.mjs';
import { PART, allListed, demoServer, listed, story } from '../harness/tracking.mjs';
import { startDemoToRestart } from '../harness/server.mjs';

let browser;
before(async () => {
  browser = await openBrowser();
});
after(() => browser?.close());

const TABS = 20;

/** Waits until a page says what the server says now, without loading again. */
async function catchesUp(page, what) {
  const fresh = await openPage(browser, page.url(), { javaScriptEnabled: false });
  try {
    await eventually(what, async () => {
      await fresh.reload();
      return (await story(page)) === (await story(fresh));
    });
  } finally {
    await fresh.context().close();
  }
  assert.equal(page.navigations, 1, 'nothing was loaded again');
}

/** Waits until the server tells more of a page's parcel than the page does. */
async function untilBehind(page) {
  const fresh = await openPage(browser, page.url(), { javaScriptEnabled: false });
  const before = await story(page);
  try {
    await eventually('the parcel moves', async () => {
      await fresh.reload();
      return (await story(fresh)) !== before;
    });
  } finally {
    await fresh.context().close();
  }
}

/** Statuses with more to come, in journeys that come to an end. */
const UNDERWAY = ['label_created', 'picked_up', 'in_transit'];
const WITHOUT_END = ['lost', 'not-handed-over'];

/** The link of a parcel that is on the move right now, and not at its end. */
async function movingLink(server) {
  // Only browsers find the second shop's host.
  const links = (await listed(server)).filter(({ address, journey }) =>
    address.startsWith(server.url) && !WITHOUT_END.includes(journey));
  const read = (address) => fetch(new URL(`${address}/view.json`)).then((answer) => answer.json());
  // Its story, and not how long ago it was heard.
  const told = ({ status, headline, parcels }) => JSON.stringify([status, headline, parcels.map((parcel) => parcel.days)]);
  const before = await Promise.all(links.map((link) => read(link.address)));
  return eventually('a parcel moves', async () => {
    const now = await Promise.all(links.map((link) => read(link.address)));
    const moves = (at) => told(now[at]) !== told(before[at]) && UNDERWAY.includes(now[at].status);
    return links.find((_, at) => moves(at))?.address;
  });
}

test('the server is restarted: the page stays readable and goes on by itself', async () => {
  const server = await startDemoToRestart();
  try {
    await allListed(server);
    const page = await openPage(browser, await movingLink(server));
    const before = await wordsOf(page);
    await server.kill();
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    assert.ok((await wordsOf(page, PART.headline)).length > 0, 'the page still tells what it knew');
    assert.ok(before.length > 0);
    await server.startAgain();
    await untilBehind(page).catch(() => {});
    await catchesUp(page, 'the page knows what the server knows after its restart');
    const uncaught = page.problems.filter((problem) => problem.startsWith('an uncaught'));
    assert.deepEqual(uncaught, []);
    await page.context().close();
  } finally {
    await server.stop();
  }
});

test('the phone slept in a tunnel: the page catches up', async () => {
  const server = await demoServer();
  try {
    await allListed(server);
    const page = await openPage(browser, await movingLink(server));
    await page.evaluate(() => window.doorstepShow('hidden'));
    await page.context().setOffline(true);
    await untilBehind(page);
    await page.context().setOffline(false);
    await page.evaluate(() => window.doorstepShow('visible'));
    await catchesUp(page, 'the page catches up after its sleep');
    await page.context().close();
  } finally {
    await server.stop();
  }
});

test('twenty tabs: each is right when it is looked at', async () => {
  const server = await demoServer();
  try {
    await allListed(server);
    const first = await openPage(browser, await movingLink(server));
    const tabs = [first];
    for (let at = 1; at < TABS; at += 1) {
      // A browser allows six connections a host: a tab nobody looks at must
      // give its own back, or the seventh tab never loads.
      await tabs[at - 1].evaluate(() => window.doorstepShow('hidden'));
      const tab = await first.context().newPage();
      await tab.goto(first.url());
      tabs.push(tab);
    }
    await untilBehind(first);
    await tabs.at(-1).evaluate(() => window.doorstepShow('hidden'));
    const fresh = await openPage(browser, first.url(), { javaScriptEnabled: false });
    for (const tab of [tabs[0], tabs[7], tabs[TABS - 1]]) {
      await tab.evaluate(() => window.doorstepShow('visible'));
      await eventually('the tab is right again', async () => {
        await fresh.reload();
        return (await story(tab)) === (await story(fresh));
      });
      await tab.evaluate(() => window.doorstepShow('hidden'));
    }
    await fresh.context().close();
    await first.context().close();
  } finally {
    await server.stop();
  }
});
