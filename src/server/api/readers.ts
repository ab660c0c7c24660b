import type { Writable } from 'node:stream';

const MOST_READERS = 500;
/** A reader that lets this much pile up is let go; it comes back with its Last-Event-ID. */
const MOST_UNREAD_BYTES = 1024 * 1024;
/** All of them together: then those who read least are let go first. */
const MOST_UNREAD_IN_ALL = 64 * 1024 * 1024;
/** Whoever reads for this long must come anew, and be let in anew. */
const LONGEST_MS = 60 * 60 * 1000;

export interface ReaderLimits {
  readonly readers: number;
  readonly unreadBytes: number;
  readonly unreadInAll: number;
  readonly ms: number;
}

const usual: ReaderLimits = {
  readers: MOST_READERS,
  unreadBytes: MOST_UNREAD_BYTES,
  unreadInAll: MOST_UNREAD_IN_ALL,
  ms: LONGEST_MS,
};

/** Those who read an event stream. Bounded in number, memory and time, whatever they do. */
export interface Readers {
  readonly isFull: () => boolean;
  readonly count: () => number;
  /** Takes a reader in with what it has missed. */
  add(reader: Writable, first: string): void;
  tell(text: string): void;
  close(): void;
}

export function openReaders(limits: ReaderLimits = usual): Readers {
  /** With the time at which each came, the longest here first. */
  const readers = new Map<Writable, number>();

  function send(reader: Writable, text: string): void {
    if (reader.writableLength > limits.unreadBytes) reader.destroy();
    else reader.write(text);
  }

  /** Slow readers are no reason for this process to run out of memory. */
  function letGoSlowest(): void {
    let unread = 0;
    for (const reader of readers.keys()) unread += reader.writableLength;
    if (unread <= limits.unreadInAll) return;
    const slowest = [...readers.keys()].sort((a, b) => b.writableLength - a.writableLength);
    for (const reader of slowest) {
      if (unread <= limits.unreadInAll) return;
      unread -= reader.writableLength;
      reader.destroy();
    }
  }

  function letGoOldest(): void {
    const before = Date.now() - limits.ms;
    for (const [reader, since] of readers) {
      if (since > before) return;
      reader.end();
      readers.delete(reader);
    }
  }

  return {
    isFull: () => readers.size >= limits.readers,
    count: () => readers.size,
    add(reader, first) {
      // Gone while it was looked up who asks: it would never say so again.
      if (reader.destroyed) return;
      reader.on('close', () => readers.delete(reader));
      reader.write(first);
      readers.set(reader, Date.now());
      letGoSlowest();
    },
    tell(text) {
      for (const reader of readers.keys()) send(reader, text);
      letGoSlowest();
      letGoOldest();
    },
    close() {
      for (const reader of readers.keys()) reader.end();
    },
  };
}
