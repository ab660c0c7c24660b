import type { PreparedImage } from '../../shared/archive/pictures.ts';
import type { Card } from '../../shared/archive/publication.ts';
import { storyIdFor } from '../../shared/ids.ts';
import type { Story } from '../../shared/story.ts';
import { textOf } from './body.ts';
import { ownByline } from './byline.ts';
import { CardSlot } from './card-slot.ts';
import { later, timeView } from './dates.ts';
import { languageOf, listed } from './language.ts';
import { pictureView, variantsOf } from './picture.ts';
import { linkBase, type Press } from './press.ts';
import { wordsOn } from './shown-pictures.ts';
import { sectionLink } from './site-view.ts';
import { beginning, line, lineOrNull, webAddress } from './text.ts';
import type { CardView } from './views.ts';

/** Enough of a body for its first words. */
const bodyStart = 3_000;
const descriptionLimit = 240;
/** Of a headline that is made of other words. */
const headlineLimit = 100;

export interface CardSubject {
  readonly story: Story;
  readonly image: PreparedImage | undefined;
  readonly path: string;
  /** RFC 3339, UTC. */
  readonly firstPublished: string;
  readonly siteKey: string;
}

/** What fronts, feeds and related links will show of a story. */
export function cardOf({ story, image, path, firstPublished, siteKey }: CardSubject): Card {
  const description = line(story.description) || line(textOf(story.body.slice(0, bodyStart)));
  return {
    storyId: story.storyId,
    revision: story.revision,
    headline: headlineOf(story),
    description: beginning(description, descriptionLimit),
    path,
    section: story.section,
    keywords: story.keywords.map(line).filter(Boolean),
    language: story.language,
    ...originalOf(story),
    ...optional('byline', ownByline(story)),
    authors: story.authors.map(({ name, url }) => ({
      name: line(name),
      ...optional('url', webAddress(url) ?? ''),
    })),
    ...optional('dateline', line(story.dateline)),
    firstPublished,
    modified: modifiedAt(story, firstPublished),
    ...(image !== undefined && cardImage(story, image, siteKey)),
  };
}

/** One that is said to translate itself translates nothing. */
export function originalOf({ storyId, source, translationOf }: Story): Pick<Card, 'original'> {
  const original = translationOf === undefined ? storyId : storyIdFor(source, translationOf);
  return original === storyId ? {} : { original };
}

/** What is left of it may be nothing: a page still needs a name. */
export function headlineOf({ headline, description, body, slug }: Story): string {
  // The body is read only where nothing else names the story: pages ask for their headline often.
  return (
    line(headline) ||
    beginning(
      line(description) || line(textOf(body.slice(0, bodyStart))) || line(slug),
      headlineLimit,
    )
  );
}

/** When readers last got something new: this revision's arrival, or the first publication. */
export function modifiedAt(story: Story, firstPublished: string): string {
  return story.revision === 1 ? firstPublished : later(firstPublished, story.received);
}

function cardImage(story: Story, image: PreparedImage, siteKey: string): Pick<Card, 'image'> {
  const words = wordsOn(image, story);
  const renditions = variantsOf(image, { siteKey, use: 'picture' });
  if (renditions.length === 0) return {};
  const { width, height, placeholder, dominant } = image;
  return {
    image: {
      altText: line(words.altText),
      ...optional('creditLine', line(words.creditLine)),
      ...(!image.terms.inFeeds && { isKeptFromFeeds: true }),
      ...(image.terms.until !== undefined && { isTemporary: true }),
      ...{ width, height, placeholder, dominant, renditions },
    },
  };
}

function optional<Name extends string>(name: Name, value: string): Partial<Record<Name, string>> {
  const field: Partial<Record<Name, string>> = {};
  if (value !== '') field[name] = value;
  return field;
}

/** The places of some cards on a page; each is printed once and kept as long as it stays the same. */
export function cardSlots(press: Press, cards: readonly Card[]): CardSlot[] {
  return cards.map((card) => {
    let key: string | undefined;
    return new CardSlot((kind) => {
      key ??= `${press.publicUrl}\0${press.site.timezone}\0${JSON.stringify(card)}`;
      return press.theme.printCard(kind, key, () => {
        const view = cardView(press, card);
        return { view, language: view.language };
      });
    });
  });
}

function cardView(press: Press, card: Card): CardView {
  const base = linkBase(press.publicUrl);
  const { tag, direction } = languageOf(card.language, press.site.language);
  const authors = card.authors.map(({ name }) => name);
  const published = timeView(
    card.firstPublished,
    { zone: press.site.timezone, language: tag },
    'day',
  );
  return {
    headline: line(card.headline),
    description: lineOrNull(card.description),
    url: base + card.path,
    language: tag,
    direction,
    section: sectionLink(press, card.section),
    byline: lineOrNull(card.byline ?? listed(authors, tag)),
    dateline: lineOrNull(card.dateline),
    published: published ?? { datetime: card.firstPublished, text: '' },
    // Lists would carry kilobytes of inline placeholders; a colour is enough there.
    picture: card.image ? pictureView({ ...card.image, placeholder: '' }, base) : null,
  };
}
