import type { ImagesResult, PreparedImage } from '../../shared/archive/pictures.ts';
import type { Card } from '../../shared/archive/publication.ts';
import { readPictureRights } from '../../shared/rights/read-picture-rights.ts';
import type { Author, Story } from '../../shared/story.ts';
import { bodyMarkup } from './body.ts';
import { linkedByline, ownByline } from './byline.ts';
import { cardSlots, headlineOf, modifiedAt } from './card.ts';
import { earlier, inZone, type TimeView, timeView } from './dates.ts';
import type { Markup } from './html.ts';
import { digits, listed } from './language.ts';
import { pictureView, variantsOf } from './picture.ts';
import { linkBase, type Press } from './press.ts';
import { shareLinks } from './share.ts';
import { wordsOn } from './shown-pictures.ts';
import { authorLink, pageView, publisherOf, sectionLink, tagLink } from './site-view.ts';
import { standfirstOf } from './standfirst.ts';
import { line, lineOrNull, webAddress } from './text.ts';
import { translationViews } from './translations.ts';
import type { ArticleView, AuthorView, FigureView, OwnerView } from './views.ts';

export interface ArticleSubject {
  readonly story: Story;
  readonly images: ImagesResult;
  /** With slashes at both ends. */
  readonly path: string;
  /** RFC 3339, UTC; planned, where the story has not been live yet. */
  readonly firstPublished: string;
  readonly related: readonly Card[];
  /** The same story in other languages, the original first. */
  readonly translations?: readonly Card[];
  readonly siteKey: string;
}

/** A story and what belongs to it, as the article template sees it. */
export function articleView(press: Press, subject: ArticleSubject): ArticleView {
  const { story, firstPublished, related, translations = [] } = subject;
  const page = pageView(press, story);
  const place = { zone: press.site.timezone, language: page.language };
  const section = sectionLink(press, story.section);
  const authors = story.authors
    .map((author) => authorView(press, author))
    .filter(({ name }) => name !== '');
  const figures = new Figures(press, subject);
  const modified = modifiedAt(story, firstPublished);
  const headline = headlineOf(story);
  const url = press.publicUrl + subject.path;
  return {
    ...page,
    url,
    share: shareLinks(url, headline),
    headline,
    alternativeHeadline: lineOrNull(story.alternativeHeadline),
    description: standfirstOf(story),
    section,
    crumbs: [{ name: press.theme.text(page.language, 'home'), url: page.site.homeUrl }, section],
    byline: linkedByline(ownByline(story) || bylineOf(press, authors, page.language), authors),
    authors,
    dateline: lineOrNull(story.dateline),
    translations: translationViews(press, { ...subject, language: page.language }, translations),
    published: moment(firstPublished, place),
    modified: modified === firstPublished ? null : moment(modified, place),
    lead: figures.lead(),
    body: figures.body(page.language),
    // None was made after readers got it, whatever its date says.
    corrections: story.corrections
      .map(({ at, text }) => ({ time: timeView(earlier(at, modified), place), text: line(text) }))
      .filter(({ text }) => text !== ''),
    keywords: story.keywords
      .filter((keyword) => line(keyword) !== '')
      .map((keyword) => tagLink(press, keyword)),
    related: cardSlots(press, related.map(lasting)),
    copyright: copyright(press, subject, page.language),
  };
}

/** Where the story brings none. */
function bylineOf({ theme }: Press, authors: readonly AuthorView[], language: string): string {
  const names = authors.map(({ name }) => name);
  return names.length === 0 ? '' : theme.text(language, 'by', { names: listed(names, language) });
}

/** The story's picture: the first that is meant to lead and could be had. */
function leadImage(story: Story, images: ImagesResult): PreparedImage | undefined {
  for (const { id, role } of story.images) {
    const image = role === 'lead' ? images.images.find((ready) => ready.id === id) : undefined;
    if (image !== undefined) return image;
  }
  return undefined;
}

/** What cards and social networks show: the leading picture, or else the first there is. */
export function cardPicture(story: Story, images: ImagesResult): PreparedImage | undefined {
  return leadImage(story, images) ?? images.images[0];
}

class Figures {
  readonly #press: Press;
  readonly #subject: ArticleSubject;
  readonly #lead: PreparedImage | undefined;

  constructor(press: Press, subject: ArticleSubject) {
    this.#press = press;
    this.#subject = subject;
    this.#lead = leadImage(subject.story, subject.images);
  }

  lead(): FigureView | null {
    return this.#lead === undefined ? null : this.#figure(this.#lead, null);
  }

  body(language: string): Markup {
    const { story, images } = this.#subject;
    const print = (id: string, caption: string | null): Markup | null => {
      const image = images.images.find((ready) => ready.id === id);
      // The leading picture stands above already.
      if (image === undefined || image === this.#lead) return null;
      const figure = this.#figure(image, caption);
      return figure && this.#press.theme.print('partials/inline-figure', figure, language);
    };
    return bodyMarkup(story.body, { ids: story.images.map(({ id }) => id), print });
  }

  #figure(image: PreparedImage, ownCaption: string | null): FigureView | null {
    const { story, siteKey } = this.#subject;
    const renditions = variantsOf(image, { siteKey, use: 'picture' });
    const animation = variantsOf(image, { siteKey, use: 'animation' });
    const { dominant, rightsClass } = image;
    // The page goes everywhere: not even in small may it hold a picture that may not.
    const placeholder = rightsClass === '' ? image.placeholder : '';
    const words = wordsOn(image, story);
    const picture = pictureView(
      { altText: words.altText ?? '', renditions, animation, placeholder, dominant },
      linkBase(this.#press.publicUrl),
    );
    if (picture === null) return null;
    const caption = lineOrNull(words.caption) ?? lineOrNull(forReaders(ownCaption, story));
    return { picture, caption, credit: lineOrNull(words.creditLine), owner: ownerView(image) };
  }
}

/** Other stories' pictures may go while this page stays as it is. */
function lasting(card: Card): Card {
  if (card.image?.isTemporary !== true) return card;
  const { image: _, ...rest } = card;
  return rest;
}

/** A caption that stands in the text, without what was meant for desks. */
function forReaders(caption: string | null, { received }: Story): string | undefined {
  if (caption === null) return undefined;
  return readPictureRights([{ field: 'caption', text: caption }], { transmitted: received })
    .caption;
}

const ownerView = ({ metadata }: PreparedImage): OwnerView => ({
  creator: lineOrNull(metadata?.byline),
  copyrightNotice: lineOrNull(metadata?.copyrightNotice),
  license: webAddress(metadata?.webStatement),
  acquireLicensePage: webAddress(metadata?.licensorUrl),
});

/** What the newsroom says of its author fills what the story leaves out. */
export function authorView(press: Press, author: Author): AuthorView {
  const name = line(author.name);
  const own = press.site.authors.find((known) => known.name.toLowerCase() === name.toLowerCase());
  return {
    ...authorLink(press, name),
    profileUrl: webAddress(author.url ?? own?.url),
    bio: lineOrNull(author.bio ?? own?.bio),
  };
}

function moment(instant: string, place: { zone: string; language: string }): TimeView {
  return timeView(instant, place) ?? { datetime: instant, text: instant };
}

function copyright({ site }: Press, subject: ArticleSubject, language: string): string {
  const { story, firstPublished } = subject;
  const year = Number(inZone(firstPublished, site.timezone).slice(0, 4));
  return `© ${digits(year, language)} ${line(story.copyrightHolder) || publisherOf(site)}`;
}
