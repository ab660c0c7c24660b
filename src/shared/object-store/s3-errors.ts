import { z } from 'zod';
import { Conflict, DatelineError, Outage } from '../errors.ts';

/**
 * - `missing`: no such object
 * - `refused`: a condition did not hold
 * - `busy`: two conditional writes met, and neither is known to have won
 * - `unknown`: no answer, so it may or may not have been done
 * - `broken`: something went wrong inside, and it may or may not have been done; Ceph says so (500)
 *   when conditional writes of one object meet
 * - `away`: the store says that it cannot now
 * - `wrong`: asking again will not help
 */
export type S3Failure = 'missing' | 'refused' | 'busy' | 'unknown' | 'broken' | 'away' | 'wrong';

const SdkError = z.object({
  name: z.string(),
  message: z.string(),
  $metadata: z.object({
    httpStatusCode: z.number().optional(),
    attempts: z.number().optional(),
  }),
});

const byName: Readonly<Record<string, S3Failure>> = {
  NoSuchBucket: 'wrong',
  CredentialsProviderError: 'wrong',
  RequestTimeout: 'unknown',
  NotImplemented: 'wrong',
};

const byStatus: Readonly<Record<number, S3Failure>> = {
  404: 'missing',
  409: 'busy',
  412: 'refused',
  429: 'away',
  501: 'wrong',
  502: 'unknown',
  503: 'away',
  504: 'unknown',
  507: 'away',
};

export function failureOf(error: unknown): S3Failure {
  if (!(error instanceof Error)) return 'wrong';
  const named = byName[error.name];
  if (named) return named;
  const status = SdkError.safeParse(error).data?.$metadata.httpStatusCode;
  if (status === undefined || status < 400) return isOurFault(error) ? 'wrong' : 'unknown';
  return byStatus[status] ?? (status >= 500 ? 'broken' : 'wrong');
}

/** Whether the SDK had tried before the answer that it threw. */
export const wasRetried = (error: unknown): boolean =>
  (SdkError.safeParse(error).data?.$metadata.attempts ?? 1) > 1;

/** The error for our callers; `where` names store, operation and key. */
export function translateS3(error: unknown, where: string): Error {
  if (error instanceof DatelineError) return error;
  const Translated = classFor[failureOf(error)];
  const away = Translated === Outage ? 'The store is away: ' : '';
  const text = `${away}${where}: ${describe(error)}`;
  return new Translated(text, { cause: withoutResponse(error) });
}

/** The SDK hangs the response with its sockets on an error, which would then be in every log. */
function withoutResponse(error: unknown): unknown {
  if (!(error instanceof Error) || !('$response' in error)) return error;
  const { name, message, stack } = error;
  return Object.assign(new Error(message), { name, stack });
}

const classFor = {
  missing: Error,
  refused: Conflict,
  busy: Conflict,
  unknown: Outage,
  broken: Outage,
  away: Outage,
  wrong: Error,
} as const satisfies Record<S3Failure, unknown>;

const isOurFault = (error: Error): boolean =>
  error instanceof TypeError || error instanceof RangeError || error instanceof SyntaxError;

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const status = SdkError.safeParse(error).data?.$metadata.httpStatusCode;
  return `${error.name}${status ? ` (${status})` : ''}: ${error.message}`;
}
