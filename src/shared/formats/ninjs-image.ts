import { pointerTo } from './faults.ts';
import { type Fault, Invalid, type SubmittedImage } from './format.ts';
import { plainTextOf } from './markup.ts';
import type { Part, Rendition } from './ninjs-schema.ts';
import { pictureOf, present } from './submit.ts';
import { webAddress } from './web-address.ts';

export const isPicture = ({ type }: Part): boolean => type === 'picture' || type === 'graphic';

/** Desks write to desks in editor's notes; only those that restrict use go with the picture. */
const restricts = /\b(?:out|only|no|not|except|mandatory|restrict\w*|embargo\w*|prohibited)\b/i;

/**
 * The picture of an item in its largest rendition; none where the sender gave no link to one.
 * Throws Invalid where all its links are unusable.
 */
export function imageOf(part: Part, path: readonly string[]): SubmittedImage | undefined {
  const largest = largestOf(part, path);
  if (largest === undefined) return undefined;
  return pictureOf({
    url: largest.url,
    caption: captionOf(part),
    creditLine: creditOf(part),
    altText: worded(part, /^alt/i) ?? altOf(part),
    usageTerms: usageTermsOf(part),
    ...focalPointOf(largest.rendition),
  });
}

/** Addresses of an item's lesser renditions, each with that of the largest. */
export function lesserRenditions(part: Part): (readonly [string, string])[] {
  const largest = imageOf(part, [])?.url;
  if (largest === undefined) return [];
  return Object.values(part.renditions ?? {}).flatMap((rendition) => {
    const url = webAddress(rendition?.href);
    return url === undefined ? [] : [[url, largest] as const];
  });
}

function largestOf({ renditions = {} }: Part, path: readonly string[]) {
  const faults: Fault[] = [];
  let largest: { readonly rendition: Rendition; readonly url: string } | undefined;
  for (const [key, rendition] of Object.entries(renditions)) {
    if (!rendition?.href || !isImage(rendition)) continue;
    const url = webAddress(rendition.href);
    if (url === undefined) {
      const detail = 'not a web address; write it in full, with https:// or http://';
      faults.push({ pointer: pointerTo([...path, 'renditions', key, 'href']), detail });
    } else if (!largest || rank(rendition, key) > rank(largest.rendition, '')) {
      largest = { rendition: { ...rendition, name: rendition.name ?? key }, url };
    }
  }
  if (largest === undefined && faults.length > 0) throw new Invalid(faults.slice(0, 100));
  return largest;
}

const isImage = ({ mimetype, contenttype }: Rendition): boolean =>
  /^image\//i.test(contenttype ?? mimetype ?? 'image/');

/** Pixels; where nobody counted them, the names that wires give to the whole picture. */
function rank({ width, height, name }: Rendition, key: string): number {
  if (width !== undefined && height !== undefined) return width * height;
  return /^(?:original|main|supplied|highres|hires|full)/i.test(name ?? key) ? 1 : 0;
}

function focalPointOf({ poi, width, height }: Rendition) {
  if (poi?.x === undefined || poi.y === undefined || !width || !height) return {};
  const focalPoint = { x: poi.x / width, y: poi.y / height };
  const isWithin = [focalPoint.x, focalPoint.y].every((share) => share >= 0 && share <= 1);
  return isWithin ? { focalPoint } : {};
}

/** The first text whose role says that it is such. */
function worded({ descriptions = [] }: Part, role: RegExp): string | undefined {
  return descriptions.find((one) => role.test(one.role ?? ''))?.value;
}

export function captionOf(part: Part): string | undefined {
  const { descriptions = [] } = part;
  const listed = worded(part, /^(?:caption|text|main|lead|summary|x?html\d?)$/i);
  const other = descriptions.find(({ role }) => !/^(?:credit|writer|alt)/i.test(role ?? ''))?.value;
  const markup = part.description_html ?? part.description_xhtml;
  const written = listed ?? other ?? part.description_text ?? markup;
  return written === undefined ? undefined : plainTextOf(written);
}

function creditOf(part: Part): string | undefined {
  const given = part.creditline ?? worded(part, /^credit/i);
  if (given) return given;
  const { by = part.byline, copyrightholder } = part;
  if (!by) return copyrightholder ?? part.copyrightnotice;
  const isNamed = !copyrightholder || by.toLowerCase().includes(copyrightholder.toLowerCase());
  return isNamed ? by : `${by} / ${copyrightholder}`;
}

/** Superdesk writes the alternative text of a picture into the place of its body. */
const altOf = ({ type, body_text }: Part): string | undefined =>
  type === 'picture' && body_text !== undefined && body_text.length <= 1_000
    ? body_text
    : undefined;

/** Terms, restricting notes and machine-readable rights: what moderation must know of. */
export function usageTermsOf(part: Part): string | undefined {
  const { usageterms, ednote = '', rightsinfo } = part;
  const note = restricts.test(ednote) ? ednote : undefined;
  const { linkedrights, encodedrights } = rightsinfo ?? {};
  const lines = Object.values(present({ usageterms, note, linkedrights, encodedrights }));
  return lines.length === 0 ? undefined : lines.join('\n');
}
