// Whoever runs the shop sees which carrier keeps its promises, opens the very
// orders behind a figure, and takes the numbers along.

import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { openBrowser, openPage, withAndWithoutJavaScript, wordsOf } from '../harness/browser.mjs';
import { startDemo } from '../harness/server.mjs';
import { violations } from '../harness/axe.mjs';

let browser, server;
before(async () => {
  [browser, server] = await Promise.all([openBrowser(), startDemo()]);
}, { timeout: 3 * 60_000 });
after(async () => {
  await browser?.close();
  await server?.stop();
});

const press = (page, name) => page.getByRole('button', { name, exact: true }).click();

/** Signed in; what came in before has been counted by then, or soon is. */
async function figures(options) {
  const page = await openPage(browser, `${server.url}/sign-in?to=/console`, options);
  await press(page, 'Sign in as Mara Lindqvist');
  await page.getByRole('link', { name: 'Performance', exact: true }).click();
  // With its style: what is measured before that is another page.
  await page.waitForURL(`${server.url}/performance`);
  const patience = Date.now() + 60_000;
  while (await page.locator('.performance .figure').count() < 5) {
    assert.ok(Date.now() < patience, await wordsOf(page, 'main'));
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    await page.reload();
  }
  return page;
}

const sideways = (page) => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);

withAndWithoutJavaScript('I see who keeps the promise, and the orders behind it', async (_, options) => {
  const page = await figures(options);
  assert.match(await wordsOf(page, '.figures'), /On time by the promise at the checkout/);
  assert.match(await wordsOf(page, '.formulas'), /How each figure is calculated/);
  const charts = page.locator('figure[id^="chart-"]');
  assert.ok(await charts.count() >= 10, `${await charts.count()} charts`);
  // Each has the same numbers as a table, and as a file.
  const table = page.locator('#chart-carriers details');
  await table.locator('summary').click();
  assert.ok(await table.locator('tbody tr').count() >= 2);
  const file = await table.locator('a[href^="/performance/csv/carriers"]').first().getAttribute('href');
  const answer = await page.context().request.get(new URL(file, server.url).href);
  assert.match(answer.headers()['content-type'], /^text\/csv/);
  assert.match(await answer.text(), /UPS/);

  await page.getByLabel('Carrier', { exact: true }).selectOption({ label: 'UPS' });
  await press(page, 'Show');
  assert.match(page.url(), /carrier=ups/);
  await page.locator('.figures a').first().click();
  assert.match(await wordsOf(page, '.about-orders'), /Carrier: UPS/);
  const first = page.locator('tbody a').first();
  if (await first.count() > 0) {
    await first.click();
    assert.match(page.url(), /\/console\/orders\//);
  }
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

for (const [width, colorScheme] of [[360, 'light'], [768, 'dark'], [1440, 'light']]) {
  withAndWithoutJavaScript(`I read it at ${width} px in ${colorScheme}`, async (_, options) => {
    const page = await figures({ ...options, viewport: { width, height: 900 }, colorScheme });
    assert.equal(await sideways(page), 0, 'nothing is cut off');
    if (options.javaScriptEnabled) assert.deepEqual(await violations(page), []);
    assert.deepEqual(page.problems, []);
    await page.context().close();
  });
}
