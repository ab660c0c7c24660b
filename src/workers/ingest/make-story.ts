import type { Submitted } from '../../shared/formats/format.ts';
import { chooseLanguage } from '../../shared/language/choose-language.ts';
import type { DetectLanguage } from '../../shared/language/language-detector.ts';
import { likenessOf } from '../../shared/likeness/likeness.ts';
import type { Site } from '../../shared/newsroom.ts';
import type { SourceDeclaration } from '../../shared/source-declaration.ts';
import type { Author, Story, StoryImage } from '../../shared/story.ts';
import { cleanLine } from './clean-text.ts';
import { contentHash } from './content-hash.ts';
import { splitDateline } from './dateline-line.ts';
import { describe, readableText } from './description.ts';
import { mendTexts } from './mojibake.ts';
import type { Original } from './original.ts';
import { sanitise } from './sanitise.ts';
import { slugFor } from './slug.ts';

export interface Making {
  readonly submitted: Submitted;
  readonly source: Pick<SourceDeclaration, 'id' | 'section' | 'sections' | 'language' | 'trusted'>;
  readonly site: Pick<Site, 'sections' | 'language'>;
  readonly submissionId: string;
  readonly storyId: string;
  /** RFC 3339, UTC. */
  readonly received: string;
  /** SHA-256 of the pictures that came as bytes, at their places in `submitted.images`. */
  readonly imageHashes: readonly (string | undefined)[];
}

export interface Made {
  readonly story: Omit<Story, 'revision'>;
  readonly contentHash: string;
  /** Pictures that stood in the body as bytes. */
  readonly originals: readonly Original[];
}

/**
 * Makes a story of a submission: sanitised, its texts cleaned, and what the source left out
 * derived, the language by `detect` where neither says it. Reads no clock and no store. Throws InvalidStory where the body is beyond bounds.
 */
export function makeStory(given: Making, detect?: DetectLanguage): Made {
  const { submitted, fields } = mendTexts(given.submitted);
  const making = { ...given, submitted };
  const { source } = making;
  const notes: string[] = [];
  const {
    body: whole,
    removed,
    images,
    notes: pictureNotes,
    originals,
  } = sanitise(submitted.body, imagesOf(making));
  const ownDateline = cleanedOrNone(submitted.dateline);
  const split = splitDateline(whole, ownDateline);
  const dateline = ownDateline ?? split?.dateline;
  const body = split?.body ?? whole;
  const language = languageOf(making, body, { detect, notes });
  const story: Omit<Story, 'revision'> = {
    schema: 1,
    storyId: making.storyId,
    source: source.id,
    externalId: submitted.externalId,
    submissionId: making.submissionId,
    headline: cleanLine(submitted.headline),
    ...optionalLines(submitted),
    ...optional('description', cleanedOrNone(submitted.description) ?? describe(body)),
    ...optional('byline', cleanedOrNone(submitted.byline) ?? bylineOf(submitted.authors)),
    ...optional('dateline', dateline),
    slug: slugFor(submitted.slug ?? '', language) || slugFor(submitted.headline, language),
    section: sectionOf(making, notes),
    keywords: keywordsOf(submitted.keywords),
    language,
    ...optional('translationOf', submitted.translationOf),
    body,
    submittedBody: submitted.body,
    removed: [...removed],
    ...(submitted.urgency === undefined ? {} : { urgency: submitted.urgency }),
    ...optional('embargoed', submitted.embargoed),
    ...optional('expires', submitted.expires),
    images: [...images],
    authors: submitted.authors.map(cleanAuthor),
    corrections: correctionsOf(making, notes),
    ...firstPublishedOf(making, notes),
    ...optional('likeness', likenessOf(`${submitted.headline}\n${body.replace(/<[^<>]*>/g, ' ')}`)),
    notes,
    received: making.received,
  };
  if (ownDateline === undefined && split) {
    notes.push(`The dateline ${split.dateline} was taken from the first paragraph`);
  }
  if (fields.length > 0) {
    notes.push(`Broken letters were mended in ${fields.join(', ')}: UTF-8 read as Windows-1252`);
  }
  notes.push(...pictureNotes);
  return { story, contentHash: contentHash(story, submitted.status), originals };
}

/** As submitted, else as the text itself tells, else as the source or the site says. */
function languageOf(
  { submitted, source, site }: Making,
  body: string,
  { detect, notes }: { readonly detect: DetectLanguage | undefined; readonly notes: string[] },
): string {
  if (submitted.language !== undefined) return submitted.language;
  const declared = source.language ?? site.language;
  const text = `${submitted.headline}\n${readableText(body)}`;
  const language = chooseLanguage(declared, detect?.(text));
  if (language !== declared) notes.push(`The language, ${language}, was told from the text`);
  return language;
}

function cleanedOrNone(text: string | undefined): string | undefined {
  return (text === undefined ? '' : cleanLine(text)) || undefined;
}

/** The field, or nothing at all where it has no text. */
function optional<Name extends string>(
  name: Name,
  text: string | undefined,
): Partial<Record<Name, string>> {
  const field: Partial<Record<Name, string>> = {};
  if (text) field[name] = text;
  return field;
}

function optionalLines(submitted: Submitted) {
  const { alternativeHeadline, copyrightHolder, usageTerms, editorialNote } = submitted;
  return {
    ...optional('alternativeHeadline', cleanedOrNone(alternativeHeadline)),
    ...optional('copyrightHolder', cleanedOrNone(copyrightHolder)),
    ...optional('usageTerms', cleanedOrNone(usageTerms)),
    ...optional('editorialNote', cleanedOrNone(editorialNote)),
  };
}

const bylineOf = (authors: readonly Author[]): string =>
  authors.map(({ name }) => cleanLine(name)).join(', ');

function cleanAuthor({ name, url, bio, image }: Author): Author {
  return {
    name: cleanLine(name),
    ...optional('url', url),
    ...optional('bio', cleanedOrNone(bio)),
    ...optional('image', image),
  };
}

/** Without repeats, whatever their case. */
function keywordsOf(submitted: readonly string[]): string[] {
  const byFold = new Map<string, string>();
  for (const keyword of submitted.map(cleanLine)) {
    const fold = keyword.toLowerCase();
    if (keyword !== '' && !byFold.has(fold)) byFold.set(fold, keyword);
  }
  return [...byFold.values()];
}

function sectionOf({ submitted, source, site }: Making, notes: string[]): string {
  const find = (wanted: string | undefined) =>
    site.sections.find(({ slug, name }) => {
      const fold = wanted?.trim().toLowerCase();
      return fold === slug || fold === name.toLowerCase();
    });
  const named = find(submitted.section);
  const mayWriteFor = (slug: string) => source.sections?.includes(slug) ?? true;
  if (named && mayWriteFor(named.slug)) return named.slug;
  const instead = find(source.section ?? source.sections?.[0]) ?? site.sections[0];
  if (instead === undefined) throw new RangeError('The site has no section');
  if (named) {
    notes.push(
      `${source.id} does not write for the section ${named.name}; the story went to ${instead.name}`,
    );
  } else if (submitted.section?.trim()) {
    const unknown = cleanLine(submitted.section);
    notes.push(`There is no section “${unknown}” here; the story went to ${instead.name}`);
  }
  return instead.slug;
}

/** Kept as dated: the page shows no date that is yet to come. */
function correctionsOf({ submitted, received }: Making, notes: string[]) {
  return submitted.corrections.map(({ at, text }) => {
    if (Date.parse(at) > Date.parse(received)) {
      notes.push(`The date of a correction, ${at}, lies in the future; it is shown as made today`);
    }
    return { at, text: cleanLine(text) };
  });
}

function firstPublishedOf({ submitted, source, received }: Making, notes: string[]) {
  const { firstPublished } = submitted;
  if (firstPublished === undefined) return {};
  if (Date.parse(firstPublished) > Date.parse(received)) {
    notes.push(
      `The date of first publication, ${firstPublished}, lies in the future and was not taken over; ` +
        'an embargo keeps a story back',
    );
    return {};
  }
  if (source.trusted) return { firstPublished };
  notes.push('The date of first publication was not taken over: the source is not a trusted one');
  return {};
}

/** Pictures as submitted, numbered in their order; one of them leads at most. */
function imagesOf({ submitted, imageHashes }: Making): StoryImage[] {
  const lead = submitted.images.findIndex(({ role }) => role === 'lead');
  return submitted.images.map((image, index) => {
    const { caption, creditLine, altText, usageTerms, focalPoint } = image;
    return {
      id: `i${index + 1}`,
      role: index === lead ? 'lead' : 'inline',
      ...optional('url', image.url),
      ...optional('sha256', imageHashes[index]),
      ...optional('cid', image.cid),
      ...optional('caption', cleanedOrNone(caption)),
      ...optional('creditLine', cleanedOrNone(creditLine)),
      ...optional('altText', cleanedOrNone(altText)),
      ...optional('usageTerms', cleanedOrNone(usageTerms)),
      ...(focalPoint === undefined ? {} : { focalPoint }),
    };
  });
}
