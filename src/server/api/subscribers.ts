import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  SubscriberDeclaration,
  SubscriberId,
} from '../../shared/subscribers/subscriber-declaration.ts';
import { Trouble } from '../../shared/subscribers/subscriber-document.ts';
import type { Subscriber } from '../../shared/subscribers/subscribers.ts';
import { problemAnswers } from '../openapi.ts';
import { nameOf } from '../people/access.ts';
import type { ServerTools } from '../server-tools.ts';
import {
  ableSubscriber,
  addSubscriber,
  removeSubscriber,
  rotateSubscriber,
} from '../subscribers/change.ts';
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
const Change = z.strictObject({ reason: Reason }).meta({ id: 'SubscriberChange' });
export const SubscriberParams = z.object({ id: SubscriberId });
const tags = ['subscribers'];

/** Who is told what becomes of stories. */
export function subscriberRoutes(plain: FastifyInstance, tools: ServerTools): void {
  const app = plain.withTypeProvider<ZodTypeProvider>();
  const { subscribers } = tools.services;
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
      const subscriber = await addSubscriber(tools, request.body, nameOf(request));
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
        body: Change,
        response: { 200: Removed, ...problemAnswers(400, 401, 403, 404, 409, 415, 422, 503) },
      },
    },
    async (request) => {
      const { id } = request.params;
      const reason = request.body.reason.trim();
      await removeSubscriber(tools, id, { by: nameOf(request), reason });
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
      return withSecret(await rotateSubscriber(tools, request.params.id, nameOf(request)));
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
          body: Change,
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

const shown = ({ secrets, ...subscriber }: Subscriber) => ({
  ...subscriber,
  hasSecret: secrets.length > 0,
});

const withSecret = (subscriber: Subscriber) => ({
  ...shown(subscriber),
  secret: subscriber.secrets[0] ?? '',
});
