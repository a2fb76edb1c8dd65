// Runs every browser test, or those whose path holds one of the given words,
// against one demo server: `node run.mjs`, `node run.mjs axe live`.
//
// The files are .mjs because Node 20 reads no types: *.spec.mjs runs with
// JavaScript on and off, *.live.spec.mjs needs it.

import { readdirSync } from 'node:fs';
import path from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { fileURLToPath } from 'node:url';
import { startDemo } from './harness/server.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const wanted = process.argv.slice(2);
const files = readdirSync(here, { recursive: true })
  .filter((file) => file.endsWith('.spec.mjs') && !file.startsWith('node_modules'))
  .filter((file) => wanted.length === 0 || wanted.some((word) => file.includes(word)))
  .sort()
  .map((file) => path.join(here, file));

if (files.length === 0) {
  console.error('browser tests: no file matches');
  process.exit(1);
}

const demo = await startDemo();
process.env.DOORSTEP_URL = demo.url;
const count = { passed: 0, failed: 0 };
// A group fails when one of its tests does; only the tests are counted.
const add = (outcome) => (event) => {
  if (event.details?.type !== 'suite') count[outcome] += 1;
};

const stream = run({ files, concurrency: 1, timeout: 60 * 60_000 })
  .on('test:pass', add('passed'))
  .on('test:fail', add('failed'));
stream.compose(new spec()).pipe(process.stdout);
await new Promise((resolve) => stream.on('end', resolve));
await demo.stop();

console.log(`browser tests: ${count.passed} passed, ${count.failed} failed, in ${files.length} files`);
if (count.failed > 0) console.log(`the server's last words:\n${demo.lastWords()}`);
process.exit(count.failed > 0 || count.passed === 0 ? 1 : 0);
