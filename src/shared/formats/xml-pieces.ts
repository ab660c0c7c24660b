import { Invalid, Malformed } from './format.ts';
import type { XmlElement } from './xml.ts';
import { writeAround } from './xml-write.ts';

/** Items that one body may bring. */
const maximumItems = 1_000;
/** Characters of what stands around the items and goes into every piece. */
const maximumAround = 16_384;

/**
 * Documents of one item each: the item (as XML) within the tags that it stood in, so that its
 * prefixes, base and language hold, and with what of the whole's own metadata (`before`, as XML)
 * its reading needs. A piece changes only with its item, not with its neighbours. Throws Malformed
 * for too large a frame and Invalid for too many items.
 */
export function pieces(
  frame: readonly XmlElement[],
  before: string,
  items: readonly string[],
): Buffer[] {
  checkCount(items.length);
  const around = (content: string): string =>
    frame.reduceRight((inner, element) => writeAround(element, inner), content);
  if (around(before).length > maximumAround) {
    throw new Malformed(`What stands around the items is over ${maximumAround} characters`);
  }
  return items.map((item) => Buffer.from(around(before + item)));
}

/** Throws Invalid for more items than one body may bring. */
export function checkCount(items: number): void {
  if (items <= maximumItems) return;
  const detail = `${items} items in one body; send at most ${maximumItems}`;
  throw new Invalid([{ pointer: '#', detail }]);
}

/** The only item of a body. Throws Invalid for none or several. */
export function onlyOne<Item>(items: readonly Item[], what: string): Item {
  const [item] = items;
  if (item === undefined || items.length > 1) {
    const detail = `${items.length} ${what}; a story is read from exactly one`;
    throw new Invalid([{ pointer: '#', detail }]);
  }
  return item;
}
