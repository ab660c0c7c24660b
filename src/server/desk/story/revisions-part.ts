import type { DecisionDocument } from '../../../shared/archive/decision-document.ts';
import type { Story } from '../../../shared/story.ts';
import { type Html, html } from '../html.ts';
import { since } from '../times.ts';
import type { StoryRecord } from './read-record.ts';

/** Every revision with what it came from, and what changed since the one before. */
export function revisionsPart(
  { story: { storyId }, revisions, olderRevisions }: StoryRecord,
  now: number,
): Html {
  return html`<section class="box" id="revisions" data-part><h2>Revisions</h2>
<ol class="plain">${revisions.map((revision, at) => row(storyId, { revision, before: revisions[at + 1] }, now))}</ol>
${olderRevisions > 0 && html`<p class="quiet">… and ${olderRevisions} older ones, in the archive.</p>`}
${revisions.length === 0 && html`<p class="quiet">None has been made yet.</p>`}
</section>`;
}

function row(
  storyId: string,
  { revision, before }: { revision: Story; before: Story | undefined },
  now: number,
): Html {
  const { revision: number, received, submissionId, derived, notes } = revision;
  const here = `/desk/stories/${storyId}`;
  return html`<li><b>${number}</b> <span class="meta">${since(received, now)}</span>
${derived && html`<span>repaired from ${derived.from} by ${derived.by}: <span dir="auto">${derived.reason}</span></span>`}
<a href="${here}/submissions/${submissionId}">as received</a>
${before && html`<a href="${here}?from=${before.revision}&to=${number}#difference">what changed</a>`}
${notes.map((note) => html`<p class="meta" dir="auto">${note}</p>`)}</li>`;
}

/** What people did with it, the newest first. */
export function decisionsPart(decisions: readonly DecisionDocument[], now: number): Html {
  if (decisions.length === 0) return html`<div id="decisions" data-part></div>`;
  return html`<section class="box" id="decisions" data-part><h2>Decisions</h2>
<ol class="plain">${decisions.map(
    ({ action, by, at, reason, revision }) =>
      html`<li><b>${action}</b> <span class="meta">${by}, ${since(at, now)}, revision ${revision}</span><p dir="auto">${reason}</p></li>`,
  )}</ol></section>`;
}
