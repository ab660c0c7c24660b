import sanitizeHtml from 'sanitize-html';
import { InvalidStory } from '../../shared/errors.ts';
import { isPlainText } from '../../shared/plain-text.ts';
import type { Removed, StoryImage } from '../../shared/story.ts';
import { Album } from './album.ts';
import { balanceIsolates, cleanText, needsCleaning } from './clean-text.ts';
import { applyEdits } from './edit.ts';
import type { Original } from './original.ts';
import { paragraphsOf } from './paragraphs.ts';
import { scan } from './scan.ts';

export interface Sanitised {
  /** HTML of a small allow-list; pictures are `<img data-image="ID">`. */
  readonly body: string;
  readonly removed: readonly Removed[];
  /** Those submitted and those found in the text, each with its id. */
  readonly images: readonly StoryImage[];
  readonly notes: readonly string[];
  /** Pictures that stood in the text as bytes. */
  readonly originals: readonly Original[];
}

const allowedTags = (
  'p h2 h3 h4 ul ol li dl dt dd blockquote q cite a em strong b i u s sub sup small mark br hr ' +
  'code pre figure figcaption img table caption thead tbody tfoot tr td th bdi bdo abbr time'
).split(' ');

/** Tags that say nothing when they hold nothing. */
const emptyElements =
  /<(p|h[234]|em|strong|b|i|u|s|a|q|li|ul|ol|blockquote|figure|figcaption|mark|small)(?: [^<>]*)?>(?:\s|<br \/>)*<\/\1>/g;

const options: sanitizeHtml.IOptions = {
  allowedTags,
  allowedAttributes: {
    '*': ['lang', 'dir'],
    a: ['href', 'rel'],
    img: ['data-image'],
    abbr: ['title'],
    time: ['datetime'],
    td: ['colspan', 'rowspan'],
    th: ['colspan', 'rowspan', 'scope'],
    ol: ['start'],
  },
  allowedSchemes: ['http', 'https', 'mailto'],
  allowProtocolRelative: true,
  nonTextTags: ['script', 'style', 'textarea', 'option', 'xmp', 'noscript', 'template', 'svg'],
  nestingLimit: 256,
  textFilter: (text) => (needsCleaning.test(text) ? cleanText(text) : text),
};

/** Twice the largest body: only what is all signs that must be escaped grows by more. */
const maximumClean = 2 * 1024 * 1024;

const renamed: Readonly<Record<string, string>> = { h1: 'h2', h5: 'h4', h6: 'h4', strike: 's' };

/**
 * Makes of a submitted body what a page may show, keeping its structure, and tells what was taken
 * out. Throws InvalidStory for markup nested or crowded beyond reason.
 */
export function sanitise(submitted: string, given: readonly StoryImage[]): Sanitised {
  const album = new Album(given);
  const isPlain = isPlainText(submitted);
  const { edits, removed } = isPlain ? { edits: [], removed: [] } : scan(submitted, album);
  const edited = isPlain ? paragraphsOf(submitted) : applyEdits(submitted, edits);
  const clean = sanitizeHtml(edited.normalize('NFC'), { ...options, transformTags: tags(album) });
  if (clean.length > maximumClean) {
    throw new InvalidStory(`The body, once cleaned, has more than ${maximumClean} characters`);
  }
  return {
    body: tidy(balanceBlocks(clean)),
    removed,
    images: album.images,
    originals: album.originals,
    notes: album.dropped > 0 ? [noteOnDropped(album.dropped)] : [],
  };
}

const noteOnDropped = (count: number): string =>
  count === 1
    ? 'A picture in the text was left out: it has no web address, or there are too many'
    : `${count} pictures in the text were left out: without web address, or too many`;

function tags(album: Album): Record<string, sanitizeHtml.Transformer> {
  const transformers: Record<string, sanitizeHtml.Transformer> = {
    a: (tagName, attributes) => {
      const attribs = linkFrom(attributes);
      return { tagName: attribs.href === undefined ? 'span' : tagName, attribs };
    },
    img: (tagName, { 'data-image': id = '' }) => ({
      tagName: album.has(id) ? tagName : 'span',
      attribs: { 'data-image': id },
    }),
  };
  for (const [from, to] of Object.entries(renamed)) {
    transformers[from] = sanitizeHtml.simpleTransform(to, {});
  }
  return transformers;
}

/** Characters that browsers drop from an address, or that only disguise it. */
const invisible =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  /[\u0000-\u001F\u007F-\u009F\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u206F\uFEFF\uFFFE\uFFFF]/g;

function linkFrom({ href, lang, dir }: sanitizeHtml.Attributes): sanitizeHtml.Attributes {
  const address = href?.replace(invisible, '').trim();
  return {
    ...(address ? { href: address } : {}),
    ...(address && /^(?:https?:|[\\/]{2})/i.test(address) ? { rel: 'noopener' } : {}),
    ...(lang ? { lang } : {}),
    ...(dir ? { dir } : {}),
  };
}

/** Direction isolates reach no further than their block, as the bidirectional algorithm has it. */
function balanceBlocks(html: string): string {
  if (!/[\u2066-\u2069]/.test(html)) return html;
  return html
    .split(/(?<=<\/(?:p|h[234]|li|td|th|figcaption|blockquote|dd|dt|pre)>)/)
    .map((block) => {
      const end = block.lastIndexOf('</');
      return end === -1
        ? balanceIsolates(block)
        : balanceIsolates(block.slice(0, end)) + block.slice(end);
    })
    .join('');
}

function tidy(html: string): string {
  let before: string;
  let tidied = html;
  let rounds = 0;
  do {
    before = tidied;
    tidied = before.replace(emptyElements, '');
    rounds += 1;
  } while (tidied.length < before.length && rounds < 5);
  return tidied.replace(/\n\s*\n+/g, '\n').trim();
}
