import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Delivery, isDeliveryId } from '../../shared/deliveries/delivery.ts';
import { Conflict } from '../../shared/errors.ts';
import { Invalid } from '../../shared/formats/format.ts';
import { SubscriberId } from '../../shared/subscribers/subscriber-declaration.ts';
import { NoSuchSubscriber, type Subscriber } from '../../shared/subscribers/subscribers.ts';
import { Reason } from '../api/reason.ts';
import { nameOf } from '../people/access.ts';
import { mayActAs } from '../people/roles.ts';
import { ProblemError } from '../problems.ts';
import type { ServerTools } from '../server-tools.ts';
import {
  ableSubscriber,
  addSubscriber,
  removeSubscriber,
  rotateSubscriber,
} from '../subscribers/change.ts';
import { replayFailed, replayOne, sendTest } from '../subscribers/replay.ts';
import { askToSignIn } from './ask-to-sign-in.ts';
import { formFields, formList, parsed } from './forms.ts';
import { sendPage } from './layout.ts';
import { type NewSecret, subscribersPage } from './subscribers-list.ts';
import { subscriberPage } from './subscribers-page.ts';

const PAGE = 50;
const ROOM = '/desk/subscribers';
const Params = z.object({ id: SubscriberId });
const Query = z.object({
  state: Delivery.shape.state.optional().catch(undefined),
  cursor: z.string().refine(isDeliveryId).optional().catch(undefined),
});
const Change = z.discriminatedUnion('do', [
  z.object({ do: z.literal('test') }),
  z.object({ do: z.literal('rotate') }),
  z.object({ do: z.enum(['disable', 'enable', 'remove']), reason: Reason }),
  z.object({ do: z.literal('replay'), since: z.iso.date() }),
  z.object({ do: z.literal('replay-one'), delivery: z.string().refine(isDeliveryId) }),
]);
type Change = z.infer<typeof Change>;

const hidden = { hide: true } as const;
const read = { access: 'operator', refuse: askToSignIn } as const;

interface Visit {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

interface Told {
  readonly made?: NewSecret;
  readonly notice?: string;
  readonly fault?: string;
}

/** `/desk/subscribers`: who is told of stories, what they were told, and telling them again. */
export function subscribersRoom(scope: FastifyInstance, tools: ServerTools): void {
  scope.get(ROOM, { config: read, schema: hidden }, (request, reply) =>
    sendAll(tools, { request, reply }, {}),
  );
  scope.post(ROOM, { config: { access: 'admin' }, schema: hidden }, async (request, reply) => {
    const { id = '', url = '', sections = '' } = formFields(request);
    const slugs = sections.split(/[\s,]+/).filter(Boolean);
    const wanted = {
      ...{ id, url, events: formList(request, 'events') },
      ...(slugs.length > 0 && { sections: slugs }),
    };
    try {
      const { secrets } = await addSubscriber(tools, wanted, nameOf(request));
      return sendAll(tools, { request, reply }, { made: { id, secret: secrets[0] ?? '' } });
    } catch (error) {
      if (!(error instanceof Conflict || error instanceof Invalid)) throw error;
      return sendAll(tools, { request, reply }, { fault: faultOf(error, id) });
    }
  });
  scope.get(`${ROOM}/:id`, { config: read, schema: hidden }, (request, reply) =>
    sendOne(tools, { request, reply }, {}),
  );
  scope.post(
    `${ROOM}/:id`,
    { config: { access: 'operator' }, schema: hidden },
    async (request, reply) => {
      const change = parsed(Change, formFields(request));
      if (!change.do.startsWith('replay') && !mayChange(request)) {
        throw new ProblemError('forbidden', 'Only an admin changes subscribers.');
      }
      const { id } = Params.parse(request.params);
      const told = await carriedOut(tools, change, { id, by: nameOf(request) });
      if (change.do === 'remove') return reply.redirect(ROOM, 303);
      return sendOne(tools, { request, reply }, told);
    },
  );
}

const faultOf = (error: Conflict | Invalid, id: string): string =>
  error instanceof Conflict
    ? `There is a subscriber '${id}' already.`
    : error.faults.map(({ pointer, detail }) => `${pointer.slice(2)}: ${detail}`).join('; ');

async function carriedOut(
  tools: ServerTools,
  change: Change,
  { id, by }: { readonly id: string; readonly by: string },
): Promise<Told> {
  switch (change.do) {
    case 'test':
      await sendTest(tools, { subscriber: id, by });
      return { notice: 'A test event is on its way: show this page again.' };
    case 'rotate': {
      const { secrets } = await rotateSubscriber(tools, id, by);
      return { made: { id, secret: secrets[0] ?? '' } };
    }
    case 'remove':
      await removeSubscriber(tools, id, { by, reason: change.reason.trim() });
      return {};
    case 'disable':
    case 'enable':
      await ableSubscriber(tools, { verb: change.do, id, by, reason: change.reason.trim() });
      return {};
    case 'replay': {
      const since = `${change.since}T00:00:00.000Z`;
      const { sent, more } = await replayFailed(tools, { subscriber: id, since, by });
      return { notice: `${sent} are delivered again${more ? '; there are more.' : '.'}` };
    }
    case 'replay-one':
      await replayOne(tools, { subscriber: id, id: change.delivery, by });
      return { notice: 'It is delivered again.' };
  }
}

const mayChange = ({ person }: FastifyRequest): boolean =>
  person !== null && mayActAs(person.role, 'admin');

async function sendAll(
  { services }: ServerTools,
  { request, reply }: Visit,
  { made, fault }: Told,
): Promise<FastifyReply> {
  const subscribers = await services.subscribers.list();
  const body = subscribersPage({
    ...{ subscribers, mayChange: mayChange(request), made, fault, now: Date.now() },
  });
  const newsroom = services.newsroom.site.name;
  const page = { title: 'Subscribers', newsroom, person: request.person, body };
  return sendPage(reply, { ...page, room: ROOM }, fault === undefined ? 200 : 422);
}

async function sendOne(
  { services }: ServerTools,
  { request, reply }: Visit,
  { made, notice }: Told,
): Promise<FastifyReply> {
  const subscriber = await known(services, Params.safeParse(request.params).data?.id ?? '');
  const { state, cursor } = Query.parse(request.query);
  const page = await services.deliveries.search(subscriber.id, { state, cursor, limit: PAGE });
  const body = subscriberPage({
    ...{ subscriber, page, asked: { state }, mayChange: mayChange(request) },
    ...{ made, notice, now: Date.now() },
  });
  const newsroom = services.newsroom.site.name;
  const shown = { title: subscriber.id, newsroom, person: request.person, body };
  return sendPage(reply, { ...shown, room: ROOM });
}

async function known({ subscribers }: ServerTools['services'], id: string): Promise<Subscriber> {
  const subscriber = await subscribers.find(id);
  if (subscriber === undefined) throw new NoSuchSubscriber(id);
  return subscriber;
}
