// Starts the real server and ends it again.

import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
/** The program under test. */
export const binary = process.env.DOORSTEP_BINARY ?? path.join(root, 'target/debug/doorstep');
const LISTENING = /listening on (http:\/\/[\w.[\]:]+:\d+)/;
const START_MS = 60_000;
const STOP_MS = 15_000;

/** Starts the program and waits until it says where it listens. */
export async function start(args, env = process.env) {
  const child = spawn(binary, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const words = [];
  const ended = new Promise((resolve) => {
    child.once('exit', (code, signal) => resolve(code ?? signal));
    child.once('error', (error) => resolve(error.message));
  });
  const url = await new Promise((resolve, reject) => {
    const fail = (why) => {
      child.kill('SIGKILL');
      reject(new Error(`doorstep ${args.join(' ')}: ${why}\n${words.join('')}`));
    };
    const late = setTimeout(() => fail(`not listening after ${START_MS / 1000} s`), START_MS);
    const hear = (chunk) => {
      words.push(chunk);
      if (words.length > 400) words.shift();
      const found = words.slice(-2).join('').match(LISTENING);
      if (found) {
        clearTimeout(late);
        resolve(found[1]);
      }
    };
    child.stdout.setEncoding('utf8').on('data', hear);
    child.stderr.setEncoding('utf8').on('data', hear);
    ended.then((how) => fail(`ended with ${how}`));
  });

  const end = async (signal) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    const late = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
    await ended;
    clearTimeout(late);
  };
  // A test that breaks off must not leave its server behind.
  process.once('exit', () => child.kill('SIGKILL'));
  return {
    url,
    port: Number(new URL(url).port),
    /** Asks it to end, and waits. */
    stop: () => end('SIGTERM'),
    /** Ends it as a power cut would. */
    kill: () => end('SIGKILL'),
    lastWords: () => words.slice(-40).join(''),
  };
}

/** The demo on a fresh file and a free port. */
export const startDemo = () => start(['demo', '--port', '0']);

/** A demo with its settings open to this machine. */
export async function startDemoWithSettings() {
  const data = mkdtempSync(path.join(tmpdir(), 'doorstep-end2end-'));
  const server = await start(['demo', '--port', '0', '--data', data]);
  const env = { ...process.env, DATABASE_URL: `sqlite:${path.join(data, 'demo.sqlite')}` };
  const child = spawn(binary, ['settings'], { cwd: data, env, stdio: ['ignore', 'pipe', 'inherit'] });
  process.once('exit', () => child.kill('SIGKILL'));
  const settings = await new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`doorstep settings ended with ${code}`)));
    child.stdout.setEncoding('utf8').on('data', (words) => {
      const found = words.match(/^settings\s+(http:\S+)/m);
      if (found) resolve(found[1]);
    });
  });
  return {
    url: server.url,
    settings,
    stop: async () => {
      child.kill('SIGTERM');
      await server.stop();
      rmSync(data, { recursive: true, force: true });
    },
  };
}

/** A demo that can be ended and started again on its own file and port. */
export async function startDemoToRestart() {
  const data = mkdtempSync(path.join(tmpdir(), 'doorstep-end2end-'));
  let server = await start(['demo', '--port', '0', '--data', data]);
  return {
    url: server.url,
    kill: () => server.kill(),
    startAgain: async () => {
      server = await start(['demo', '--port', String(server.port), '--data', data, '--keep']);
    },
    stop: async () => {
      await server.stop();
      rmSync(data, { recursive: true, force: true });
    },
  };
}
