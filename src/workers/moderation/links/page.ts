import type { ScriptShares } from './script-shares.ts';

/** An element of the body as submitted: where it stands and what it holds. */
export interface Element {
  readonly tag: string;
  readonly parent: Element | null;
  /** In UTF-16 units of the body, `[start, end)`. */
  readonly start: number;
  end: number;
  /** Letters and digits it holds, and how many of them are of links found to be injected. */
  letters: number;
  injected: number;
  /** Pictures, players and parts of forms in it. */
  media: number;
}

/** A link as written, wherever it stands. */
export interface Link {
  readonly element: Element;
  readonly href: string;
  readonly rel: string;
  /** Said to be in another language, by `hreflang` or `lang`. */
  readonly isTranslated: boolean;
  /** What a reader sees of it. */
  text: string;
  /** What else it says: its title, and the descriptions of pictures in it. */
  label: string;
  /** With a class or a style of its own, by which it may be made to show. */
  readonly isStyled: boolean;
  /** Readers are sent there without being asked. */
  readonly isRedirect: boolean;
  /** A picture of some size, or an element that style sheets can make one. */
  hasPicture: boolean;
}

/** A text for search engines: a title, a description, statements in JSON. */
export interface HeadText {
  readonly element: Element;
  readonly text: string;
}

/** A body's markup, read once for all rules on links. */
export interface Page {
  readonly body: string;
  readonly links: readonly Link[];
  readonly headTexts: readonly HeadText[];
  /** Letters and digits of the whole text. */
  readonly letters: number;
  /** Scripts in which the text outside links is written. */
  readonly scripts: ScriptShares;
  /** Where the document that holds most text begins and ends; nothing before or after it is seen. */
  readonly start: number;
  readonly end: number;
  /** Where the first paragraph of the text begins. */
  readonly textStart: number;
  /** Addresses the page gives as its own. */
  readonly addresses: readonly string[];
  /** Address that `<base>` has links within the site begin at. */
  readonly base: string | null;
}
