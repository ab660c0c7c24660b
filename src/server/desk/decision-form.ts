import type { Pause } from '../../shared/sources.ts';
import { type Html, html } from './html.ts';
import type { ReviewPage } from './page-content.ts';

/** Reasons that reviewers give most; any other can be written. */
const reasons = [
  'Spam was planted in the article; the rest is sound.',
  'A false alarm: this is reporting.',
  'Checked with the source.',
  'Spam.',
  'Not for this newsroom.',
];

/** Where a reviewer decides. Buttons of one form, so that it works without script. */
export function decisionForm({ story, mayDecide, filled, preview }: ReviewPage): Html {
  if (story.state !== 'held') {
    return html`<section class="box"><h2>Nothing to decide</h2>
<p>The story is <b>${story.state}</b>.${story.url && html` <a href="${story.url}">Read it on the site</a>`}</p></section>`;
  }
  if (!mayDecide) {
    return html`<section class="box"><h2>Decide</h2><p>Editors decide; you may read.</p></section>`;
  }
  const isPreview = preview !== undefined;
  const kept = isPreview
    ? [
        ...filled.cut.map((at) => html`<input type="hidden" name="cut" value="${at}">`),
        ...filled.falseAlarm.map((at) => html`<input type="hidden" name="false" value="${at}">`),
      ]
    : [];
  const canCut = isPreview || story.findings.some(({ length }) => length > 0);
  return html`<section class="box decide" id="decide"><h2>Decide</h2>
<form id="decision" method="post" action="/desk/review/${story.storyId}">
<input type="hidden" name="revision" value="${story.revision}">${kept}
<label class="wide">Why, in a sentence; it is kept with the story
<input type="text" name="reason" list="reasons" maxlength="2000" autocomplete="off" value="${filled.reason}"></label>
<datalist id="reasons">${reasons.map((reason) => html`<option value="${reason}"></option>`)}</datalist>
<div class="buttons">
${
  canCut &&
  html`<button name="do" value="repair" class="primary">${isPreview ? 'Release it like this' : 'Release without the ticked parts'}</button>
${!isPreview && html`<button name="do" value="preview">Preview it</button>`}`
}
${!isPreview && html`<button name="do" value="release">Release as it is</button>`}
<button name="do" value="reject" class="grave">Reject</button>
</div>
</form></section>`;
}

/** What a reviewer may do beside deciding: teach a list, block a source. */
export function sideForms({ story, lists, paused }: ReviewPage): Html {
  const { storyId, source } = story;
  return html`<details class="box"><summary>Add a term to a list</summary>
<form method="post" action="/desk/review/${storyId}/term">
<label class="wide">Term; a * at its end finds it with any ending
<input type="text" name="term" minlength="2" maxlength="200" required dir="auto" data-term></label>
<label class="wide">List
<input type="text" name="list" list="lists" pattern="[a-z0-9][a-z0-9\\-]{0,39}" value="${lists[0] ?? 'desk'}" required></label>
<datalist id="lists">${lists.map((name) => html`<option value="${name}"></option>`)}</datalist>
<label class="wide">Why<input type="text" name="reason" maxlength="2000" required></label>
<div class="buttons"><button>Hold stories with it from now on</button></div>
</form></details>
${paused === null ? blockForm(storyId, source) : unblockForm(storyId, source, paused)}`;
}

const unblockForm = (storyId: string, source: string, { by, reason, at }: Pause): Html =>
  html`<section class="box"><h2>${source} is blocked</h2>
<p dir="auto">${reason} <span class="meta">(${by}, ${at.slice(0, 10)})</span></p>
<form method="post" action="/desk/review/${storyId}/resume">
<label class="wide">Why it may send again<input type="text" name="reason" maxlength="2000" required></label>
<div class="buttons"><button>Let ${source} in again</button></div>
</form></section>`;

const blockForm = (storyId: string, source: string): Html =>
  html`<details class="box"><summary>Block the source ${source}</summary>
<form method="post" action="/desk/review/${storyId}/pause">
<p>Whatever it sends from now on is held, with your reason. An editor can let it in again at any time.</p>
<label class="wide">Why<input type="text" name="reason" maxlength="2000" required></label>
<div class="buttons"><button class="grave">Block ${source}</button></div>
</form></details>`;
