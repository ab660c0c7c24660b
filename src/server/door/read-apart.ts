import { TooCostly } from '../../shared/errors.ts';
import { charsetOf } from '../../shared/formats/charset.ts';
import { Invalid } from '../../shared/formats/format.ts';
import type { Source } from '../../shared/sources.ts';
import type { Threads } from '../../shared/threads/threads.ts';
import { home, type ReadBodies, readBodies } from './read-bodies.ts';

/** Up to here the work is done before a thread would have been asked (measured: `bench:loop`). */
const SMALL_BYTES = 32 * 1024;
/** Bodies at every bound take a tenth of it. */
const BUDGET_MS = 10_000;

/** A body to read; a large one is given away, and comes back in the answer. */
interface Reading {
  readonly source: Source;
  readonly body: Buffer;
  readonly contentType: string;
  readonly isBatch: boolean;
}

/** Reads a body, in another thread where it is large. Throws Malformed or Invalid. */
export async function readApart(
  threads: Threads,
  { source: { format }, body, contentType, isBatch }: Reading,
): Promise<ReadBodies> {
  const charset = charsetOf(contentType);
  if (body.length <= SMALL_BYTES) return readBodies({ format, body, charset, isBatch }).value;
  // With memory to itself: Node may have put it beside something else.
  const hasOwnMemory = body.byteLength === body.buffer.byteLength;
  const given = hasOwnMemory ? body : new Uint8Array(body);
  try {
    return await threads.run({
      home,
      task: readBodies,
      argument: { format, body: given, charset, isBatch },
      giving: [given],
      budgetMs: BUDGET_MS,
    });
  } catch (error) {
    if (!(error instanceof TooCostly)) throw error;
    const detail = `cannot be read: ${error.message}; send a simpler or smaller body`;
    throw new Invalid([{ pointer: '#', detail }]);
  }
}
