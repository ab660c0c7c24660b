import type { Ingested, WorkContext } from '../../queues/stage.ts';
import type { Archive } from '../../shared/archive/archive.ts';
import type { Head, StageDocument } from '../../shared/archive/documents.ts';
import { type Opening, openPass } from '../../shared/archive/open-pass.ts';
import { closePass } from '../../shared/archive/passes.ts';
import { type Derivation, RepairOrder } from '../../shared/repair.ts';
import type { Story } from '../../shared/story.ts';
import { readField } from '../../shared/story-fields.ts';
import type { IngestTools } from './ingest.ts';
import { repairApart } from './repair-story.ts';

/** Places told one by one in the timeline; the revision names them all. */
const MOST_TOLD = 5;

/** The pass that ordered the repair, and the revision to be repaired. */
interface Ordered {
  readonly storyId: string;
  readonly revision: number;
  readonly pass: number;
}

/** The head that another run of this repair made, or a newer submission. */
interface Overtaken {
  readonly head: Head;
}

/**
 * Makes a revision of the one that a pass ordered to be repaired, and opens a pass for it. `null`:
 * a newer submission came first, or another run has done it and its pass has ended.
 */
export async function repair(
  ticket: Ordered,
  context: WorkContext,
  { archive, site, threads }: Pick<IngestTools, 'archive' | 'site' | 'threads'>,
): Promise<Ingested | null> {
  const began = performance.now();
  const { storyId, revision, pass } = ticket;
  const order = await orderOf(archive, ticket);
  const old = await archive.revision(storyId, revision);
  const derivation: Derivation = { ...order, from: revision, pass };
  const story = await repairApart(threads, { story: old, derivation, site });
  const opened = await openPass<Overtaken>(archive, storyId, (head) => {
    if (head === undefined) throw new RangeError(`${storyId} has no head`);
    if (head.pass > pass) return { stop: { head } };
    const ms = Math.round(performance.now() - began);
    return openingFor(head, { old, story, derivation }, { ...context, ms });
  });
  const { head, document } = 'stop' in opened ? await known(archive, opened.stop, pass) : opened;
  if (document === undefined) {
    await closePass(archive, ticket);
    return null;
  }
  return {
    ...{ document, about: head, hasPictures: story.images.length > 0, urgency: story.urgency },
    goesOn: true,
    conclude: () => closePass(archive, ticket),
  };
}

async function orderOf(archive: Archive, { storyId, pass }: Ordered): Promise<RepairOrder> {
  const documents = [
    await archive.stage(storyId, pass, 'review'),
    await archive.stage(storyId, pass, 'moderation'),
  ];
  const ordering = documents.find((document) => document?.verdict === 'repaired');
  return RepairOrder.parse(ordering?.result);
}

/** The opening of this repair's own pass where it is still under way. */
async function known(
  archive: Archive,
  { head }: Overtaken,
  pass: number,
): Promise<{ head: Head; document: StageDocument | undefined }> {
  const { storyId, revision, ended } = head;
  const newest = revision > 0 ? await archive.revision(storyId, revision) : undefined;
  const isOurs = newest?.derived?.pass === pass && ended === null;
  return { head, document: isOurs ? await archive.stage(storyId, head.pass, 'ingest') : undefined };
}

function openingFor(
  head: Head,
  { old, story, derivation }: Repairing,
  { waitMs, attempt, ms }: WorkContext & { readonly ms: number },
): Opening {
  // A page that is live does not move.
  const slug = head.live === null ? story.slug : head.slug;
  return {
    head: { ...head, trigger: 'repair', headline: story.headline, slug },
    revision: head.revision,
    story: { ...story, slug },
    document: {
      stage: 'ingest',
      verdict: 'accepted',
      because: tell({ old, story, derivation }),
      findings: [],
      result: { submissionId: story.submissionId, derivedFrom: derivation.from },
      ...{ ms, waitMs, attempt },
    },
  };
}

interface Repairing {
  readonly old: Story;
  readonly story: Omit<Story, 'revision'>;
  readonly derivation: Derivation;
}

function tell({ old, derivation: { repairs, by, from } }: Repairing): string[] {
  const told = repairs.slice(0, MOST_TOLD).map((place) => {
    const text = readField(old, place.field)?.slice(place.offset, place.offset + place.length);
    const was = `“${(text ?? '').replace(/\s+/g, ' ').trim().slice(0, 80)}”`;
    const where = place.field.slice(1);
    return place.with ? `${where}: ${was} became “${place.with}”` : `${where}: ${was} was cut out`;
  });
  const more = repairs.length - told.length;
  return [
    `Revision ${from}, repaired by ${by}`,
    ...told,
    ...(more > 0 ? [`and ${more} more places`] : []),
  ];
}
