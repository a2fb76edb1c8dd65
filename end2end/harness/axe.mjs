// Asks axe about the page as it is now.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Each broken rule of WCAG 2.2 A and AA with the first places it breaks at.
 * The browser's own door is used, so the page's security policy stays on. */
export async function violations(page) {
  await page.evaluate(source);
  const result = await page.evaluate((values) => window.axe.run({ runOnly: { type: 'tag', values } }), TAGS);
  if (result.passes.length === 0) throw new Error('axe judged nothing');
  return result.violations.map(({ id, help, nodes }) => ({
    id,
    help,
    places: nodes.slice(0, 3).map((node) => `${node.target.join(' ')}: ${node.failureSummary}`),
  }));
}
