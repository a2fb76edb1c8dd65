// A shopper sees at once whose page it is: each shop's own name, colours,
// type and ways back, in the light and in the dark.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openBrowser, openPage, withAndWithoutJavaScript } from '../harness/browser.mjs';
import { allListed, demoServer, listed, otherShop } from '../harness/tracking.mjs';

let browser, server;
before(async () => {
  [browser, server] = await Promise.all([openBrowser(), demoServer()]);
  await allListed(server);
}, { timeout: 3 * 60_000 });
after(async () => {
  await browser?.close();
  await server?.stop();
});

/** What tells two shops apart on the screen. */
const look = (page) =>
  page.evaluate(() => {
    const style = (selector) => getComputedStyle(document.querySelector(selector));
    return {
      bar: style('header.brand').backgroundColor,
      paper: style('body').backgroundColor,
      headings: style('h1').fontFamily,
      corner: style('body').getPropertyValue('--corner'),
      shop: document.querySelector('header.brand img').alt,
      logo: document.querySelector('header.brand img').getAttribute('src'),
    };
  });

for (const colorScheme of ['light', 'dark']) {
  test(`two shops look clearly different, ${colorScheme}`, async () => {
    const looks = [];
    for (const address of [server.url, otherShop(server.url)]) {
      const page = await openPage(browser, address, { colorScheme });
      const drawn = await page.locator('header.brand img').evaluate((logo) => logo.decode().then(() => logo.naturalWidth));
      assert.ok(drawn > 0, `the logo of ${address} is drawn`);
      assert.deepEqual(page.problems, []);
      looks.push(await look(page));
      await page.context().close();
    }
    for (const mark of Object.keys(looks[0])) assert.notEqual(looks[0][mark], looks[1][mark], mark);
  });
}

withAndWithoutJavaScript("each shop's order is shown in its own look at its own host", async (_, options) => {
  const all = (await listed(server)).map((link) => new URL(link.address));
  const hosts = new Set(all.map((address) => address.hostname));
  assert.ok(hosts.has('ridgeline.localhost') && hosts.size === 2, [...hosts].join());
  for (const hostname of hosts) {
    const address = all.find((one) => one.hostname === hostname).href;
    const page = await openPage(browser, address, options);
    const shop = await page.locator('header.brand img').getAttribute('alt');
    assert.equal(shop, hostname === 'ridgeline.localhost' ? 'Ridgeline Supply' : 'Juniper & Vale');
    assert.match(await page.locator('[data-brand=support]').innerText(), /@/);
    assert.match(await page.locator('[data-brand=hours]').innerText(), /\d:00-\d\d:00/);
    assert.deepEqual(page.problems, []);
    await page.context().close();
  }
});
