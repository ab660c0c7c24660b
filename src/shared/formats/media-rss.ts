import { plainTextOf } from './markup.ts';
import { webAddress } from './web-address.ts';
import { type WireImage, wholeNumber } from './wire-story.ts';
import type { XmlElement } from './xml.ts';
import { attribute, childrenOf, rawText, text } from './xml-find.ts';

/** Media RSS, without the closing slash that some feeds forget. */
const mediaSpace = 'http://search.yahoo.com/mrss';

/** An item's pictures: one of each group, the biggest; loose ones are renditions of one picture. */
export function mediaImages(item: XmlElement, base: string | undefined): WireImage[] {
  const groups = childrenOf(item, 'group', mediaSpace);
  return [...groups, item].flatMap((holder) => pictureOf(holder, item, base));
}

/** The text that Media RSS gives the item, where it gives one. */
export function mediaDescription(item: XmlElement): string | undefined {
  const holders = [item, ...childrenOf(item, 'group', mediaSpace)];
  const found = holders.flatMap((holder) => childrenOf(holder, 'description', mediaSpace));
  return rawText(found[0]).trim() || undefined;
}

/** Where the item may be used, as far as it says so for itself and not for one picture. */
export function mediaTerms(item: XmlElement): string | undefined {
  return termsOf([item, ...childrenOf(item, 'group', mediaSpace)]);
}

function pictureOf(holder: XmlElement, item: XmlElement, base: string | undefined): WireImage[] {
  const contents = childrenOf(holder, 'content', mediaSpace).filter(isPicture);
  const candidates = contents.length > 0 ? contents : childrenOf(holder, 'thumbnail', mediaSpace);
  const biggest = candidates
    .flatMap((element) => {
      const url = webAddress(attribute(element, 'url'), element.base ?? base);
      return url === undefined ? [] : [{ url, element }];
    })
    .toSorted((left, right) => widthOf(right.element) - widthOf(left.element))[0];
  if (!biggest) return [];
  const within = [biggest.element, holder, item];
  const first = (name: string): string | undefined =>
    within.flatMap((element) => text(childrenOf(element, name, mediaSpace)[0]) ?? [])[0];
  return [
    {
      url: biggest.url,
      creditLine: first('credit'),
      caption: captionOf(first('description')),
      usageTerms: termsOf(within),
    },
  ];
}

const captionOf = (description: string | undefined): string | undefined =>
  description && plainTextOf(description);

function isPicture(content: XmlElement): boolean {
  const medium = attribute(content, 'medium');
  if (medium !== undefined) return medium === 'image';
  const type = attribute(content, 'type');
  return type === undefined || type.startsWith('image/');
}

const widthOf = (element: XmlElement): number => wholeNumber(attribute(element, 'width')) ?? 0;

const countries = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'code' });

/** Territory and licence, in the words in which wires write them: `Japan OUT`. */
function termsOf(within: readonly XmlElement[]): string | undefined {
  const restrictions = within.flatMap((element) => childrenOf(element, 'restriction', mediaSpace));
  const terms = restrictions.flatMap(restrictionIn);
  return terms.join('; ') || undefined;
}

function restrictionIn(restriction: XmlElement): string[] {
  if (attribute(restriction, 'type') !== 'country') return [];
  const names = (text(restriction) ?? '')
    .split(' ')
    .filter((code) => /^[a-z]{2}$/i.test(code))
    .map((code) => countries.of(code.toUpperCase()) ?? code);
  if (names.length === 0) return [];
  if (attribute(restriction, 'relationship') === 'deny') return names.map((name) => `${name} OUT`);
  return [`For use in ${names.join(', ')} only`];
}
