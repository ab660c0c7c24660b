import type { Archive } from '../archive/archive.ts';
import type { DecisionDocument } from '../archive/decision-document.ts';
import { likenessesOf, precedentOf } from './precedent.ts';
import type { ReviewDesk } from './review-desk.ts';

/** Keeps a recorded decision for reviewers of like stories. Safe to repeat. */
export async function notePrecedent(
  { archive, reviewDesk }: { readonly archive: Archive; readonly reviewDesk: ReviewDesk },
  decision: DecisionDocument,
): Promise<void> {
  if (decision.revision === 0 || decision.found.length === 0) return;
  const story = await archive.revision(decision.storyId, decision.revision);
  const precedent = precedentOf(decision, story);
  if (precedent !== undefined) {
    await reviewDesk.note(precedent, likenessesOf(decision.found, story));
  }
}
