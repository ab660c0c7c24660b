import type { Author } from '../story.ts';
import { imageOf, imagesIn, markupOfElements } from './ans-elements.ts';
import { Ans, Envelope, type Person, PromoItems } from './ans-schema.ts';
import { parseFields } from './foreign-fields.ts';
import { Invalid, type StoryFormat, type Submitted, type SubmittedImage } from './format.ts';
import { readJson } from './json.ts';
import { linkTo, markupOf, plainTextOf } from './markup.ts';
import { type Places, present, submit } from './submit.ts';
import { webAddress } from './web-address.ts';

/** Arc XP's ANS: a story, picture, gallery or video, bare or in an event or operation. */
export const ans: StoryFormat = {
  contentTypes: ['application/json'],
  read(body) {
    const input = readJson(body);
    const { key = '', type, operation = '', ...inside } = parseFields(Envelope, input);
    const isGone = /(?:^|:|_)(?:delete|unpublish)/.test(`${key} ${operation}`.replaceAll(' ', ':'));
    if (type === 'story_operation' || isObject(inside.story)) {
      return inPlace(inside.story, '/story', isGone);
    }
    if (key !== '' && isObject(inside.body)) return inPlace(inside.body, '/body', isGone);
    return inPlace(input, '', isGone);
  },
};

const isObject = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Faults point into the whole of what was sent. */
function inPlace(input: unknown, at: string, isGone: boolean): Submitted {
  try {
    return submitted(input, isGone);
  } catch (error) {
    if (!(error instanceof Invalid) || at === '') throw error;
    throw new Invalid(
      error.faults.map(({ pointer, detail }) => ({ pointer: `#${at}${pointer.slice(1)}`, detail })),
    );
  }
}

const places: Places = {
  externalId: '#/_id',
  headline: '#/headlines/basic',
  body: '#/content_elements',
  description: '#/description/basic',
  dateline: '#/location',
  copyrightHolder: '#/copyright',
};

function submitted(input: unknown, isGone: boolean): Submitted {
  const story = parseFields(Ans, input);
  const people = story.credits?.by ?? [];
  const reasons = (story.reasons ?? []).flatMap(({ message }) => message ?? []).join('; ');
  return submit(
    {
      ...fateOf(story, isGone),
      externalId: story._id,
      modified: story.last_updated_date,
      headline: plainTextOf(headlineOf(story) ?? reasons),
      alternativeHeadline: plainTextOf(story.subheadlines?.basic ?? ''),
      description: plainTextOf(story.description?.basic ?? ''),
      dateline: story.location,
      slug: story.slug,
      ...taxonomyOf(story),
      language: story.language,
      body: bodyOf(story) || (reasons && markupOf([reasons])),
      copyrightHolder: story.owner?.name ?? holderIn(story.copyright),
      usageTerms: story.copyright,
      images: imagesOf(story, input),
      authors: people.flatMap((person) => (person ? authorOf(person) : [])),
      corrections: correctionsOf(story),
    },
    places,
    story.type,
  );
}

/** What Arc restricts, or has not published yet, is for a person to decide. */
function fateOf(story: Ans, isGone: boolean) {
  const firstPublished = story.first_publish_date ?? story.publish_date;
  if (isGone) return { status: 'canceled' } as const;
  const { active, end_time: embargoed } = story.content_restrictions?.embargo ?? {};
  const isUnending = active === true && embargoed === undefined;
  const waits = isUnending || story.type === 'restricted' || story.revision?.published === false;
  return {
    status: waits ? 'withheld' : 'usable',
    embargoed: active === false ? undefined : embargoed,
    firstPublished,
  } as const;
}

const headlineOf = ({ headlines, type, subtitle, caption }: Ans): string | undefined =>
  headlines?.basic || (type === 'image' ? subtitle || caption?.slice(0, 200) : undefined);

function bodyOf(story: Ans): string {
  if (story.type === 'image') return markupOf([plainTextOf(story.caption ?? '')]);
  const text = markupOfElements(story.content_elements).trim();
  const address = webAddress(story.canonical_url);
  if (text !== '' || story.type !== 'video' || address === undefined) return text;
  return `<p>${linkTo(address, story.headlines?.basic ?? address)}</p>`;
}

function taxonomyOf({ taxonomy }: Ans) {
  const primary = taxonomy?.primary_section;
  const sections = taxonomy?.sections ?? [];
  const keywords = taxonomy?.keywords ?? [];
  const tags = taxonomy?.tags ?? [];
  const section = primary ?? sections.find((one) => one?.name !== undefined);
  return {
    section: section?.name ?? section?._id?.replaceAll('/', ' ').trim(),
    keywords: [
      ...keywords.map(({ keyword = '' }) => keyword),
      ...tags.map(({ text = '' }) => text),
      ...(taxonomy?.seo_keywords ?? []),
    ],
  };
}

/** “(c) 2015, The Washington Post, Inc” names its holder after the year. */
const holderIn = (notice: string | undefined): string | undefined =>
  notice?.replace(/^\s*(?:copyright\b|\(c\)|©|\d{4}|[\s,–-])+/i, '') || undefined;

/** The promoted picture leads; one that stands in the text goes by its place there. */
function imagesOf(story: Ans, input: unknown): SubmittedImage[] {
  if (story.type === 'image') {
    const own = imageOf(story, 'lead');
    return own ? [own] : [];
  }
  const { basic, lead_art } = parseFields(PromoItems, input).promo_items ?? {};
  const candidates = [lead_art, basic, basic?.promo_items?.basic];
  const lead = candidates.flatMap((image) => (image ? (imageOf(image, 'lead') ?? []) : []))[0];
  const rest = imagesIn(story.content_elements).filter(({ url }) => url !== lead?.url);
  const urls = new Set<string>();
  return [...(lead ? [lead] : []), ...rest].filter(({ url = '' }) => {
    const isNew = !urls.has(url);
    urls.add(url);
    return isNew;
  });
}

function authorOf({ byline, name, url, bio, description, image }: Person): Author[] {
  const written = name ?? byline;
  if (!written) return [];
  return [
    present({
      name: written,
      url: webAddress(url),
      bio: bio ?? description,
      image: webAddress(image?.url),
    }),
  ];
}

const correctionsOf = ({ corrections = [], last_updated_date: updated }: Ans) =>
  corrections.flatMap(({ text, date, published_date: published }) => {
    const at = date ?? published ?? updated;
    return text && at ? [{ at, text }] : [];
  });
