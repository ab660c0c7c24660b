import type { Story } from '../../../shared/story.ts';
import { type Html, html } from '../html.ts';
import { readingOf } from '../reading.ts';
import { type Change, differenceOf } from './word-diff.ts';

/** Characters of an unchanged stretch that are shown on each side of a change. */
const CONTEXT = 160;

const fields = [
  ['Headline', (story: Story) => story.headline],
  ['Standfirst', (story: Story) => story.description ?? ''],
  ['By', (story: Story) => story.byline ?? ''],
  ['Section', (story: Story) => story.section],
  ['Keywords', (story: Story) => story.keywords.join(', ')],
  ['Pictures', (story: Story) => story.images.map(({ id, url }) => url ?? id).join('\n')],
  ['Text', (story: Story) => wordsOf(story.body)],
] as const;

/** What changed from one revision to another, field by field. */
export function differencePart(before: Story, after: Story): Html {
  const changed = fields.filter(([, textOf]) => textOf(before) !== textOf(after));
  return html`<section class="box" id="difference"><h2>From revision ${before.revision} to ${after.revision}</h2>
${changed.length === 0 && html`<p>Nothing that readers see is different.</p>`}
${changed.map(([name, textOf]) => {
  const { changes, isCut } = differenceOf(textOf(before), textOf(after));
  return html`<h3>${name}</h3><p class="diff" dir="auto">${
    changes === undefined
      ? 'They have too little in common to be compared word by word.'
      : changes.map((change, at) => piece(change, at === 0, at === changes.length - 1))
  }</p>${isCut && html`<p class="meta">Only the beginning of this long text is compared.</p>`}`;
})}
</section>`;
}

function piece({ kind, text }: Change, isFirst: boolean, isLast: boolean): Html {
  if (kind === 'added') return html`<ins>${text}</ins>`;
  if (kind === 'removed') return html`<del>${text}</del>`;
  if (text.length <= 2 * CONTEXT) return html`${text}`;
  const start = isFirst ? '' : text.slice(0, CONTEXT);
  const end = isLast ? '' : text.slice(-CONTEXT);
  return html`${start}<span class="left"> … </span>${end}`;
}

/** The words of a body, block by block. */
const wordsOf = (body: string): string =>
  readingOf(body, [])
    .blocks.map(({ runs }) => runs.map(({ text }) => text).join(''))
    .join('\n');
