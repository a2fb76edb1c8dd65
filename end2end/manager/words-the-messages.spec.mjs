// Whoever runs the shop says messages in its own words: sees the letter while
// typing, is told what cannot be sent and in which line, and goes back.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { violations } from '../harness/axe.mjs';
import { eventually, openBrowser, withAndWithoutJavaScript, wordsOf } from '../harness/browser.mjs';
import { startDesk } from '../harness/desk.mjs';

let browser, desk;
before(async () => {
  [browser, desk] = await Promise.all([openBrowser(), startDesk()]);
  await desk.late('shop', 'T1');
}, { timeout: 90_000 });
after(async () => {
  await browser?.close();
  await desk?.stop();
});

const LIST = '/settings/brand/shop/messages';
const press = async (page, name) => {
  await page.getByRole('button', { name, exact: true }).click();
  await page.waitForLoadState('load');
};
const preview = (page) => page.frameLocator('iframe[name=preview]');
const letter = (page, width) => preview(page).frameLocator(`iframe[width="${width}"]`);
const previewed = (page, what, wanted) =>
  eventually(`the preview says ${wanted}`, async () => (await what(page).innerText()).includes(wanted), 20_000);
const row = (page, name) => page.locator('.wordings li', { has: page.locator('h2', { hasText: new RegExp(`^${name}$`) }) });

withAndWithoutJavaScript('I say it in my own words, mend what is refused, and go back', async (_, options) => {
  const news = options.javaScriptEnabled ? 'Shipped' : 'Delivered';
  const page = await desk.signIn(browser, 'alma', LIST, options);
  assert.equal(await page.locator('.wordings li').count(), 15);
  await row(page, news).getByRole('link', { name: /E-mail/ }).click();
  await page.locator('[data-page=wording]').waitFor();
  const ours = await page.locator('#heading').inputValue();
  await previewed(page, (at) => letter(at, 360).locator('h1'), news === 'Shipped' ? 'on its way' : 'delivered');

  await page.locator('#heading').fill('Hooray </textarea><b>& "you"');
  if (options.javaScriptEnabled) {
    await previewed(page, (at) => preview(at).locator('[data-part=faults]'), 'Heading, line 1: “</textarea>” is mark-up');
  }
  await page.locator('#act').fill('Wait.\nThen open {{lnik}}.');
  await press(page, 'Save');
  const problems = await wordsOf(page, '[data-part=problems]');
  assert.match(problems, /Heading, line 1: “<\/textarea>” is mark-up/);
  assert.match(problems, /What to do, line 2: nothing is called \{\{lnik\}\}: did you mean \{\{link\}\}\?/);
  assert.equal(await page.locator('#heading').inputValue(), 'Hooray </textarea><b>& "you"', 'what I typed stays');
  assert.equal(await page.locator('#act').inputValue(), 'Wait.\nThen open {{lnik}}.');
  assert.equal(await page.locator('main b').count(), 0);

  await page.locator('#heading').fill('Hooray & "you" 3 < 4');
  await page.locator('#act').fill('Wait.\nThen dance, {{first_name|friend}}.');
  if (!options.javaScriptEnabled) await page.getByRole('button', { name: 'Preview', exact: true }).click();
  for (const width of [360, 640]) {
    await previewed(page, (at) => letter(at, width).locator('h1'), 'Hooray & "you" 3 < 4');
    await previewed(page, (at) => letter(at, width).locator('body'), 'Then dance, Jo.');
  }
  await press(page, 'Save');
  await page.locator('[data-part=saved]').waitFor();
  assert.match(await wordsOf(page, '[data-part=versions]'), /Version 1, Alma Reyes, .*sent now/);
  await page.getByRole('link', { name: 'All messages' }).click();
  assert.match(await row(page, news).getByRole('link', { name: /E-mail/ }).innerText(), /your words/);
  await row(page, news).getByRole('link', { name: /E-mail/ }).click();
  await page.locator('[data-page=wording]').waitFor();
  await press(page, 'Back to our words');
  assert.equal(await page.locator('#heading').inputValue(), ours);
  await page.getByRole('button', { name: /^Back to this version: Version 1/ }).click();
  await page.waitForLoadState('load');
  assert.equal(await page.locator('#heading').inputValue(), 'Hooray & "you" 3 < 4');
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

withAndWithoutJavaScript('I move the button up', async (_, options) => {
  const page = await desk.signIn(browser, 'alma', LIST, options);
  const blocks = () => page.locator('.blocks li').evaluateAll((all) => all.map((one) => one.dataset.block));
  assert.deepEqual(await blocks(), ['window', 'steps', 'answers', 'button', 'details']);
  await press(page, 'Up: The button');
  await page.locator('[data-part=saved]').waitFor();
  assert.deepEqual(await blocks(), ['window', 'steps', 'button', 'answers', 'details']);
  await press(page, 'Back to our order');
  assert.deepEqual(await blocks(), ['window', 'steps', 'answers', 'button', 'details']);
  const versions = await wordsOf(page, '[data-part=versions]');
  assert.match(versions, /Version \d+, Alma Reyes, .*\(our order, sent now\)/);
  assert.match(versions, /When it comes, The steps, The button, The three answers, Carrier and items/);
  await page.getByRole('button', { name: /^Back to this version: Version 1,/ }).click();
  await page.locator('[data-part=saved]').waitFor();
  assert.deepEqual(await blocks(), ['window', 'steps', 'button', 'answers', 'details']);
  await press(page, 'Back to our order');
  assert.deepEqual(await blocks(), ['window', 'steps', 'answers', 'button', 'details']);
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test('a text message is counted while I type', async () => {
  const page = await desk.signIn(browser, 'alma', `${LIST}/shipped/sms/en`);
  await previewed(page, (at) => preview(at).locator('main'), 'sent as one message');
  await page.locator('#text').fill(`${'long '.repeat(40)}\n{{window?}}\n{{link}}`);
  await previewed(page, (at) => preview(at).locator('[data-part=faults]'), 'it is sent as 2 messages');
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test('a manager is told that this is for admins', async () => {
  const page = await desk.signIn(browser, 'mara', '/console');
  const answer = await page.goto(`${desk.url}${LIST}`);
  assert.equal(answer.status(), 403);
  await page.context().close();
});

for (const colorScheme of ['light', 'dark']) {
  test(`axe finds nothing where messages are worded, ${colorScheme}`, async () => {
    const page = await desk.signIn(browser, 'alma', LIST, { colorScheme });
    for (const width of [360, 768, 1280]) {
      await page.setViewportSize({ width, height: 900 });
      const judge = async (what) => {
        assert.deepEqual(await violations(page), [], `${what} at ${width} px`);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        assert.ok(overflow <= 0, `${what} at ${width} px: ${overflow} px stick out to the side`);
        const small = await page.locator('a:visible, button:visible, summary:visible, input:visible, select:visible').evaluateAll((all) =>
          all.filter((one) => one.getBoundingClientRect().height < 44 && !one.closest('p, .said')).map((one) => one.textContent.trim()));
        assert.deepEqual(small, [], `${what} at ${width} px: large enough for a thumb`);
      };
      await page.goto(`${desk.url}${LIST}?language=de`);
      await judge('the list');
      await page.goto(`${desk.url}${LIST}/delay/email/en`);
      await previewed(page, (at) => letter(at, 360).locator('h1'), 'Your parcel');
      await page.locator('[data-part=facts] summary').click();
      await judge('a message');
      await page.locator('#happened').fill('<i>');
      await press(page, 'Save');
      await page.locator('[data-part=problems]').waitFor();
      await judge('a refused message');
    }
    assert.deepEqual(page.problems, []);
    await page.context().close();
  });
}

for (const colorScheme of ['light', 'dark']) {
  test(`Whoever gets it can read the letter, ${colorScheme}`, async () => {
    const settings = await desk.signIn(browser, 'alma', LIST, { colorScheme });
    await row(settings, 'Shipped').getByRole('link', { name: /E-mail/ }).click();
    await previewed(settings, (at) => letter(at, 360).locator('body'), 'Order');
    const html = await letter(settings, 360).locator('html').evaluate((whole) => whole.outerHTML);
    await settings.context().close();
    // As mail programs show it: by itself.
    const context = await browser.newContext({ colorScheme, viewport: { width: 360, height: 700 } });
    const mail = await context.newPage();
    await mail.setContent(html);
    assert.ok(await mail.locator('.button a').isVisible());
    assert.deepEqual(await violations(mail), []);
    await context.close();
  });
}
