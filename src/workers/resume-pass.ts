import { concludePass } from '../queues/conclude-pass.ts';
import { END, REVIEW } from '../queues/route.ts';
import { onwards } from '../queues/send-on.ts';
import { aftermathOf } from '../shared/archive/aftermath.ts';
import type { Head, StageDocument } from '../shared/archive/documents.ts';
import { EndState } from '../shared/archive/documents.ts';
import { endPass, lastDocument } from '../shared/archive/passes.ts';
import { concluding, type Desks } from './story-work.ts';

/**
 * Sends an open pass on from its first missing stage document, whatever Redis believes of it. True
 * where a ticket was sent.
 */
export async function resumePass(
  { storyId, pass }: { readonly storyId: string; readonly pass: number },
  desks: Desks,
): Promise<boolean> {
  const { archive } = desks.services;
  const head = (await archive.head(storyId))?.head;
  // Its documents were written but its head was not: whoever was at it begins again from the inbox.
  if (head === undefined || head.pass < pass) return false;
  if (head.pass > pass) return resumeOvertaken(head, pass, desks);
  if (head.ended !== null) return resumeEnded(head, desks);
  const document = await lastDocument(archive, head);
  if (document === undefined) return false;
  return resumeAfter(document, desks);
}

async function resumeOvertaken(head: Head, pass: number, desks: Desks): Promise<boolean> {
  const { storyId, ended } = head;
  if (ended === null) return false;
  const left = await aftermathOf(desks.services.archive, head, pass);
  if (left === undefined) {
    await concludePass(concluding(desks), { storyId, pass });
    return false;
  }
  const { revision } = left.release;
  return desks.queues.resend('publish', { kind: 'story', storyId, revision, pass });
}

/** What publish does after the head says so may be left over: catalogue, fronts, deletions. */
async function resumeEnded(head: Head, desks: Desks): Promise<boolean> {
  const { storyId, pass, ended, live } = head;
  const isPut = live?.pass === pass || ended?.state === 'withdrawn';
  const rendered = isPut ? await desks.services.archive.stage(storyId, pass, 'render') : undefined;
  if (rendered === undefined) {
    await tellEnd(head, desks);
    await concludePass(concluding(desks), { storyId, pass });
    return false;
  }
  const { revision } = rendered;
  return desks.queues.resend('publish', { kind: 'story', storyId, revision, pass });
}

/** Who wrote the end into the head may have died before the desk was told. */
async function tellEnd(
  { storyId, source, externalId, headline, revision, pass, ended }: Head,
  { services: { desk } }: Desks,
): Promise<void> {
  if (ended === null) return;
  const { state, at: updated } = ended;
  const entry = await desk.find(storyId);
  if (entry?.pass === pass && entry.state === state) return;
  await desk.restore({ storyId, source, externalId, headline, revision, pass, state, updated });
}

async function resumeAfter(document: StageDocument, desks: Desks): Promise<boolean> {
  const { archive } = desks.services;
  const { storyId, revision, pass } = document;
  const hasPictures = revision > 0 && (await archive.revision(storyId, revision)).images.length > 0;
  const next = onwards(document, hasPictures);
  if (next !== END && next !== REVIEW) {
    return desks.queues.resend(next, { kind: 'story', storyId, revision, pass });
  }
  const state = next === REVIEW ? 'held' : EndState.parse(document.verdict);
  const head = await endPass(archive, document, { state, because: document.because });
  if (head.pass === pass) await tellEnd(head, desks);
  await concludePass(concluding(desks), document, state);
  return false;
}
