import { audit } from '../../shared/audit.ts';
import { faultsOf, pointerTo } from '../../shared/formats/faults.ts';
import { Invalid } from '../../shared/formats/format.ts';
import { SubscriberDeclaration } from '../../shared/subscribers/subscriber-declaration.ts';
import { subscriberFaults } from '../../shared/subscribers/subscriber-faults.ts';
import type { Subscriber } from '../../shared/subscribers/subscribers.ts';
import type { ServerTools } from '../server-tools.ts';

/** Adds a subscriber, as every change here with a line in the audit. Throws Invalid and Conflict. */
export async function addSubscriber(
  tools: ServerTools,
  wanted: unknown,
  by: string,
): Promise<Subscriber> {
  const { subscribers, newsroom } = tools.services;
  const parsed = SubscriberDeclaration.safeParse(wanted);
  if (!parsed.success) throw new Invalid(faultsOf(parsed.error, wanted));
  const faults = subscriberFaults(parsed.data, newsroom.site);
  if (faults.length > 0) {
    throw new Invalid(
      faults.map(({ path, detail }) => ({ pointer: pointerTo([...path]), detail })),
    );
  }
  const subscriber = await subscribers.add(parsed.data);
  await note(tools, { by, deed: 'subscriber.add', id: subscriber.id });
  return subscriber;
}

export async function removeSubscriber(
  tools: ServerTools,
  id: string,
  why: { readonly by: string; readonly reason: string },
): Promise<void> {
  await tools.services.subscribers.remove(id);
  await note(tools, { ...why, deed: 'subscriber.remove', id });
}

export async function rotateSubscriber(
  tools: ServerTools,
  id: string,
  by: string,
): Promise<Subscriber> {
  const subscriber = await tools.services.subscribers.rotate(id);
  await note(tools, { by, deed: 'subscriber.rotate', id });
  return subscriber;
}

/** Disables a subscriber, or lets it be told again. */
export async function ableSubscriber(
  tools: ServerTools,
  order: { verb: 'disable' | 'enable'; id: string; by: string; reason: string },
): Promise<Subscriber> {
  const { verb, id, by, reason } = order;
  const because = verb === 'disable' ? `${reason} (${by})` : null;
  const subscriber = await tools.services.subscribers.disable(id, because);
  await note(tools, { by, deed: `subscriber.${verb}`, id, reason });
  return subscriber;
}

async function note(
  { services }: ServerTools,
  {
    by,
    deed,
    id,
    reason = '',
  }: { readonly by: string; readonly deed: string; readonly id: string; readonly reason?: string },
): Promise<void> {
  await audit(services.archive.store, { by, deed, reason, about: { subscriber: id } });
}
