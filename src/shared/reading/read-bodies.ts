import { type Fault, Invalid, Malformed } from '../formats/format.ts';
import { formats } from '../formats/formats.ts';
import { HandedOver } from '../threads/crossing.ts';
import { jsonItems } from './json-items.ts';
import { bodyHashOf, readSubmission, type Written } from './read-submission.ts';

/** Runs in a thread where a body is large, and so takes and gives only what crosses. */
export const home = import.meta.url;

/** Stories that may come in one body. A feed keeps its old ones. */
const most = { submission: 100, batch: 100, feed: 2_000 } as const;

/** What must be known of a story before ingest reads it; its bytes are those from `start` to `end`. */
export interface ReadStory {
  readonly start: number;
  readonly end: number;
  readonly bodyHash: string;
  readonly externalId: string;
  readonly headline: string;
  readonly urgency: number | undefined;
}

/** A story among others that was refused; without `faults` it could not be read at all. */
export interface RefusedStory {
  readonly bodyHash: string;
  readonly refusal: string;
  readonly faults?: readonly Fault[];
}

export interface ReadBodies {
  readonly bytes: Uint8Array;
  readonly stories: readonly (ReadStory | RefusedStory)[];
}

/** What to read, and as what. */
export interface Order extends Written {
  readonly body: Uint8Array;
  /**
   * `submission`: one story, or as many as the format has in a body; `batch`: a JSON array of
   * stories; `feed`: as a submission, but longer, and none of its stories refuses the whole.
   */
  readonly kind: keyof typeof most;
}

/**
 * Takes a body apart and reads each story of it. A submission of one story that is refused throws
 * Malformed or Invalid, as does a body that cannot be taken apart.
 */
export function readBodies(order: Order): HandedOver<ReadBodies> {
  const { body, kind } = order;
  const whole = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const bodies = kind === 'batch' ? jsonItems(whole, most.batch) : splitIn(whole, order);
  const isLone = kind === 'submission' && bodies.length === 1;
  const stories = bodies.map((one) => (isLone ? readStory(one, order) : readOrRefuse(one, order)));
  return placed(whole, bodies, stories);
}

function splitIn(whole: Buffer, { format, charset, boundary, kind }: Order): readonly Buffer[] {
  if (boundary !== undefined) return [whole];
  const bodies = formats[format].split?.(whole, charset) ?? [whole];
  if (bodies.length === 0 && kind !== 'feed') {
    throw new Invalid([{ pointer: '#', detail: 'there is no story in it' }]);
  }
  if (bodies.length > most[kind]) {
    throw new Invalid([{ pointer: '#', detail: `too many stories; at most ${most[kind]}` }]);
  }
  return bodies;
}

type Unplaced = Omit<ReadStory, 'start' | 'end'>;

function readStory(body: Buffer, order: Order): Unplaced {
  const { externalId, headline, urgency } = readSubmission(body, order);
  return { bodyHash: bodyHashOf(body, order.boundary), externalId, headline, urgency };
}

/** Broken JSON within an array breaks the whole of it. */
function readOrRefuse(body: Buffer, order: Order): Unplaced | RefusedStory {
  try {
    return readStory(body, order);
  } catch (error) {
    if (error instanceof Invalid) {
      return {
        bodyHash: bodyHashOf(body, order.boundary),
        refusal: error.message,
        faults: error.faults,
      };
    }
    if (!(error instanceof Malformed)) throw error;
    if (order.kind === 'batch' && !isJson(body)) throw error;
    return { bodyHash: bodyHashOf(body, order.boundary), refusal: error.message };
  }
}

function isJson(body: Buffer): boolean {
  try {
    JSON.parse(body.toString('utf8'));
    return true;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

/** Bodies cut from the whole stay in it; those written anew are laid end to end. */
function placed(
  whole: Buffer,
  bodies: readonly Buffer[],
  stories: readonly (Unplaced | RefusedStory)[],
): HandedOver<ReadBodies> {
  const areCut = bodies.every(({ buffer }) => buffer === whole.buffer);
  const bytes = areCut ? whole : joined(bodies);
  let next = 0;
  const at = bodies.map((body) => {
    const start = areCut ? body.byteOffset - whole.byteOffset : next;
    next = start + body.length;
    return { start, end: next };
  });
  const value = {
    bytes,
    stories: stories.map((story, index) =>
      'refusal' in story ? story : { ...story, ...(at[index] ?? { start: 0, end: 0 }) },
    ),
  };
  return new HandedOver(value, [bytes]);
}

/** In memory of its own, which a thread can give away. */
function joined(bodies: readonly Buffer[]): Buffer {
  const bytes = Buffer.allocUnsafeSlow(bodies.reduce((sum, body) => sum + body.length, 0));
  let at = 0;
  for (const body of bodies) at += body.copy(bytes, at);
  return bytes;
}

/** The bytes of one story, which share the memory of all. */
export const bytesOf = ({ bytes }: ReadBodies, { start, end }: ReadStory): Buffer =>
  Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start);
