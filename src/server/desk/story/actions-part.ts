import type { Head } from '../../../shared/archive/documents.ts';
import type { StoryAnswer } from '../../api/story-answer.ts';
import { mayActAs, type Role } from '../../people/roles.ts';
import { type Html, html } from '../html.ts';

/** What can be done on the page of a story; release and reject are on the page for review. */
export const storyActions = {
  retry: { least: 'operator', name: 'Retry', does: 'It goes on from the stage that failed.' },
  discard: { least: 'operator', name: 'Discard', does: 'It is given up and will not run.' },
  republish: {
    least: 'operator',
    name: 'Republish',
    does: 'Its page is rendered and put into the site again.',
  },
  remoderate: { least: 'editor', name: 'Moderate again', does: 'Moderation looks at it afresh.' },
  withdraw: { least: 'editor', name: 'Withdraw', does: 'It is taken down, wherever it is.' },
} as const satisfies Record<string, { least: Role; name: string; does: string }>;
export type StoryAction = keyof typeof storyActions;

/** Whether the story is in a state in which this makes sense. */
function fits(action: StoryAction, story: StoryAnswer, head: Head | undefined): boolean {
  const { state, live, revision } = story;
  switch (action) {
    case 'retry':
      return state === 'failed' && revision > 0;
    case 'discard':
      return state === 'failed' && head !== undefined;
    case 'republish':
      return live !== null;
    case 'remoderate':
      return head?.wanted === 'live' && revision > 0;
    case 'withdraw':
      return head !== undefined && state !== 'withdrawn';
  }
}

interface ActionsPart {
  readonly story: StoryAnswer;
  readonly head: Head | undefined;
  readonly role: Role;
  readonly reason: string;
}

/** A form for each thing that this person may do now, with a reason. */
export function actionsPart({ story, head, role, reason }: ActionsPart): Html {
  const names = Object.keys(storyActions) as StoryAction[];
  const open = names.filter(
    (name) => mayActAs(role, storyActions[name].least) && fits(name, story, head),
  );
  const isHeld = story.state === 'held';
  return html`<section class="box" id="act" data-part><h2>Act</h2>
${isHeld && html`<p><a class="button primary" href="/desk/review/${story.storyId}">${mayActAs(role, 'editor') ? 'Review it: release or reject' : 'See why it is held'}</a></p>`}
${open.length === 0 && !isHeld && html`<p class="quiet">There is nothing for you to do here.</p>`}
${
  open.length > 0 &&
  html`<form method="post" action="/desk/stories/${story.storyId}/act">
<input type="hidden" name="revision" value="${story.revision}">
<label class="wide">Why, in a sentence; it is kept for good
<input type="text" name="reason" maxlength="2000" required autocomplete="off" value="${reason}"></label>
<div class="buttons">${open.map((name) => {
    const { name: word, does } = storyActions[name];
    const isGrave = name === 'withdraw' || name === 'discard';
    return html`<button formaction="/desk/stories/${story.storyId}/${name}"${isGrave && html` class="grave"`}>${word} <span class="does">${does}</span></button>`;
  })}</div></form>`
}</section>`;
}
