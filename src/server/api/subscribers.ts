import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { audit } from '../../shared/audit.ts';
import { pointerTo } from '../../shared/formats/faults.ts';
import { Invalid } from '../../shared/formats/format.ts';
import {
  SubscriberDeclaration,
  SubscriberId,
} from '../../shared/subscribers/subscriber-declaration.ts';
import { Trouble } from '../../shared/subscribers/subscriber-document.ts';
import { subscriberFaults } from '../../shared/subscribers/subscriber-faults.ts';
import type { Subscriber } from '../../shared/subscribers/subscribers.ts';
import { problemAnswers } from '../openapi.ts';
import { nameOf } from '../people/access.ts';
import type { ServerTools } from '../server-tools.ts';
import { sendTest } from '../subscribers/replay.ts';
import { DeliveryAnswer, deliveryAnswer } from './delivery-answer.ts';
import { Reason } from './reason.ts';

const SubscriberAnswer = SubscriberDeclaration.extend({
  origin: z.enum(['declared', 'added']),
  hasSecret: z.boolean().describe('Without one it is told nothing: rotate gives it one'),
  disabled: Trouble.nullable().describe('Set while it is told nothing'),
  failing: Trouble.nullable().describe('Since when nothing has come through'),
}).meta({ id: 'Subscriber' });
const SubscriberWithSecret = SubscriberAnswer.extend({
  secret: z.string().describe('Shown this once'),
}).meta({ id: 'SubscriberWithSecret' });
const Removed = z
  .object({ id: z.string(), removed: z.literal(true) })
  .meta({ id: 'SubscriberRemoved' });
export const SubscriberParams = z.object({ id: SubscriberId });
const tags = ['subscribers'];

/** Who is told what becomes of stories. */
export function subscriberRoutes(plain: FastifyInstance, tools: ServerTools): void {
  const app = plain.withTypeProvider<ZodTypeProvider>();
  const { subscribers, newsroom } = tools.services;
  app.get(
    '/v1/subscribers',
    {
      config: { access: 'admin' },
      schema: {
        tags,
        summary: 'Who is told what becomes of stories',
        response: {
          200: z.object({ items: z.array(SubscriberAnswer) }),
          ...problemAnswers(401, 403, 503),
        },
      },
    },
    async () => ({ items: (await subscribers.list()).map(shown) }),
  );
  app.post(
    '/v1/subscribers',
    {
      config: { access: 'admin' },
      schema: {
        tags,
        summary: 'Add a subscriber',
        description: 'Its address must be public, or be among those of `DATELINE_ALLOW_PRIVATE`.',
        body: SubscriberDeclaration,
        response: {
          201: SubscriberWithSecret,
          ...problemAnswers(400, 401, 403, 409, 415, 422, 503),
        },
      },
    },
    async (request, reply) => {
      const faults = subscriberFaults(request.body, newsroom.site);
      if (faults.length > 0) {
        throw new Invalid(
          faults.map(({ path, detail }) => ({ pointer: pointerTo([...path]), detail })),
        );
      }
      const subscriber = await subscribers.add(request.body);
      await note(tools, request, { deed: 'subscriber.add', id: subscriber.id });
      return reply.code(201).send(withSecret(subscriber));
    },
  );
  app.delete(
    '/v1/subscribers/:id',
    {
      config: { access: 'admin' },
      schema: {
        tags,
        summary: 'Remove a subscriber that was added while running',
        params: SubscriberParams,
        response: { 200: Removed, ...problemAnswers(401, 403, 404, 409, 503) },
      },
    },
    async (request) => {
      const { id } = request.params;
      await subscribers.remove(id);
      await note(tools, request, { deed: 'subscriber.remove', id });
      return { id, removed: true as const };
    },
  );
  app.post(
    '/v1/subscribers/:id/rotate',
    {
      config: { access: 'admin' },
      schema: {
        tags,
        summary: 'Give a subscriber a new secret; the one before it signs beside it for a day',
        params: SubscriberParams,
        response: { 200: SubscriberWithSecret, ...problemAnswers(401, 403, 404, 503) },
      },
    },
    async (request) => {
      const { id } = request.params;
      const subscriber = await subscribers.rotate(id);
      await note(tools, request, { deed: 'subscriber.rotate', id });
      return withSecret(subscriber);
    },
  );
  app.post(
    '/v1/subscribers/:id/test',
    {
      config: { access: 'admin' },
      schema: {
        tags,
        summary: 'Send a subscriber an event that means nothing',
        params: SubscriberParams,
        response: { 202: DeliveryAnswer, ...problemAnswers(401, 403, 404, 503) },
      },
    },
    async (request, reply) => {
      const order = { subscriber: request.params.id, by: nameOf(request) };
      return reply.code(202).send(deliveryAnswer(await sendTest(tools, order)));
    },
  );
  ableRoutes(plain, tools);
}

function ableRoutes(plain: FastifyInstance, tools: ServerTools): void {
  const app = plain.withTypeProvider<ZodTypeProvider>();
  const summaries = {
    disable: 'Tell a subscriber nothing more',
    enable: 'Tell a subscriber of what happens from now on; what has failed is replayed apart',
  };
  for (const verb of ['disable', 'enable'] as const) {
    app.post(
      `/v1/subscribers/:id/${verb}`,
      {
        config: { access: 'admin' },
        schema: {
          tags,
          summary: summaries[verb],
          params: SubscriberParams,
          body: z.strictObject({ reason: Reason }).meta({ id: 'SubscriberChange' }),
          response: { 200: SubscriberAnswer, ...problemAnswers(400, 401, 403, 404, 415, 422, 503) },
        },
      },
      async (request) => {
        const { id } = request.params;
        const reason = request.body.reason.trim();
        return shown(await ableSubscriber(tools, { verb, id, by: nameOf(request), reason }));
      },
    );
  }
}

/** Disables a subscriber or lets it be told again, and says so in the audit. */
export async function ableSubscriber(
  { services }: ServerTools,
  order: { verb: 'disable' | 'enable'; id: string; by: string; reason: string },
): Promise<Subscriber> {
  const { verb, id, by, reason } = order;
  const because = verb === 'disable' ? `${reason} (${by})` : null;
  const subscriber = await services.subscribers.disable(id, because);
  const about = { subscriber: id };
  await audit(services.archive.store, { by, deed: `subscriber.${verb}`, reason, about });
  return subscriber;
}

async function note(
  { services }: ServerTools,
  request: FastifyRequest,
  { deed, id }: { readonly deed: string; readonly id: string },
): Promise<void> {
  const by = nameOf(request);
  await audit(services.archive.store, { by, deed, reason: '', about: { subscriber: id } });
}

const shown = ({ secrets, ...subscriber }: Subscriber) => ({
  ...subscriber,
  hasSecret: secrets.length > 0,
});

const withSecret = (subscriber: Subscriber) => ({
  ...shown(subscriber),
  secret: subscriber.secrets[0] ?? '',
});
