import type { Precedent } from '../../shared/desk/precedent.ts';
import type { Finding } from '../../shared/finding.ts';
import type { StoryAnswer } from '../api/story-answer.ts';
import { decisionForm, sideForms } from './decision-form.ts';
import { type Html, html } from './html.ts';
import { Marker } from './marked.ts';
import type { ReviewPage } from './page-content.ts';
import { readingOf } from './reading.ts';
import { ago, clock, since } from './times.ts';

const short = [
  ['/alternativeHeadline', 'Alternative headline'],
  ['/description', 'Standfirst'],
  ['/byline', 'By'],
  ['/dateline', 'From'],
] as const;

/** One held story: its text with the findings in place, why, what was decided before, and the form. */
export function reviewPage(page: ReviewPage): Html {
  const { story, review, notice, fault, now } = page;
  const isPreview = page.preview !== undefined;
  const marker = new Marker(isPreview ? [] : story.findings);
  const text = articleOf(page, marker);
  return html`
<p class="back"><a href="/desk/review">All held stories</a> · <a href="/desk/stories/${story.storyId}">All of this story</a></p>
${fault && html`<p class="fault" role="alert">${fault}</p>`}
${notice && html`<p class="notice" role="status">${notice}</p>`}
${claimLine(page)}
<div class="review">
<article lang="${review.language}">
<p class="meta" lang="en"><b>${story.source}</b> <span>${review.section}</span> <span>revision ${story.revision}</span>
<span class="state ${story.state}">${story.state}</span> ${heldSince(story, now)}
${story.derived && html`<span>repaired from revision ${story.derived.from} by ${story.derived.by}</span>`}</p>
${
  !isPreview &&
  html`<p class="jump" lang="en"><a href="#why">Why: ${story.findings.length} findings</a> <a href="#decide">Decide</a></p>`
}
${text}
</article>
<div class="side" lang="en">
${isPreview ? previewNote(page) : findingsList(story.findings, marker, page)}
${decisionForm(page)}
${!isPreview && similarList(review.similar, now)}
${page.mayDecide && !isPreview && sideForms(page)}
</div>
</div>`;
}

function articleOf({ review, removed, preview }: ReviewPage, marker: Marker): Html {
  const { '/headline': headline = '', '/body': body = '' } = review.fields;
  const isPreview = preview !== undefined;
  const others = Object.entries(review.fields).filter(([name]) =>
    /^\/(?:keywords|images|authors|corrections)\//.test(name),
  );
  return html`
${isPreview && html`<p class="preview-label" lang="en">Preview: the text after the repairs</p>`}
<h1 dir="auto">${marker.line('/headline', headline)}</h1>
${short.map(([field, label]) => {
  const text = review.fields[field];
  return (
    text &&
    html`<div class="field"><span lang="en">${label}</span><p dir="auto">${marker.line(field, text)}</p></div>`
  );
})}
<div class="body">${marker.text('/body', readingOf(body, removed))}</div>
${
  others.length > 0 &&
  html`<details class="others"><summary lang="en">Captions, keywords and authors (${others.length})</summary>
<dl>${others.map(([field, text]) => html`<dt lang="en">${field.slice(1)}</dt><dd dir="auto">${marker.line(field, text)}</dd>`)}</dl></details>`
}`;
}

function heldSince({ state, timeline }: StoryAnswer, now: number): Html | false {
  const at = timeline.at(-1)?.at;
  return state === 'held' && at !== undefined && html`<span>${ago(at, now)}</span>`;
}

function claimLine({ review: { claim }, reader, mayDecide }: ReviewPage): Html | false {
  if (claim === null) return false;
  if (claim.by !== reader) {
    return html`<p class="claimed" role="status"><b>${claim.by}</b> is reading this story too (since before you, until ${clock(claim.until)}).</p>`;
  }
  return (
    mayDecide &&
    html`<p class="claimed own">Others see that you are reading this story, until ${clock(claim.until)}.</p>`
  );
}

function previewNote({ preview = [], review }: ReviewPage): Html {
  return html`<section class="box"><h2>What is cut</h2>
<p>The article as it would run. Moderation judges it once more; what you have seen and let pass does not hold it again.</p>
<ul class="cuts">${preview.map(({ field, was }) => html`<li>${field.slice(1)}: <del dir="auto">${was.slice(0, 300)}</del></li>`)}</ul>
<p><a href="/desk/review/${review.storyId}">Back to the findings</a></p></section>`;
}

function findingsList(
  findings: readonly Finding[],
  marker: Marker,
  { story, filled, mayDecide }: ReviewPage,
): Html {
  if (findings.length === 0) {
    return html`<section class="box" id="why"><h2>Why</h2><ul class="because">${story.because.map(
      (reason) => html`<li dir="ltr">${reason}</li>`,
    )}</ul></section>`;
  }
  const canChoose = mayDecide && story.state === 'held';
  return html`<section class="box" id="why"><h2>Why it ${story.state === 'held' ? 'is' : 'was'} held</h2>
<ol class="findings">${findings.map((finding, at) => {
    const { rule, action, excerpt, reason, field, length } = finding;
    return html`<li id="finding-${at}" class="${action}">
<p class="reason" dir="ltr">${reason}</p>
<p class="excerpt" dir="auto">${excerpt}</p>
<p class="meta"><span class="action">${action}</span> <code>${rule}</code>
${marker.hasMet(at) ? html`<a href="#place-${at}">in the text</a>` : html`<span>${field.slice(1)}, in no text that readers see</span>`}</p>
${
  canChoose &&
  html`<p class="choices">${
    length > 0 &&
    html`<label><input type="checkbox" form="decision" name="cut" value="${at}"${filled.cut.includes(at) && html` checked`}> Cut it out</label>`
  } <label><input type="checkbox" form="decision" name="false" value="${at}"${filled.falseAlarm.includes(at) && html` checked`}> False alarm</label></p>`
}
</li>`;
  })}</ol></section>`;
}

function similarList(similar: readonly Precedent[], now: number): Html | false {
  if (similar.length === 0) return false;
  return html`<section class="box"><h2>Decided before, on stories like this</h2>
<ul class="similar">${similar.map(
    ({ storyId, headline, action, by, at, reason, source }) => html`<li>
<p dir="auto"><a href="/desk/review/${storyId}">${headline}</a></p>
<p class="meta"><b class="${action}">${action}</b> <span>${source}</span> <span>by ${by}</span> <span>${since(at, now)}</span></p>
<p class="excerpt" dir="auto">${reason}</p></li>`,
  )}</ul></section>`;
}
