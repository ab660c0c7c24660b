import type { Archive } from '../archive/archive.ts';
import type { DecisionDocument } from '../archive/decision-document.ts';
import { keys } from '../archive/keys.ts';
import { lessonsOf } from './lesson.ts';
import { likenessesOf, precedentOf } from './precedent.ts';
import type { ReviewDesk } from './review-desk.ts';

/** Keeps a recorded decision for reviewers of like stories, and for moderation. Safe to repeat. */
export async function noteDecision(
  { archive, reviewDesk }: { readonly archive: Archive; readonly reviewDesk: ReviewDesk },
  decision: DecisionDocument,
): Promise<void> {
  const { storyId, revision, pass, found, at } = decision;
  if (revision === 0 || found.length === 0) return;
  const story = await archive.revision(storyId, revision);
  const precedent = precedentOf(decision, story);
  if (precedent !== undefined) await reviewDesk.note(precedent, likenessesOf(found, story));
  const lessons = lessonsOf(decision, story);
  if (lessons.length === 0) return;
  const isForgotten = await archive.store.head(keys.forgottenLesson(storyId, pass));
  if (isForgotten === undefined) await reviewDesk.teach(lessons, at);
}
