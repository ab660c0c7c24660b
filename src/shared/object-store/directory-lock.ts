import { randomUUID } from 'node:crypto';
import { readlinkSync, symlinkSync, unlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { Unavailable } from '../errors.ts';
import { codeOf } from './directory-errors.ts';

/** A lock is held for microseconds: one this old belongs to a process that died or hangs. */
const OLDEST_MS = 15_000;
const PATIENCE_MS = 10_000;
const LONGEST_PAUSE_MS = 15;
const HOST = hostname().replaceAll('/', '_');

/**
 * Runs `act` while nobody else, in any process, holds the lock of `file`. `act` must be synchronous
 * and short, and must ask `isOurs` just before it changes anything: a process that was stopped in
 * between may have lost the lock.
 */
export async function underLock<T>(file: string, act: (isOurs: () => boolean) => T): Promise<T> {
  const path = `${file}lock`;
  const deadline = Date.now() + PATIENCE_MS;
  for (let wait = 1; ; wait = Math.min(wait * 2, LONGEST_PAUSE_MS)) {
    const owner = acquire(path);
    if (owner) {
      try {
        return act(() => ownerOf(path) === owner);
      } finally {
        release(path, owner);
      }
    }
    breakIfStale(path);
    if (Date.now() > deadline) throw new Unavailable(`The lock ${path} does not come free`);
    await pause(wait * (0.5 + Math.random()));
  }
}

/**
 * Removes the lock of a process that is gone. Breakers exclude one another by a lock of their own,
 * named after the very owner that is to be removed, so a lock taken anew meanwhile is never touched.
 */
export function breakIfStale(path: string): void {
  const owner = ownerOf(path);
  if (!owner || !isStale(owner)) return;
  const guard = `${path}.${owner.split(':')[0]}`;
  const us = acquire(guard);
  if (!us) {
    breakIfStale(guard);
    return;
  }
  try {
    if (ownerOf(path) === owner) unlinkSync(path);
  } finally {
    release(guard, us);
  }
}

/** A symbolic link, because it comes into being together with what it says. */
function acquire(path: string): string | undefined {
  const owner = `${randomUUID().slice(0, 13)}:${Date.now()}:${process.pid}:${HOST}`;
  try {
    symlinkSync(owner, path);
    return owner;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return undefined;
    throw error;
  }
}

function release(path: string, owner: string): void {
  if (ownerOf(path) === owner) unlinkSync(path);
}

function ownerOf(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function isStale(owner: string): boolean {
  const [, since, pid, ...host] = owner.split(':');
  if (Math.abs(Date.now() - Number(since)) > OLDEST_MS) return true;
  return host.join(':') === HOST && !isAlive(Number(pid));
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}
