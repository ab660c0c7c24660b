import type { Buffer } from 'node:buffer';

/** A request that must be turned away, and how. */
export interface Attack {
  readonly what: string;
  /** Id of a source; those of `hostile-newsroom.ts` are called after their format or their proof. */
  readonly source: string;
  readonly status: number;
  /** The problem's type, without its path. */
  readonly type: string;
  /** Every pointer of the problem; said for each 422 that the body has earned. */
  readonly pointers?: readonly string[];
  readonly body?: string | Buffer;
  readonly method?: 'POST' | 'DELETE';
  /** Behind `/hooks/<source>`, as it goes over the line. */
  readonly path?: string;
  /** Over those that a good request has; `undefined` leaves one out. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
  /** How many minutes after now the request says that it was signed. @default 0 */
  readonly minutesAhead?: number;
}

type Body = string | Buffer;
type Rest = Partial<Attack>;

const statuses = {
  malformed: 400,
  unauthenticated: 401,
  'not-found': 404,
  'payload-too-large': 413,
  'unsupported-media-type': 415,
} as const;

/** Turned away with one of the problems that name no field. */
export const turnedAway = (
  type: keyof typeof statuses,
  what: string,
  rest: Rest & Pick<Attack, 'source'>,
): Attack => ({ what, type, status: statuses[type], ...rest });

export const malformed = (source: string, what: string, body: Body): Attack =>
  turnedAway('malformed', what, { source, body });

/** By what is wrong, its body and the fields that must be pointed at. */
export type Wrong = readonly [what: string, body: Body, ...pointers: string[]];

export const invalid = (source: string, [what, body, ...pointers]: Wrong): Attack => ({
  ...{ what, source, body, pointers },
  ...{ status: 422, type: 'invalid' },
});

export const xs = (count: number): string => 'x'.repeat(count);
