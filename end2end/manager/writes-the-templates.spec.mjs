// Whoever runs the shop gives replies its own words, is told what cannot be
// filled in, and finds the way back to the words that came with it.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { violations } from '../harness/axe.mjs';
import { openBrowser, withAndWithoutJavaScript, wordsOf } from '../harness/browser.mjs';
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

const LIST = '/settings/brand/shop/templates';
const press = async (page, name) => {
  await page.getByRole('button', { name, exact: true }).click();
  await page.waitForLoadState('load');
};
const link = (page, label) => page.locator('[data-page=templates] a', { has: page.locator('strong', { hasText: new RegExp(`^${label}$`) }) });

withAndWithoutJavaScript('I write a reply in my own words, mend what is refused, and go back to yours', async (_, options) => {
  const page = await desk.signIn(browser, 'alma', LIST, options);
  assert.equal(await page.locator('[data-page=templates] .brands li').count(), 10);
  assert.match(await link(page, 'Late').innerText(), /our words/);
  await link(page, 'Late').click();
  await page.locator('[data-page=template]').waitFor();
  const theirs = await page.locator('#body').inputValue();

  const typed = '\nHallo {{first_nam|there}}, </textarea><b>{{order}}</b>\n{{happened}}';
  await page.locator('#subject').fill('About {{order}}');
  await page.locator('#body').fill(typed);
  await press(page, 'Save');
  assert.match(await wordsOf(page, '[data-part=problems]'), /line 2: nothing is called \{\{first_nam\}\}: did you mean \{\{first_name\}\}\?/);
  assert.equal(await page.locator('#body').inputValue(), typed, 'what I typed stays');
  assert.equal(await page.locator('#subject').inputValue(), 'About {{order}}');
  assert.deepEqual(await page.locator('main b').count(), 0);

  await page.locator('#body').fill(typed.replace('first_nam', 'first_name'));
  await press(page, 'Draw the preview');
  assert.match(await wordsOf(page, '[data-part=preview]'), /About #T1 .*Hallo Jo, <\/textarea><b>#T1<\/b>/);
  await press(page, 'Save');
  await page.locator('[data-part=saved]').waitFor();
  await page.goto(`${desk.url}${LIST}`);
  assert.match(await link(page, 'Late').innerText(), /your words/);

  const rep = await desk.signIn(browser, 'ada', '/console', options);
  await rep.locator('.row', { hasText: '#T1' }).locator('.open').click();
  await rep.locator('[data-page=order]').waitFor();
  await rep.goto(`${rep.url()}?draft=late`);
  assert.match(await rep.locator('#reply-body').inputValue(), /^Hallo Ada, |^\nHallo Ada, /, 'the next reply begins with it');

  await link(page, 'Late').click();
  await page.locator('[data-page=template]').waitFor();
  await press(page, 'Back to our words');
  assert.equal(await page.locator('#body').inputValue(), theirs);
  assert.equal(await page.getByRole('button', { name: 'Back to our words' }).count(), 0);
  assert.deepEqual([...page.problems, ...rep.problems], []);
  await page.context().close();
  await rep.context().close();
});

test('two of us on one template: nothing is overwritten unseen', async () => {
  const mine = await desk.signIn(browser, 'alma', `${LIST}/stuck`);
  const theirs = await desk.signIn(browser, 'alma', `${LIST}/stuck`);
  await theirs.locator('#subject').fill('Theirs: {{order}}');
  await press(theirs, 'Save');
  await mine.locator('#subject').fill('Mine: {{order}}');
  await press(mine, 'Save');
  assert.match(await wordsOf(mine, '[data-part=changed]'), /Theirs: \{\{order\}\}/);
  assert.equal(await mine.locator('#subject').inputValue(), 'Mine: {{order}}');
  await press(mine, 'Save');
  await mine.locator('[data-part=saved]').waitFor();
  assert.deepEqual([...mine.problems, ...theirs.problems], []);
  await mine.context().close();
  await theirs.context().close();
});

test('a manager is told that this is for admins', async () => {
  const page = await desk.signIn(browser, 'mara', '/console');
  const answer = await page.goto(`${desk.url}${LIST}`);
  assert.equal(answer.status(), 403);
  await page.context().close();
});

for (const colorScheme of ['light', 'dark']) {
  test(`axe finds nothing on the templates, ${colorScheme}`, async () => {
    const page = await desk.signIn(browser, 'alma', LIST, { colorScheme });
    for (const width of [360, 768, 1440]) {
      await page.setViewportSize({ width, height: 900 });
      const judge = async (what) => {
        assert.deepEqual(await violations(page), [], what);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        assert.ok(overflow <= 0, `${what} at ${width} px: ${overflow} px stick out to the side`);
        const small = await page.locator('a:visible, button:visible, summary:visible, input:visible').evaluateAll((all) =>
          all.filter((one) => one.getBoundingClientRect().height < 44 && !one.closest('p')).map((one) => one.textContent.trim()));
        assert.deepEqual(small, [], `${what} at ${width} px: large enough for a thumb`);
      };
      await page.goto(`${desk.url}${LIST}`);
      await judge('the list');
      await page.goto(`${desk.url}${LIST}/customs`);
      await page.locator('summary').click();
      await judge('a template');
      await page.locator('#body').fill('{{nothing}}');
      await press(page, 'Save');
      await judge('a refused template');
    }
    assert.deepEqual(page.problems, []);
    await page.context().close();
  });
}
