/**
 * A request to a stranger's server that came to nothing. Each user says what that means to it. The
 * message takes what was asked for as its subject: "answered 404".
 */
export class FailedRequest extends Error {
  override readonly name = 'FailedRequest';
  /** Whether trying again could help. */
  readonly transient: boolean;
  /** What the server answered; absent where it did not come to that. */
  readonly status: number | undefined;
  /** `Retry-After`, as it came. */
  readonly retryAfter: string | undefined;

  constructor(message: string, options: FailedRequestOptions = {}) {
    const { transient = false, status, retryAfter, ...rest } = options;
    super(message, rest);
    this.transient = transient;
    this.status = status;
    this.retryAfter = retryAfter;
  }
}

interface FailedRequestOptions extends ErrorOptions {
  readonly transient?: boolean;
  readonly status?: number;
  readonly retryAfter?: string | undefined;
}
