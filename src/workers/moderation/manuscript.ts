import type { Story } from '../../shared/story.ts';
import type { Page } from './links/page.ts';
import { readPage } from './links/read-page.ts';
import { Passage } from './passage.ts';
import { readBody } from './read-body.ts';

/** A story as moderation reads it: every text a reader would see, and those hidden from readers. */
export interface Manuscript {
  readonly story: Story;
  readonly passages: readonly Passage[];
  /** The markup of the body. */
  readonly page: Page;
}

export function readStory(story: Story): Manuscript {
  const body = readBody(story.submittedBody, story.removed);
  const fields: [string, string | undefined][] = [
    ['/headline', story.headline],
    ['/alternativeHeadline', story.alternativeHeadline],
    ['/description', isFromBody(story.description, body) ? undefined : story.description],
    ['/byline', story.byline],
    ['/dateline', story.dateline],
    ...story.keywords.map((keyword, index): [string, string] => [`/keywords/${index}`, keyword]),
    ...story.images.flatMap(
      ({ caption, creditLine, altText }, index): [string, string | undefined][] => [
        [`/images/${index}/caption`, caption],
        [`/images/${index}/creditLine`, creditLine],
        [`/images/${index}/altText`, altText],
      ],
    ),
    ...story.authors.flatMap(({ name, bio }, index): [string, string | undefined][] => [
      [`/authors/${index}/name`, name],
      [`/authors/${index}/bio`, bio],
    ]),
    ...story.corrections.map(({ text }, index): [string, string] => [
      `/corrections/${index}/text`,
      text,
    ]),
  ];
  const short = fields.flatMap(([field, text]) => (text ? [Passage.of(field, text)] : []));
  return { story, passages: [...short, ...body], page: readPage(story.submittedBody) };
}

/** Of a body, where a standfirst would be taken from. */
const maximumStandfirst = 5_000;

/** All white space but single blanks, of which a text has a thousand. */
const wideBlanks = /[^\S ]\s*| \s+/g;

/** A standfirst that ingest took from the body is judged there. */
function isFromBody(description: string | undefined, body: readonly Passage[]): boolean {
  if (description === undefined) return false;
  let shown = '';
  for (const { isHidden, text } of body) {
    if (shown.length >= maximumStandfirst) break;
    if (!isHidden) shown += `${text.slice(0, maximumStandfirst)} `;
  }
  const beginning = shown.slice(0, maximumStandfirst).replace(wideBlanks, ' ');
  return beginning.includes(description.replace(/…$/, ''));
}
