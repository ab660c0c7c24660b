import type { TrialAnswer } from '../../queues/trial.ts';
import { type Html, html } from './html.ts';
import { Marker } from './marked.ts';
import { readingOf } from './reading.ts';

/** What came of trying a list, on the last stories or on a text of somebody's own. */
export interface ListTrial {
  readonly answer: TrialAnswer;
  readonly sample: string | undefined;
}

const verdicts: Readonly<Record<string, string>> = {
  approved: 'would run',
  held: 'would be held',
  rejected: 'would be rejected',
  repaired: 'would be repaired',
};
const outcome = (verdict: string): string => verdicts[verdict] ?? verdict;

export const trialResult = ({ answer, sample }: ListTrial): Html =>
  sample === undefined ? overStories(answer) : inText(answer, sample);

/** The stories told are those with another fate first. */
function overStories({ looked, changed, items }: TrialAnswer): Html {
  return html`<section class="box" id="trial" role="status"><h2>On the last ${looked} stories</h2>
<p>${changed === 0 ? 'No story would fare otherwise' : `${changed} would fare otherwise`}; the list finds something in ${items.length}. Nothing was done.</p>
<ul class="similar">${items.map(
    ({ storyId, headline, source, from, to, findings }) => html`<li>
<p dir="auto"><a href="/desk/review/${storyId}">${headline || storyId}</a></p>
<p class="meta"><span>${source}</span> <b>${from === to ? outcome(to) : `${outcome(to)}; without the list it ${outcome(from)}`}</b></p>
${findings.map(({ excerpt }) => html`<p class="excerpt" dir="auto">${excerpt}</p>`)}</li>`,
  )}</ul></section>`;
}

function inText({ items: [item] }: TrialAnswer, sample: string): Html {
  const findings = item?.findings ?? [];
  const marker = new Marker(findings);
  return html`<section class="box" id="trial" role="status"><h2>In your text</h2>
<p>${findings.length === 0 ? 'The list finds nothing in it.' : `${findings.length === 1 ? 'One place is' : `${findings.length} places are`} found.`} A story that says this ${outcome(item?.to ?? '')}.</p>
<div class="body">${marker.text('/body', readingOf(sample, []))}</div></section>`;
}
