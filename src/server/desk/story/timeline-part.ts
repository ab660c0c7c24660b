import type { StoryAnswer } from '../../api/story-answer.ts';
import { inWords } from '../../standing/spans.ts';
import { type Html, html } from '../html.ts';
import { table } from '../table.ts';

type Entry = StoryAnswer['timeline'][number];

/** The newest passes that are shown open; all others fold. */
const OPEN_PASSES = 2;
const MOST_PASSES = 30;

/** Every stage of every pass, the newest pass first. */
export function timelinePart(storyId: string, timeline: readonly Entry[]): Html {
  const passes = new Map<number, Entry[]>();
  for (const entry of timeline) passes.set(entry.pass, [...(passes.get(entry.pass) ?? []), entry]);
  const newest = [...passes].sort(([a], [b]) => b - a);
  const older = newest.length - MOST_PASSES;
  return html`<section class="box" id="timeline" data-part><h2>Way</h2>
${newest.length === 0 && html`<p class="quiet">No stage has ended yet.</p>`}
${newest.slice(0, MOST_PASSES).map(([, entries], at) => passTable(storyId, entries, at < OPEN_PASSES))}
${older > 0 && html`<p class="quiet">… and ${older} older passes, in the archive.</p>`}
</section>`;
}

function passTable(storyId: string, entries: readonly Entry[], isOpen: boolean): Html {
  const [first] = entries;
  // A later submission that changed nothing is no part of the way.
  const last = entries.findLast(({ verdict }) => !isAside(verdict)) ?? entries.at(-1);
  if (first === undefined || last === undefined) return html``;
  const { pass } = first;
  const took = Date.parse(last.at) - Date.parse(first.at) + first.ms + first.waitMs;
  return html`<details${isOpen && html` open`}><summary>Pass ${pass} <span class="meta">revision ${last.revision}, ${first.at.slice(0, 10)}, ${span(took)} in all</span></summary>
${table({
  ...{
    label: `Stages of pass ${pass}`,
    look: 'steps',
    rows: entries.map((entry) => row(storyId, entry)),
  },
  columns: ['Stage', 'Verdict', 'Ended, UTC', 'Waited', 'Worked', 'Because'],
})}</details>`;
}

const isAside = (verdict: string): boolean => verdict === 'unchanged' || verdict === 'superseded';

const row = (
  storyId: string,
  { stage, verdict, at, ms, waitMs, attempt, because, submission }: Entry,
) => [
  stage,
  html`<span class="step ${verdict}">${verdict}</span>${attempt > 1 && html` <span class="meta">attempt ${attempt}</span>`}`,
  html`<time datetime="${at}" title="${at}">${at.slice(11, 23)}</time>`,
  span(waitMs),
  span(ms),
  (because.length > 0 || submission !== undefined) &&
    html`${because.map((reason) => html`<p dir="auto">${reason}</p>`)}${
      submission &&
      html`<a href="/desk/stories/${storyId}/submissions/${submission}">As received</a>`
    }`,
];

const span = (ms: number): string => (ms < 10_000 ? `${Math.round(ms)} ms` : inWords(ms));
