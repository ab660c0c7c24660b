import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { KeyTaken } from '../queues/accept.ts';
import { NoSuchStory, StaleDecision } from '../queues/decision.ts';
import { Conflict, Throttled, Unavailable } from '../shared/errors.ts';
import { type Fault, Invalid, Malformed } from '../shared/formats/format.ts';
import { NoSuchSource } from '../shared/sources.ts';
import { NoSuchSubscriber } from '../shared/subscribers/subscribers.ts';
import { LastAdmin, NoSuchUser } from './people/users.ts';

/** Every problem we answer with (RFC 9457). The list is closed: programs match on it. */
export const problems = {
  malformed: { status: 400, title: 'The request cannot be read' },
  unauthenticated: { status: 401, title: 'Who asks is not proven' },
  forbidden: { status: 403, title: 'This is not yours to do' },
  'not-found': { status: 404, title: 'There is no such thing' },
  conflict: { status: 409, title: 'Somebody else was first' },
  'stale-decision': { status: 409, title: 'The story has moved on' },
  'payload-too-large': { status: 413, title: 'The body is too large' },
  'unsupported-media-type': { status: 415, title: 'The body is of a kind that is not taken here' },
  invalid: { status: 422, title: 'The body says what it must not' },
  'idempotency-key-reused': { status: 422, title: 'The key belongs to another body' },
  'too-many-requests': { status: 429, title: 'Too much at once' },
  internal: { status: 500, title: 'Something is broken on our side' },
  unavailable: { status: 503, title: 'Come back later' },
} as const satisfies Record<string, { status: number; title: string }>;
export type ProblemType = keyof typeof problems;

/** Seconds after which to try again, when we cannot know better. */
const RETRY_AFTER = 5;

interface ProblemDetails {
  readonly errors?: readonly Fault[];
  /** Seconds. */
  readonly retryAfter?: number;
}

/** An answer other than what was asked for; thrown anywhere in a request. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly type: ProblemType;
  readonly details: ProblemDetails;

  constructor(type: ProblemType, detail: string, details: ProblemDetails = {}) {
    super(detail);
    this.type = type;
    this.details = details;
  }
}

/** What a refusal says beside its words: how to prove oneself, when to come back. */
export function setProblemHeaders(reply: FastifyReply, { type, details }: ProblemError): void {
  const { status } = problems[type];
  if (status === 401) reply.header('www-authenticate', 'Bearer');
  const retryAfter = details.retryAfter ?? (status === 503 ? RETRY_AFTER : undefined);
  if (retryAfter !== undefined) reply.header('retry-after', retryAfter);
}

/** Sends a problem and ends the request. */
export function sendProblem(
  request: FastifyRequest,
  reply: FastifyReply,
  problem: ProblemError,
): FastifyReply {
  const { type, message, details } = problem;
  const { status, title } = problems[type];
  setProblemHeaders(reply, problem);
  // The rest of such a body is not worth reading.
  if (status === 413) reply.header('connection', 'close');
  return reply
    .code(status)
    .type('application/problem+json')
    .serializer(JSON.stringify)
    .send({
      type: `/problems/${type}`,
      title,
      status,
      detail: message,
      requestId: request.id,
      ...(details.errors && { errors: details.errors }),
    });
}

/** What an error means to whoever asked. Unknown ones tell nothing of our inside. */
export function problemFor(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  if (error instanceof Malformed) return new ProblemError('malformed', error.message);
  if (error instanceof Invalid) {
    return new ProblemError('invalid', 'Some fields must be mended.', { errors: error.faults });
  }
  if (
    error instanceof NoSuchStory ||
    error instanceof NoSuchSource ||
    error instanceof NoSuchSubscriber ||
    error instanceof NoSuchUser
  ) {
    return new ProblemError('not-found', error.message);
  }
  if (error instanceof StaleDecision) return new ProblemError('stale-decision', error.message);
  if (error instanceof KeyTaken) {
    return new ProblemError('idempotency-key-reused', error.message);
  }
  if (error instanceof LastAdmin) return new ProblemError('conflict', error.message);
  if (error instanceof Conflict) return new ProblemError('conflict', error.message);
  if (error instanceof Throttled || error instanceof Unavailable) {
    return new ProblemError('unavailable', 'A store we depend on is away.');
  }
  return fromFastify(error) ?? new ProblemError('internal', 'It has been logged.');
}

function fromFastify(error: unknown): ProblemError | undefined {
  if (!(error instanceof Error) || !('statusCode' in error)) return undefined;
  switch (error.statusCode) {
    case 400:
      return new ProblemError('malformed', error.message);
    // 414: longer than any name that we give out.
    case 404:
    case 414:
      return new ProblemError('not-found', 'There is nothing at this address.');
    case 413:
      return new ProblemError('payload-too-large', error.message);
    case 415:
      return new ProblemError('unsupported-media-type', error.message);
    case 503:
      return new ProblemError('unavailable', 'The server is stopping.');
    default:
      return undefined;
  }
}

/** The one error handler. What we did not foresee is logged whole, and answered in three words. */
export function answerError(
  error: FastifyError | Error,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const problem = problemFor(error);
  if (problem.type === 'internal') request.log.error({ err: error }, 'request failed');
  else if (problem.type === 'unavailable') request.log.warn({ err: error.message }, 'unavailable');
  return sendProblem(request, reply, problem);
}
