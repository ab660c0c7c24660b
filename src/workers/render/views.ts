import type { CardSlot } from './card-slot.ts';
import type { TimeView } from './dates.ts';
import type { Markup } from './html.ts';
import type { Direction } from './language.ts';

/**
 * What templates see: flat and ready. Texts are plain (Handlebars escapes them), addresses are
 * safe to link to, `Markup` was made by our own code. Every field is always there; what a story
 * lacks is `null`, so that a misspelt name is found.
 */
export interface Views {
  /** Around every page; `content` is what the page's own template printed. */
  layout: LayoutView;
  article: ArticleView;
  home: HomeView;
  section: ListView;
  /** A sealed page of a front. */
  older: ListView;
  '404': PageView;
  tombstone: PageView;
  /** A picture within the body. */
  'partials/inline-figure': FigureView;
}

/** What all pages have. */
export interface PageView {
  /** BCP 47. */
  readonly language: string;
  readonly direction: Direction;
  readonly site: SiteView;
}

interface SiteView {
  readonly name: string;
  readonly description: string | null;
  readonly publisher: string;
  readonly homeUrl: string;
  readonly feedUrl: string;
  /** Of the site itself: pages may be in another language. */
  readonly language: string;
  readonly direction: Direction;
  readonly sections: readonly NavView[];
}

export interface LinkView {
  readonly name: string;
  /** `null`: there is no such page. */
  readonly url: string | null;
}

interface NavView extends LinkView {
  /** Whether the page is of this section. */
  readonly current: boolean;
}

interface LayoutView extends PageView {
  /** All of `<head>` but the theme's own additions. */
  readonly head: Markup;
  readonly content: Markup;
  /** `article`, `home`, `section`, `older`, `404` or `tombstone`. */
  readonly kind: string;
}

/** One `<picture>`. */
export interface PictureView {
  /** Better formats first; `srcset` has a width for each. */
  readonly sources: readonly {
    readonly type: string;
    readonly srcset: string;
    /** A media query; `null`: always. */
    readonly media: string | null;
  }[];
  readonly src: string;
  readonly srcset: string;
  readonly width: number;
  readonly height: number;
  readonly alt: string;
  readonly shape: 'landscape' | 'portrait' | 'square';
  /** For a `style` attribute: what shows until the picture is there. */
  readonly background: string;
}

/** Who owns a picture and where it can be had, for machines; texts and safe addresses. */
export interface OwnerView {
  readonly creator: string | null;
  readonly copyrightNotice: string | null;
  readonly license: string | null;
  readonly acquireLicensePage: string | null;
}

export interface FigureView {
  readonly picture: PictureView;
  readonly caption: string | null;
  readonly credit: string | null;
  readonly owner: OwnerView;
}

export interface AuthorView extends LinkView {
  readonly bio: string | null;
}

interface CorrectionView {
  readonly time: TimeView | null;
  readonly text: string;
}

export interface ArticleView extends PageView {
  readonly headline: string;
  readonly alternativeHeadline: string | null;
  /** The standfirst. */
  readonly description: string | null;
  readonly section: LinkView;
  /** Home and section, each with its address; the headline follows them. */
  readonly crumbs: readonly LinkView[];
  /** As the story says it, e.g. `By Jane Smith`; else `null` and `authors` say it. */
  readonly byline: string | null;
  readonly authors: readonly AuthorView[];
  /** Names of the authors in one text, as the language lists them. */
  readonly authorNames: string | null;
  readonly dateline: string | null;
  readonly published: TimeView;
  /** `null` where it has not changed since it was published. */
  readonly modified: TimeView | null;
  readonly lead: FigureView | null;
  readonly body: Markup;
  readonly corrections: readonly CorrectionView[];
  readonly keywords: readonly string[];
  readonly related: readonly CardSlot[];
  readonly copyright: string;
}

export interface CardView {
  readonly headline: string;
  readonly description: string | null;
  readonly url: string;
  readonly language: string;
  readonly direction: Direction;
  readonly section: LinkView;
  readonly byline: string | null;
  readonly dateline: string | null;
  readonly published: TimeView;
  readonly picture: PictureView | null;
}

export interface ListView extends PageView {
  readonly heading: string;
  readonly description: string | null;
  readonly stories: readonly CardSlot[];
  /** Number of a sealed page; `null` on the front itself. */
  readonly page: string | null;
  readonly frontUrl: string;
  readonly feedUrl: string;
  readonly olderUrl: string | null;
  readonly newerUrl: string | null;
}

interface HomeView extends ListView {
  /** The story at the top; `stories` has it no more. */
  readonly lead: CardSlot | null;
  /** The next few, for larger cards (`topStories` in theme.json). */
  readonly top: readonly CardSlot[];
}
