// Somebody of support works with or without JavaScript, sees the brands they
// serve and no other, and can use the console whatever their eyes.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openBrowser, withAndWithoutJavaScript, wordsOf } from '../harness/browser.mjs';
import { DESK, startDesk } from '../harness/desk.mjs';
import { violations } from '../harness/axe.mjs';
import { MOUSE, THUMB, tooSmall } from '../harness/thumb.mjs';

let browser, desk;
before(async () => {
  [browser, desk] = await Promise.all([openBrowser(), startDesk()]);
  for (const id of ['J1', 'J2', 'J3', 'J4', 'J5', 'J6', 'J7', 'J8']) await desk.late('shop', id);
  await desk.stuck('shop', 'J9');
  await desk.contact('shop', 'J9', 'where_is_it', 'Where is it?');
  await desk.late('ridgeline', 'R1');
}, { timeout: 120_000 });
after(async () => {
  await browser?.close();
  await desk?.stop();
});

const row = (page, number) => page.locator('.row', { has: page.locator('.number', { hasText: number }) });
const button = (page, name) => page.locator('[data-part=row-acts]').getByRole('button', { name, exact: true });

withAndWithoutJavaScript('I take, snooze and resolve, and mend what is refused', async (_, options) => {
  const number = options.javaScriptEnabled ? '#J1' : '#J2';
  const page = await desk.signIn(browser, 'ada', '/console', options);
  await row(page, number).getByRole('button', { name: 'Take' }).click();
  await page.locator(DESK.said, { hasText: 'Taken: 1 row' }).waitFor();
  await row(page, number).locator('.tick input').first().check();
  await page.locator('summary', { hasText: 'Resolve' }).click();
  await button(page, 'Resolve').click();
  await page.locator('[data-part=row-acts] .fault', { hasText: 'Write a few words' }).waitFor();
  assert.ok(await row(page, number).locator('.tick input').first().isChecked(), 'what I ticked stays ticked');
  await page.locator('#why').fill('</textarea><b>the shop has called');
  await button(page, 'Resolve').click();
  await page.locator(DESK.said, { hasText: 'Resolved: 1 row' }).waitFor();
  assert.equal(await row(page, number).count(), 0);
  await page.getByRole('link', { name: 'Resolved', exact: true }).click();
  assert.match(page.url(), /\?show=resolved$/);
  await row(page, number).getByRole('button', { name: 'Open again' }).click();
  await page.locator(DESK.said, { hasText: 'Opened again: 1 row' }).waitFor();
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

withAndWithoutJavaScript('I choose what I look at, and the address keeps it', async (_, options) => {
  const page = await desk.signIn(browser, 'mara', '/console', options);
  await page.locator(DESK.counts).getByRole('link', { name: /Not shipped/ }).click();
  await page.waitForURL(/kind=not_shipped/);
  await page.locator('#brand').selectOption('ridgeline');
  if (!options.javaScriptEnabled) await page.getByRole('button', { name: 'Show', exact: true }).click();
  await page.waitForURL(/brand=ridgeline/);
  assert.match(page.url(), /kind=not_shipped/);
  assert.equal(await page.locator(DESK.rows).count(), 1);
  await row(page, '#R1').locator('.open').click();
  await page.waitForURL(/\/console\/orders\/ord_\w+\?kind=not_shipped&brand=ridgeline$/);
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

withAndWithoutJavaScript('of another brand I see nothing, wherever I look', async (_, options) => {
  const mara = await desk.signIn(browser, 'mara', '/console', options);
  const path = await row(mara, '#J3').locator('.open').getAttribute('href');
  const page = await desk.signIn(browser, 'ridge', '/console', options);
  assert.deepEqual(await page.locator('.row .number').allInnerTexts(), ['#R1']);
  assert.equal(await page.locator('#brand').count(), 0, 'there is nothing to choose');
  await page.goto(new URL(path, desk.url).href);
  assert.match(await wordsOf(page, 'main'), /There is no such page/);
  await page.goto(`${desk.url}/console?brand=shop`);
  assert.equal(await page.locator(DESK.rows).count(), 0);
  await page.goto(`${desk.url}/console`);
  await page.locator('#find').fill('#J3');
  await page.getByRole('button', { name: 'Find', exact: true }).click();
  await page.locator('[data-page=found]').waitFor();
  assert.doesNotMatch(page.url(), /J3/, 'what is typed stands in no address');
  assert.equal(await page.locator('[data-part=found] li').count(), 0);
  assert.deepEqual([...mara.problems, ...page.problems], []);
  await mara.context().close();
  await page.context().close();
});

test('nothing that is needed scrolls at 1440 x 900', async () => {
  const page = await desk.signIn(browser, 'ada', '/console', { viewport: { width: 1440, height: 900 } });
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  assert.ok(height <= 900, `the page is ${height} px high`);
  for (const needed of ['header.top', '#find', DESK.counts, `${DESK.rows}:nth-child(6)`, 'main h1']) {
    const box = await page.locator(needed).boundingBox();
    assert.ok(box.y >= 0 && box.y + box.height <= 900 && box.x + box.width <= 1440, `${needed}: ${JSON.stringify(box)}`);
  }
  await page.context().close();
});

for (const colorScheme of ['light', 'dark']) {
  for (const width of [768, 1440]) {
    test(`axe finds nothing at ${width} px, ${colorScheme}`, async () => {
      const look = { viewport: { width, height: 900 }, colorScheme };
      const page = await desk.signIn(browser, 'mara', '/console', look);
      const judge = async (what) => {
        assert.deepEqual(await violations(page), [], what);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        assert.ok(overflow <= 0, `${what}: ${overflow} px stick out to the side`);
        assert.deepEqual(await tooSmall(page, width < 1024 ? THUMB : MOUSE), [], `${what}: large enough to press`);
      };
      await judge('the queue');
      await page.locator('.row .tick input').first().check();
      for (const summary of await page.locator('[data-part=row-acts] summary').all()) {
        await summary.click();
        await judge(await summary.innerText());
      }
      await page.locator('.row .tick input').first().uncheck();
      await page.keyboard.press('Escape');
      await page.locator('[data-part=who] summary').click();
      await judge('who is signed in');
      await page.locator('.row .folded summary').first().click();
      await page.keyboard.press('?');
      await judge('the keys');
      await page.keyboard.press('Escape');
      for (const path of ['/console?show=snoozed', '/console/nowhere', '/console/incidents']) {
        await page.goto(`${desk.url}${path}`);
        await judge(path);
      }
      await page.locator('#find').fill('nobody has this name');
      await page.locator('#find').press('Enter');
      await page.locator('[data-page=found]').waitFor();
      await judge('nothing was found');
      assert.deepEqual(page.problems, []);
      await page.context().close();
    });
  }
}
