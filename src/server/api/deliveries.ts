import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { Delivery, isDeliveryId } from '../../shared/deliveries/delivery.ts';
import { problemAnswers } from '../openapi.ts';
import { nameOf } from '../people/access.ts';
import { ProblemError } from '../problems.ts';
import type { ServerTools } from '../server-tools.ts';
import { replayFailed, replayOne } from '../subscribers/replay.ts';
import { DeliveryAnswer, deliveryAnswer } from './delivery-answer.ts';
import { SubscriberParams } from './subscribers.ts';

const PAGE = 50;
const Query = z.object({
  state: Delivery.shape.state.optional(),
  since: z.iso.datetime({ offset: true }).optional().describe('RFC 3339'),
  cursor: z.string().refine(isDeliveryId).optional(),
});
const DeliveryParams = SubscriberParams.extend({
  delivery: z.string().max(60).refine(isDeliveryId),
});
const Replay = z
  .strictObject({ since: z.iso.datetime({ offset: true }).describe('RFC 3339') })
  .meta({ id: 'ReplayOrder' });
const Replayed = z
  .object({ sent: z.int(), more: z.boolean().describe('Say it again for the rest') })
  .meta({ id: 'Replayed' });
const tags = ['subscribers'];

/** What subscribers were told, and what was answered; and telling it again. */
export function deliveryRoutes(plain: FastifyInstance, tools: ServerTools): void {
  const app = plain.withTypeProvider<ZodTypeProvider>();
  const { deliveries } = tools.services;
  app.get(
    '/v1/subscribers/:id/deliveries',
    {
      config: { access: 'operator' },
      schema: {
        tags,
        summary: 'What a subscriber was told in the last month, the newest first',
        params: SubscriberParams,
        querystring: Query,
        response: {
          200: z.object({ items: z.array(DeliveryAnswer), next: z.string().nullable() }),
          ...problemAnswers(400, 401, 403, 404, 503),
        },
      },
    },
    async ({ params, query: { since, ...query } }) => {
      const from = since && new Date(since).toISOString();
      const page = await deliveries.search(params.id, { ...query, since: from, limit: PAGE });
      return { items: page.items.map(deliveryAnswer), next: page.next };
    },
  );
  app.get(
    '/v1/subscribers/:id/deliveries/:delivery',
    {
      config: { access: 'operator' },
      schema: {
        tags,
        summary: 'One delivery, with its tries',
        params: DeliveryParams,
        response: { 200: DeliveryAnswer, ...problemAnswers(401, 403, 404, 503) },
      },
    },
    async ({ params }) => {
      const found = await deliveries.find(params.id, params.delivery);
      if (found === undefined) throw new ProblemError('not-found', 'There is no such delivery.');
      return deliveryAnswer(found);
    },
  );
  app.post(
    '/v1/subscribers/:id/deliveries/:delivery/replay',
    {
      config: { access: 'operator' },
      schema: {
        tags,
        summary: 'Deliver something again, under the same `webhook-id`',
        params: DeliveryParams,
        response: { 202: DeliveryAnswer, ...problemAnswers(401, 403, 404, 503) },
      },
    },
    async (request, reply) => {
      const { id: subscriber, delivery: id } = request.params;
      const again = await replayOne(tools, { subscriber, id, by: nameOf(request) });
      return reply.code(202).send(deliveryAnswer(again));
    },
  );
  app.post(
    '/v1/subscribers/:id/replay',
    {
      config: { access: 'operator' },
      schema: {
        tags,
        summary: 'Deliver all again that has failed since then',
        params: SubscriberParams,
        body: Replay,
        response: { 202: Replayed, ...problemAnswers(400, 401, 403, 404, 415, 422, 503) },
      },
    },
    async (request, reply) => {
      const { id: subscriber } = request.params;
      const since = new Date(request.body.since).toISOString();
      const order = { subscriber, since, by: nameOf(request) };
      return reply.code(202).send(await replayFailed(tools, order));
    },
  );
}
