/** What the queue should do with a job that failed; `outage`: wait for what is away, at no cost. */
export type Retry = 'never' | 'backoff' | 'outage' | { readonly afterMs: number };

/** An error the pipeline expects: it says itself whether trying again could help. */
export abstract class DatelineError extends Error {
  abstract override readonly name: string;
  abstract readonly retry: Retry;
}

/** The story is wrong; only its source or an editor can mend it. */
export class InvalidStory extends DatelineError {
  override readonly name = 'InvalidStory';
  readonly retry = 'never';
}

/** Work on a story took more time or memory than any honest story needs; it would again. */
export class TooCostly extends DatelineError {
  override readonly name = 'TooCostly';
  readonly retry = 'never';
}

/** A service we depend on is down or slow. */
export class Unavailable extends DatelineError {
  override readonly name: string = 'Unavailable';
  readonly retry: Retry = 'backoff';
}

/**
 * A service of our own is away, and every job would fare alike: stories wait until it is back. Not
 * for what stays wrong until a person mends it (no such bucket, access denied).
 */
export class Outage extends Unavailable {
  override readonly name = 'Outage';
  override readonly retry = 'outage';
}

/** A service, or an order of events, asks us to come back later. Costs no attempt. */
export class Throttled extends DatelineError {
  override readonly name = 'Throttled';
  readonly retry: Retry;

  constructor(message: string, afterMs: number, options?: ErrorOptions) {
    super(message, options);
    this.retry = { afterMs };
  }
}

/** A conditional write found that somebody else had written first: read again and decide again. */
export class Conflict extends DatelineError {
  override readonly name = 'Conflict';
  readonly retry = 'backoff';
}

/** Errors we did not foresee are retried: most of them are the network's. */
export const retryFor = (error: unknown): Retry =>
  error instanceof DatelineError ? error.retry : 'backoff';
