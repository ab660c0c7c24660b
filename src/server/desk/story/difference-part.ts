import type { Removed, Story, StoryImage } from '../../../shared/story.ts';
import { type Html, html } from '../html.ts';
import { readingOf } from '../reading.ts';
import { type Change, differenceOf } from './word-diff.ts';

/** Characters of an unchanged stretch that are shown on each side of a change. */
const CONTEXT = 160;
/** For all fields together: what they take, the server does nothing else. */
const BUDGET_MS = 200;

/** What of a story can differ, in the words and the order in which people look for it. */
const fields: readonly (readonly [name: string, textOf: (story: Story) => string | undefined])[] = [
  ['Headline', ({ headline }) => headline],
  ['Headline in lists', ({ alternativeHeadline }) => alternativeHeadline],
  ['Standfirst', ({ description }) => description],
  ['By', ({ byline }) => byline],
  ['Authors', ({ authors }) => authors.map(({ name, bio }) => worded([name, bio])).join('\n')],
  ['From', ({ dateline }) => dateline],
  ['Section', ({ section }) => section],
  ['Keywords', ({ keywords }) => keywords.join(', ')],
  ['Language', ({ language }) => language],
  ['Not before', ({ embargoed }) => embargoed],
  ['Taken down at', ({ expires }) => expires],
  ['Rights', ({ copyrightHolder, usageTerms }) => worded([copyrightHolder, usageTerms])],
  ['Corrections', ({ corrections }) => corrections.map(({ text }) => text).join('\n')],
  ['Pictures', ({ images }) => images.map(pictureWords).join('\n')],
  ['Text', ({ body }) => wordsOf(body)],
  ['Links', ({ body }) => linksOf(body)],
  ['What readers never saw', ({ removed }) => removed.map(removedWords).join('\n')],
];

/** What changed from one revision to another, field by field. */
export function differencePart(before: Story, after: Story): Html {
  const until = performance.now() + BUDGET_MS;
  const told = fields.map(
    ([name, textOf]) => [name, textOf(before) ?? '', textOf(after) ?? ''] as const,
  );
  const changed = told.filter(([, one, other]) => one !== other);
  return html`<section class="box" id="difference"><h2>From revision ${before.revision} to ${after.revision}</h2>
${changed.length === 0 && html`<p>Its words, links, pictures and times are the same.</p>`}
${changed.map(([name, one, other]) => {
  const { changes, isCut } = differenceOf(one, other, Math.max(1, until - performance.now()));
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

/** The addresses that a body links to, in its order. */
function linksOf(body: string): string {
  const runs = readingOf(body, []).blocks.flatMap((block) => block.runs);
  const hrefs = runs.flatMap(({ href }) => href ?? []);
  return hrefs.filter((href, at) => href !== hrefs[at - 1]).join('\n');
}

const worded = (parts: readonly (string | undefined)[]): string =>
  parts.filter((part) => part !== undefined && part !== '').join(' · ');

const pictureWords = ({ id, url, caption, creditLine, altText, usageTerms }: StoryImage): string =>
  worded([url ?? id, caption, creditLine, altText, usageTerms]);

const removedWords = ({ how, text, links }: Removed): string => worded([text, ...links, how]);
