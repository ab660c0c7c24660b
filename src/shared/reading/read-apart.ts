import { TooCostly } from '../errors.ts';
import { charsetOf } from '../formats/charset.ts';
import { Invalid } from '../formats/format.ts';
import type { Source } from '../sources.ts';
import type { Threads } from '../threads/threads.ts';
import { boundaryOf } from './form-parts.ts';
import { home, type Order, type ReadBodies, readBodies } from './read-bodies.ts';

/** Reading up to this holds nobody up for long; the way to a thread and back is 0.2 ms. */
const SMALL_BYTES = 32 * 1024;
/** Bodies at every bound take a tenth of it. */
const BUDGET_MS = 10_000;

/** A body to read; a large one is given away, and comes back in the answer. */
interface Reading extends Pick<Order, 'kind'> {
  readonly source: Pick<Source, 'format'>;
  readonly body: Buffer;
  readonly contentType: string;
}

/** Reads a body, in another thread where it is large. Throws Malformed or Invalid. */
export async function readApart(
  threads: Threads,
  { source: { format }, body, contentType, kind }: Reading,
): Promise<ReadBodies> {
  const written = { format, charset: charsetOf(contentType), boundary: boundaryOf(contentType) };
  if (body.length <= SMALL_BYTES) return readBodies({ ...written, body, kind }).value;
  // With memory to itself: Node may have put it beside something else.
  const hasOwnMemory = body.byteLength === body.buffer.byteLength;
  const given = hasOwnMemory ? body : new Uint8Array(body);
  try {
    return await threads.run({
      home,
      task: readBodies,
      argument: { ...written, body: given, kind },
      giving: [given],
      budgetMs: BUDGET_MS,
    });
  } catch (error) {
    if (!(error instanceof TooCostly)) throw error;
    const detail = `cannot be read: ${error.message}; send a simpler or smaller body`;
    throw new Invalid([{ pointer: '#', detail }]);
  }
}
