import type { Removed } from '../../shared/story.ts';
import { type Hiding, hidingOf } from '../../shared/visibility/hiding.ts';
import type { Attributes, Look } from '../../shared/visibility/look.ts';
import { embeds, formParts, silent } from './elements.ts';

/** Parts removed that are kept for moderation, and how much of each. */
const maximumRemoved = 200;
const maximumText = 1_000;
const maximumLinks = 50;

/** Why an element is taken out of the body. `null` as kind: nobody needs to know. */
export interface Reason {
  readonly kind: Removed['kind'] | null;
  readonly how: string;
  /** What hides it; absent for what is cut for what it is. */
  readonly hiding?: Hiding;
}

export function reasonToCut(look: Look, attributes: Attributes): Reason | null {
  const { tag } = look;
  if (tag === 'script') return { kind: isData(attributes) ? 'head' : 'script', how: '<script>' };
  if (tag === 'title' || tag === 'meta') return { kind: 'head', how: `<${tag}>` };
  const outside = tag === 'template' ? attributes['data-outside'] : undefined;
  if (outside !== undefined) return { kind: 'outside', how: outside.slice(0, 100) };
  if (silent.has(tag)) return { kind: null, how: tag };
  const hiding = isWholePage(tag) ? null : hidingOf(look, attributes);
  if (hiding !== null) return { kind: 'hidden', how: hiding.how, hiding };
  if (embeds.has(tag)) return { kind: 'frame', how: `<${tag}>` };
  if (formParts.has(tag)) return { kind: 'form', how: `<${tag}>` };
  return null;
}

/** Statements about the page, for search engines. */
const isData = ({ type }: Attributes): boolean => /^application\/ld\+json/i.test(type ?? '');

/** Pages that hide until they are ready are no page that hides. */
const isWholePage = (tag: string): boolean => tag === 'html' || tag === 'body';

/** A part on its way out of the body: gathers what it says and where it leads. */
export class Cut {
  readonly reason: Reason;
  readonly start: number;
  /** Elements open around it. */
  readonly depth: number;
  #text = '';
  readonly #links = new Set<string>();

  /** Whether it ends where the element around it closes, not where itself does. */
  readonly isOpenEnded: boolean;

  constructor(reason: Reason, start: number, depth: number, isOpenEnded = false) {
    this.reason = reason;
    this.start = start;
    this.depth = depth;
    this.isOpenEnded = isOpenEnded;
  }

  get text(): string {
    return this.#text;
  }

  read(text: string): void {
    if (this.#text.length < maximumText) this.#text += text.slice(0, maximumText);
    if (this.reason.kind === 'script') this.#readAddresses(text);
  }

  /** Takes the addresses an element leads to; those it loads, only of scripts, frames and forms. */
  readLinks({ href, src, data, action, content }: Attributes): void {
    if (this.reason.how === '<meta>') this.read(content ?? '');
    this.#link(href);
    if (/^(?:script|frame|form)$/.test(this.reason.kind ?? ''))
      for (const address of [src, data, action]) this.#link(address);
  }

  #readAddresses(text: string): void {
    for (const [address] of text.slice(0, 20_000).matchAll(/https?:\/\/[^\s"'<>\\]{1,500}/g)) {
      this.#link(address);
    }
  }

  #link(address: string | undefined): void {
    if (address?.trim() && this.#links.size < maximumLinks) {
      this.#links.add(address.trim().slice(0, 2_048));
    }
  }

  get firstLink(): string | undefined {
    return this.#links.values().next().value;
  }

  /** Records it, unless moderation need not know or has enough to go by. */
  record(removed: Removed[], end: number): void {
    const { kind, how } = this.reason;
    if (kind === null || removed.length >= maximumRemoved) return;
    if (kind === 'head' && this.#text.trim() === '') return;
    removed.push({
      kind,
      how,
      text: this.#text.replace(/\s+/g, ' ').trim().slice(0, maximumText),
      links: [...this.#links],
      offset: this.start,
      length: end - this.start,
    });
  }
}

/** A comment is kept for moderation when it holds links; those of block editors are not told. */
export function recordComment(text: string, start: number, end: number, removed: Removed[]): void {
  const hasAnchor = /<a\s/i.test(text);
  if (!hasAnchor && (/^\s*\/?wp:/.test(text) || !/https?:\/\//i.test(text))) return;
  const cut = new Cut({ kind: 'comment', how: '<!-- -->' }, start, 0);
  cut.read(text);
  for (const [address] of text.slice(0, 20_000).matchAll(/https?:\/\/[^\s"'<>]{1,500}/gi)) {
    cut.readLinks({ href: address });
  }
  cut.record(removed, end);
}
