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
  /** The stories on a topic. */
  tag: ListView;
  /** The stories of an author. */
  author: AuthorPageView;
  /** A sealed page of a front. */
  older: ListView;
  search: SearchView;
  /** A page of the site itself, such as "About us". */
  page: StaticPageView;
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
  /** The site's own pages, such as "About us" and its policy on corrections. */
  readonly pages: readonly NavView[];
  /** `null` where the site has no search. */
  readonly searchUrl: string | null;
}

export interface LinkView {
  readonly name: string;
  /** `null`: there is no such page. */
  readonly url: string | null;
}

interface NavView extends LinkView {
  /** Whether this is where the reader is. */
  readonly current: boolean;
}

interface LayoutView extends PageView {
  /** All of `<head>` but the theme's own additions. */
  readonly head: Markup;
  readonly content: Markup;
  /** Name of the page's own template, e.g. `article`. */
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

/** `url` is the page of the author's stories on this site. */
export interface AuthorView extends LinkView {
  /** Where else the author is to be found: absolute. */
  readonly profileUrl: string | null;
  readonly bio: string | null;
}

/** Where a story is in another language; `name` is what that language calls itself. */
export interface TranslationView extends Omit<LinkView, 'url'> {
  readonly url: string;
  readonly language: string;
  readonly direction: Direction;
}

interface CorrectionView {
  readonly time: TimeView | null;
  readonly text: string;
}

/** Addresses by which a reader passes a story on; no script and no button of others is needed. */
export interface ShareView {
  readonly email: string;
  readonly whatsapp: string;
  readonly telegram: string;
  readonly facebook: string;
  readonly x: string;
}

export interface ArticleView extends PageView {
  /** Absolute. */
  readonly url: string;
  readonly share: ShareView;
  readonly headline: string;
  readonly alternativeHeadline: string | null;
  /** The standfirst; `null` too where it is the beginning of the text. */
  readonly description: string | null;
  readonly section: LinkView;
  /** Home and section, each with its address; the headline follows them. */
  readonly crumbs: readonly LinkView[];
  /** Who wrote it, as the story or the language says so, in pieces: `By `, `Jane Smith`. */
  readonly byline: readonly LinkView[];
  readonly authors: readonly AuthorView[];
  readonly dateline: string | null;
  /** The same story in other languages, one page for each. */
  readonly translations: readonly TranslationView[];
  readonly published: TimeView;
  /** `null` where it has not changed since it was published. */
  readonly modified: TimeView | null;
  readonly lead: FigureView | null;
  readonly body: Markup;
  readonly corrections: readonly CorrectionView[];
  /** Each with the page of its topic. */
  readonly keywords: readonly LinkView[];
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

export interface AuthorPageView extends ListView {
  readonly author: AuthorView;
}

/** Its form sends `q` to the page itself; a script of ours finds, where scripts run. */
export interface SearchView extends PageView {
  readonly heading: string;
  /** Where the script finds its index, for a `data-index` attribute. */
  readonly indexUrl: string;
}

export interface StaticPageView extends PageView {
  readonly heading: string;
  readonly description: string | null;
  readonly body: Markup;
}
