import type { StoryAnswer } from '../../api/story-answer.ts';
import { inWords } from '../../standing/spans.ts';
import { type Html, html } from '../html.ts';

type Entry = StoryAnswer['timeline'][number];

/** The newest passes that are shown open; all others fold. */
const OPEN_PASSES = 2;
const MOST_PASSES = 30;

/** Every stage of every pass, the newest pass first. */
export function timelinePart(timeline: readonly Entry[]): Html {
  const passes = new Map<number, Entry[]>();
  for (const entry of timeline) passes.set(entry.pass, [...(passes.get(entry.pass) ?? []), entry]);
  const newest = [...passes].sort(([a], [b]) => b - a);
  const older = newest.length - MOST_PASSES;
  return html`<section class="box" id="timeline" data-part><h2>Way</h2>
${newest.length === 0 && html`<p class="quiet">No stage has ended yet.</p>`}
${newest.slice(0, MOST_PASSES).map(([pass, entries], at) => passTable(pass, entries, at < OPEN_PASSES))}
${older > 0 && html`<p class="quiet">… and ${older} older passes, in the archive.</p>`}
</section>`;
}

function passTable(pass: number, entries: readonly Entry[], isOpen: boolean): Html {
  const [first] = entries;
  const last = entries.at(-1);
  if (first === undefined || last === undefined) return html``;
  const took = Date.parse(last.at) - Date.parse(first.at) + first.ms + first.waitMs;
  return html`<details${isOpen && html` open`}><summary>Pass ${pass} <span class="meta">revision ${last.revision}, ${first.at.slice(0, 10)}, ${span(took)} in all</span></summary>
<div class="scroll" role="region" tabindex="0" aria-label="Stages of pass ${pass}"><table class="lists steps">
<thead><tr><th scope="col">Stage</th><th scope="col">Verdict</th><th scope="col">Ended, UTC</th><th scope="col">Waited</th><th scope="col">Worked</th><th scope="col">Because</th></tr></thead>
<tbody>${entries.map(row)}</tbody></table></div></details>`;
}

const row = ({ stage, verdict, at, ms, waitMs, attempt, because }: Entry): Html => html`<tr>
<th scope="row">${stage}</th>
<td><span class="step ${verdict}">${verdict}</span>${attempt > 1 && html` <span class="meta">attempt ${attempt}</span>`}</td>
<td><time datetime="${at}" title="${at}">${at.slice(11, 23)}</time></td>
<td>${span(waitMs)}</td><td>${span(ms)}</td>
<td dir="auto">${because.map((reason) => html`<p>${reason}</p>`)}</td></tr>`;

const span = (ms: number): string => (ms < 10_000 ? `${Math.round(ms)} ms` : inWords(ms));
