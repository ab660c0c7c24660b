import { createHash } from 'node:crypto';
import { type Fault, Invalid, Malformed } from '../../shared/formats/format.ts';
import { formats } from '../../shared/formats/formats.ts';
import type { Format } from '../../shared/newsroom.ts';
import { HandedOver } from '../../shared/threads/crossing.ts';
import { jsonItems } from './json-items.ts';

/** Runs in a thread where a body is large, and so takes and gives only what crosses. */
export const home = import.meta.url;

/** Stories that may come in one body. */
export const MOST_ITEMS = 100;

/** What the door must know of a story; its bytes are `bytes` from `start` to `end`. */
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
  readonly refusal: string;
  readonly faults?: readonly Fault[];
}

export interface ReadBodies {
  readonly bytes: Uint8Array;
  readonly stories: readonly (ReadStory | RefusedStory)[];
}

interface Reading {
  readonly format: Format;
  readonly body: Uint8Array;
  /** As the content type names it. */
  readonly charset: string | undefined;
  /** A JSON array of stories, whatever the format has for several of its own. */
  readonly isBatch: boolean;
}

/**
 * Takes a body apart and reads each story of it. A lone story that is refused throws Malformed or
 * Invalid, as does a body that cannot be taken apart.
 */
export function readBodies({ format, body, charset, isBatch }: Reading): HandedOver<ReadBodies> {
  const whole = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const bodies = isBatch ? jsonItems(whole, MOST_ITEMS) : splitIn(format, whole, charset);
  const isLone = !isBatch && bodies.length === 1;
  const stories = bodies.map((one) =>
    isLone ? readStory(one, { format, charset }) : readOrRefuse(one, { format, charset, isBatch }),
  );
  return placed(whole, bodies, stories);
}

function splitIn(format: Format, whole: Buffer, charset: string | undefined): readonly Buffer[] {
  const bodies = formats[format].split?.(whole, charset) ?? [whole];
  if (bodies.length === 0) {
    throw new Invalid([{ pointer: '#', detail: 'there is no story in it' }]);
  }
  if (bodies.length > MOST_ITEMS) {
    throw new Invalid([{ pointer: '#', detail: `too many stories; at most ${MOST_ITEMS}` }]);
  }
  return bodies;
}

type Unplaced = Omit<ReadStory, 'start' | 'end'>;

function readStory(
  body: Buffer,
  { format, charset }: Pick<Reading, 'format' | 'charset'>,
): Unplaced {
  const { externalId, headline, urgency } = formats[format].read(body, charset);
  const bodyHash = createHash('sha256').update(body).digest('hex');
  return { bodyHash, externalId, headline, urgency };
}

/** Broken JSON within an array breaks the whole of it. */
function readOrRefuse(body: Buffer, reading: Omit<Reading, 'body'>): Unplaced | RefusedStory {
  try {
    return readStory(body, reading);
  } catch (error) {
    if (error instanceof Invalid) return { refusal: error.message, faults: error.faults };
    if (!(error instanceof Malformed) || (reading.isBatch && !isJson(body))) throw error;
    return { refusal: error.message };
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
