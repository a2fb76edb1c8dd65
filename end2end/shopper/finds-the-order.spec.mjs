// A shopper without the link at hand finds the order: by its number and what
// was given with it, or by a link that is mailed.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openBrowser, openPage, withAndWithoutJavaScript, wordsOf } from '../harness/browser.mjs';
import { PART, allListed, demoServer } from '../harness/tracking.mjs';
import { violations } from '../harness/axe.mjs';

/** The buyer of the first shop's orders that go to plan. */
const BUYER = { journey: 'on-time', email: 'marisol@example.com', postalCode: '11215' };

let browser, server, number;
before(async () => {
  [browser, server] = await Promise.all([openBrowser(), demoServer()]);
  await allListed(server);
  const html = await (await fetch(server.url)).text();
  // The buyer is the first shop's, whose links have no host.
  number = html.match(new RegExp(`<a[^>]*href="/t/[^>]*data-journey="${BUYER.journey}".*?(#\\d+)`, 's'))[1];
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

async function look(page, order, proof) {
  await page.getByLabel('Order number').fill(order);
  await page.getByLabel('E-mail address or postal code').fill(proof);
  await page.getByRole('button', { name: 'Find my order' }).click();
  await page.waitForLoadState('load');
}

withAndWithoutJavaScript('I find my order by its number and my postal code or address', async (_, options) => {
  for (const [order, proof] of [[number, BUYER.postalCode], [number.slice(1), ` ${BUYER.email.toUpperCase()}`]]) {
    const page = await openPage(browser, server.url, options);
    await look(page, order, proof);
    assert.match(page.url(), /\/t\/[0-9A-Za-z]{22}$/);
    assert.match(await wordsOf(page, '[data-part=order]'), new RegExp(number));
    assert.equal(await page.locator(PART.headline).count(), 1);
    assert.deepEqual(page.problems, []);
    await page.context().close();
  }
});

withAndWithoutJavaScript('a wrong guess is told me in words, and the next step', async (_, options) => {
  const page = await openPage(browser, server.url, options);
  await look(page, number, '99999');
  const problem = page.locator('[data-part=problem]');
  assert.match(await wordsOf(page, '[data-part=problem]'), /could not find/);
  assert.match(await page.title(), /could not find/);
  assert.ok(await problem.evaluate((one) => one === document.activeElement), 'the problem has the focus');
  assert.equal(await page.getByLabel('Order number').inputValue(), number, 'the number stays');
  assert.doesNotMatch(await page.content(), /99999/, 'what I typed as proof is not repeated');
  await look(page, number, BUYER.postalCode);
  assert.match(page.url(), /\/t\//);
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

withAndWithoutJavaScript('a link that was given the number fills the form', async (_, options) => {
  const page = await openPage(browser, `${server.url}/?order=1001`, options);
  assert.equal(await page.getByLabel('Order number').inputValue(), '1001');
  await page.context().close();
});

withAndWithoutJavaScript('a link to all my orders is mailed to me', async (_, options) => {
  const page = await openPage(browser, server.url, options);
  await page.getByLabel('E-mail address', { exact: true }).fill(BUYER.email);
  await page.getByRole('button', { name: 'Send me the link' }).click();
  assert.match(await wordsOf(page, 'h1'), /Check your mail/);
  await page.getByRole('link', { name: 'mailbox' }).click();
  assert.doesNotMatch(await page.content(), new RegExp(BUYER.email), 'addresses are masked');
  // The demo's other buyers get mail as well.
  await page.locator('[data-part=mails] a[href*="/my/"]').first().click();
  assert.match(await wordsOf(page, 'h1'), /Your orders/);
  await page.locator('[data-part=orders] a', { hasText: number }).click();
  assert.match(await wordsOf(page, '[data-part=order]'), new RegExp(number));
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

withAndWithoutJavaScript('my device remembers the order, and forgets it when I say so', async (_, options) => {
  const page = await openPage(browser, server.url, options);
  await look(page, number, BUYER.postalCode);
  const order = page.url();
  await page.goto(`${server.url}/?newest=1`);
  assert.equal(page.url(), order, 'an installed page opens to the order');
  await page.goto(server.url);
  assert.equal(await page.locator('[data-part=newest] a').count(), 1);
  await page.getByRole('button', { name: 'Forget' }).click();
  await page.waitForLoadState('load');
  assert.equal(await page.locator('[data-part=newest]').count(), 0);
  assert.deepEqual(await page.context().cookies(), []);
  await page.context().close();
});

for (const width of [360, 1440]) {
  for (const colorScheme of ['light', 'dark']) {
    test(`axe finds nothing on the ways in at ${width} px, ${colorScheme}`, async () => {
      const page = await openPage(browser, server.url, { viewport: { width, height: 900 }, colorScheme });
      const steps = [
        () => page.goto(server.url),
        () => look(page, number, '99999'),
        () => page.goto(`${server.url}/my/sent`),
        () => page.goto(`${server.url}/my/${'0'.repeat(22)}`),
        () => page.goto(`${server.url}/demo/mailbox`),
      ];
      for (const step of steps) {
        await step();
        assert.deepEqual(await violations(page), [], page.url());
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        assert.ok(overflow <= 0, `${page.url()}: ${overflow} px stick out to the side`);
        const small = await page.locator('button:visible, input:visible, a.button:visible').evaluateAll((all) =>
          all.filter((one) => one.getBoundingClientRect().height < 44 || Number.parseFloat(getComputedStyle(one).fontSize) < 16)
            .map((one) => one.outerHTML));
        assert.deepEqual(small, [], 'large enough for a thumb, and for a phone not to zoom');
      }
      await page.context().close();
    });
  }
}
