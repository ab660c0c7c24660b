import { hidingOf } from '../visibility/hiding.ts';
import type { Look, Looks } from '../visibility/look.ts';
import { type Attributes, isVoid, walk } from './markup.ts';
import { margins } from './page-scan.ts';

/** Links and scripts around an article beyond these say nothing new. */
const maximumLinks = 200;
const maximumScripts = 10;
const maximumText = 1_000;
const maximumScript = 5_000;

/** A link of a page, as written. */
export interface PageLink {
  readonly start: number;
  readonly href: string;
  readonly rel: string;
  text: string;
  label: string;
}

/** A part of the page that readers do not see: its words and links in their order. */
export interface HiddenPart {
  readonly start: number;
  /** In the menus, margins and forms of the page, or for readers without scripts. */
  readonly isCommon: boolean;
  readonly pieces: (string | PageLink)[];
  length: number;
}

/** What one walk over a page finds of what it hides, links to and writes. */
export interface PageParts {
  readonly hidden: readonly HiddenPart[];
  /** Those in sight. */
  readonly links: readonly PageLink[];
  /** Scripts that write links. */
  readonly scripts: readonly string[];
  readonly title: string;
}

/** Walks over a page once. Throws Malformed beyond the bounds of `walk`. */
export function partsOf(html: string, looks: Looks): PageParts {
  const walker = new Walker(looks);
  walk(html, walker);
  return walker;
}

interface Open {
  readonly tag: string;
  readonly look: Look;
  readonly isHidden: boolean;
  readonly isMargin: boolean;
}

class Walker implements PageParts {
  readonly hidden: HiddenPart[] = [];
  readonly links: PageLink[] = [];
  readonly scripts: string[] = [];
  title = '';
  readonly #looks: Looks;
  readonly #open: Open[] = [];
  #hides = 0;
  #margins = 0;
  #link: PageLink | null = null;
  #script = '';

  constructor(looks: Looks) {
    this.#looks = looks;
  }

  open(tag: string, attributes: Attributes, { start }: { start: number }): void {
    const look = this.#looks.of(tag, attributes, this.#open.at(-1)?.look ?? null);
    const isHidden = tag !== 'html' && tag !== 'body' && hidingOf(look, attributes) !== null;
    const isMargin = margins.has(tag) || tag === 'noscript';
    this.#open.push({ tag, look, isHidden, isMargin });
    if (isVoid(tag)) {
      if (this.#link && attributes.alt) this.#link.label += ` ${attributes.alt.slice(0, 200)}`;
      return;
    }
    if (isMargin) this.#margins += 1;
    if (isHidden) this.#hide(start);
    if (tag === 'a' && attributes.href) this.#startLink(attributes, start);
  }

  text(text: string): void {
    const tag = this.#open.at(-1)?.tag;
    if (tag === 'title') this.title ||= text.slice(0, maximumText);
    if (tag === 'script' && this.#script.length < maximumScript) this.#script += text;
    if (tag === 'script' || tag === 'style' || tag === 'title') return;
    if (this.#link) {
      if (this.#link.text.length < maximumText) this.#link.text += text;
      return;
    }
    const part = this.#hides > 0 ? this.hidden.at(-1) : undefined;
    if (!part || part.length > maximumText) return;
    part.pieces.push(text);
    part.length += text.length;
  }

  close(tag: string): void {
    const open = this.#open.pop();
    if (open === undefined || isVoid(tag)) return;
    if (open.isMargin) this.#margins -= 1;
    if (open.isHidden) this.#hides -= 1;
    if (tag === 'a') this.#link = null;
    if (tag === 'script') this.#endScript();
  }

  #hide(start: number): void {
    this.#hides += 1;
    if (this.#hides > 1) return;
    this.hidden.push({ start, isCommon: this.#margins > 0, pieces: [], length: 0 });
  }

  #startLink({ href = '', rel = '', title = '' }: Attributes, start: number): void {
    const link = { start, href, rel: rel.slice(0, 100), text: '', label: title.slice(0, 200) };
    this.#link = link;
    const part = this.#hides > 0 ? this.hidden.at(-1) : undefined;
    if (part && part.pieces.length < maximumLinks) part.pieces.push(link);
    else if (!part && this.links.length < maximumLinks) this.links.push(link);
  }

  /** Scripts that write links are told; they cannot close themselves early. */
  #endScript(): void {
    const script = this.#script.slice(0, maximumScript);
    this.#script = '';
    const writes = /document\.write|innerHTML|insertAdjacentHTML/.test(script);
    if (
      writes &&
      /(?:<|\\x3c|%3c|\\u003c)a\s/i.test(script) &&
      this.scripts.length < maximumScripts
    ) {
      this.scripts.push(script);
    }
  }
}
