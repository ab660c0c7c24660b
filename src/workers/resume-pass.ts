import { concludePass } from '../queues/conclude-pass.ts';
import { END, REVIEW } from '../queues/route.ts';
import { onwards } from '../queues/send-on.ts';
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
  if (head.pass > pass) {
    if (head.ended !== null) await concludePass(concluding(desks), { storyId, pass });
    return false;
  }
  if (head.ended !== null) return resumeEnded(head, desks);
  const document = await lastDocument(archive, head);
  if (document === undefined) return false;
  return resumeAfter(document, desks);
}

/** What publish does after the head says so may be left over: catalogue, fronts, deletions. */
async function resumeEnded(head: Head, desks: Desks): Promise<boolean> {
  const { storyId, pass, ended, live } = head;
  if (live?.pass !== pass && ended?.state !== 'withdrawn') {
    await concludePass(concluding(desks), { storyId, pass });
    return false;
  }
  const rendered = await desks.services.archive.stage(storyId, pass, 'render');
  if (rendered === undefined) {
    await concludePass(concluding(desks), { storyId, pass });
    return false;
  }
  const { revision } = rendered;
  return desks.queues.resend('publish', { kind: 'story', storyId, revision, pass });
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
  await endPass(archive, document, { state, because: document.because });
  await concludePass(concluding(desks), document, state);
  return false;
}
