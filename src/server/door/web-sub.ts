import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { callbackToken, type Subscription } from '../../shared/feeds/subscriptions.ts';
import { problemAnswers } from '../openapi.ts';
import { ProblemError } from '../problems.ts';
import type { ServerTools } from '../server-tools.ts';
import { secretFits } from './proofs/secret-fits.ts';

/** A hub may promise more; we ask again after this long at the latest. */
const LONGEST_LEASE = 30 * 24 * 3600;

const Question = z.object({
  'hub.mode': z.enum(['subscribe', 'unsubscribe', 'denied']),
  'hub.topic': z.string().max(2048),
  'hub.challenge': z.string().min(1).max(2048).optional(),
  'hub.lease_seconds': z.coerce.number().int().positive().max(1e9).optional(),
  'hub.reason': z.string().max(500).optional(),
  /** Ours, from the callback that the hub was given. */
  websub: z.string().max(64),
});
type Question = z.infer<typeof Question>;

/** `GET /hooks/:source`: a hub asks whether we have asked it (WebSub 1.0, section 5). */
export function webSubRoute(plain: FastifyInstance, { services }: ServerTools): void {
  const { subscriptions } = services;
  plain.withTypeProvider<ZodTypeProvider>().get(
    '/hooks/:source',
    {
      config: { access: 'open' },
      // A question that is not of its form was not asked for: 404, as for any other.
      validatorCompiler: () => (value: unknown) => ({ value }),
      schema: {
        tags: ['door'],
        summary: 'WebSub: a hub confirms or denies a subscription',
        description:
          'Answers with `hub.challenge` where exactly that was asked of the hub for the source’s ' +
          'feed, at the callback that the hub was given; with 404 otherwise.',
        params: z.object({ source: z.string() }),
        querystring: Question,
        response: { 200: z.string().describe('The challenge'), ...problemAnswers(404, 503) },
      },
    },
    async (request, reply) => {
      const parsed = Question.safeParse(request.query);
      const { source } = request.params;
      if (!parsed.success) throw notAsked();
      const question = parsed.data;
      let isOurs = false;
      await subscriptions.change(source, (known) => {
        isOurs =
          known !== undefined &&
          isAsked(known, question, (one) => subscriptions.secretOf(source, one));
        return known !== undefined && isOurs ? answered(known, question, new Date()) : undefined;
      });
      if (!isOurs) throw notAsked();
      const mode = question['hub.mode'];
      request.log.info({ source, mode, because: question['hub.reason'] }, 'the hub has answered');
      const challenge = mode === 'denied' ? '' : (question['hub.challenge'] ?? '');
      return reply.type('text/plain; charset=utf-8').serializer(String).send(challenge);
    },
  );
}

const notAsked = () => new ProblemError('not-found', 'Nothing of that kind was asked for.');

function isAsked(
  known: Subscription,
  question: Question,
  secretOf: (subscription: Subscription) => string,
): boolean {
  if (known.topic !== question['hub.topic']) return false;
  const token = callbackToken(secretOf(known));
  if (!secretFits(Buffer.from(question.websub), [token])) return false;
  switch (question['hub.mode']) {
    case 'denied':
      return known.state !== 'ending';
    case 'subscribe':
      return known.isAsking && known.state !== 'ending' && question['hub.challenge'] !== undefined;
    case 'unsubscribe':
      return known.state === 'ending' && question['hub.challenge'] !== undefined;
  }
}

/** What stands once the hub has spoken; `null`: nothing. */
function answered(known: Subscription, question: Question, now: Date): Subscription | null {
  const at = now.toISOString();
  switch (question['hub.mode']) {
    case 'unsubscribe':
      return null;
    case 'denied': {
      const reason = question['hub.reason'];
      const because = `The hub denied it${reason === undefined ? '' : `: ${reason}`}.`;
      return { ...known, at, state: 'denied', isAsking: false, until: null, because };
    }
    case 'subscribe': {
      const leaseSeconds = Math.min(
        LONGEST_LEASE,
        question['hub.lease_seconds'] ?? known.leaseSeconds,
      );
      const until = new Date(now.getTime() + leaseSeconds * 1000).toISOString();
      return { ...known, at, state: 'active', isAsking: false, until, leaseSeconds, because: null };
    }
  }
}
