import type { DeliveryTicket, NoticeTicket } from '../../queues/stage.ts';
import type { Archive } from '../../shared/archive/archive.ts';
import type { Head } from '../../shared/archive/documents.ts';
import { RenderResult } from '../../shared/archive/publication.ts';
import type { Deliveries } from '../../shared/deliveries/deliveries.ts';
import { type Delivery, deliveryNames } from '../../shared/deliveries/delivery.ts';
import type { Subscriber, Subscribers } from '../../shared/subscribers/subscribers.ts';
import { type EndOfPass, endOfPass } from './end-of-pass.ts';

export interface PlanTools {
  readonly archive: Archive;
  readonly subscribers: Subscribers;
  readonly deliveries: Deliveries;
  readonly publicUrl: string;
  readonly now: () => Date;
}

/** Standard Webhooks asks for bodies below 20 kB: so many reasons, of so many characters. */
const MOST_REASONS = 20;
const MOST_CHARACTERS = 400;

/** Writes down what subscribers are to be told of a pass. Safe to repeat; what was told is not told again. */
export async function planDeliveries(
  { storyId, pass }: NoticeTicket,
  tools: PlanTools,
): Promise<readonly DeliveryTicket[]> {
  const { archive, subscribers, deliveries, now } = tools;
  const head = (await archive.head(storyId))?.head;
  const end = head && (await endOfPass(archive, { storyId, pass }, head));
  if (head === undefined || end === undefined) return [];
  const { section, told } = await toldOf(head, { pass, end }, tools);
  const body = JSON.stringify(told);
  const planned = (await subscribers.listeningFor(end.event))
    .filter((subscriber) => wants(subscriber, head.source, section))
    .map(async ({ id: subscriber }): Promise<DeliveryTicket[]> => {
      const { event, at } = end;
      const delivery: Delivery = {
        ...{ schema: 1, subscriber, storyId, pass, event, body, state: 'pending' },
        ...deliveryNames({ subscriber, storyId, pass, event, at }),
        ...{ made: now().toISOString(), next: null, tries: [], because: null },
      };
      const isNew = await deliveries.plan(delivery);
      return isNew ? [{ kind: 'delivery', subscriber, delivery: delivery.id }] : [];
    });
  return (await Promise.all(planned)).flat();
}

/** A subscriber to some sections hears nothing of a story that has none: killed before it came. */
const wants = (
  { sources, sections }: Subscriber,
  source: string,
  section: string | undefined,
): boolean =>
  (sources?.includes(source) ?? true) &&
  (sections === undefined || (section !== undefined && sections.includes(section)));

/** What is sent: never the text of the story; of one that is erased, no word of it. */
async function toldOf(
  head: Head,
  { pass, end }: { readonly pass: number; readonly end: EndOfPass },
  { archive, publicUrl }: PlanTools,
) {
  const { storyId, source } = head;
  const isErased = head.erased !== undefined;
  const { event, at, revision } = end;
  const because = isErased ? ['The story is erased.'] : end.because;
  const story = revision > 0 ? await archive.revision(storyId, revision) : undefined;
  const headline = story?.headline ?? head.headline;
  const render = await archive.stage(storyId, pass, 'render');
  const path = render && RenderResult.parse(render.result).path;
  const told = {
    type: event,
    timestamp: at,
    data: {
      ...{ storyId, source },
      externalId: isErased ? '' : head.externalId,
      headline: isErased ? '' : headline.slice(0, MOST_CHARACTERS),
      state: event.slice('story.'.length),
      ...{ revision, pass },
      /** Of its page: where it is live, or was until it was withdrawn. */
      url: path == null ? (head.live?.url ?? null) : `${publicUrl}${path}`,
      because: because.slice(0, MOST_REASONS).map((reason) => reason.slice(0, MOST_CHARACTERS)),
    },
  };
  return { section: story?.section, told };
}
