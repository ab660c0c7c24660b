/** Tasks for the tests of threads; JavaScript, for a thread loads no TypeScript. */
import { setTimeout as delay } from 'node:timers/promises';
import { isMainThread, threadId } from 'node:worker_threads';

export const home = import.meta.url;

export const where = () => ({ isMainThread, threadId });

export const lengthOf = (/** @type {Uint8Array} */ bytes) => bytes.length;

export const sleep = (/** @type {number} */ ms) => delay(ms, threadId);

export function spin() {
  for (;;);
}

export function swallow() {
  const eaten = [];
  for (;;) eaten.push(new Array(1000).fill({}));
}

export function die() {
  process.exit(3);
}

export function stumble() {
  throw new SyntaxError('not foreseen');
}

export function tick(/** @type {Int32Array} */ ticks) {
  for (;;) Atomics.add(ticks, 0, 1);
}
