import { isCommonplace, isNamedSo } from './address.ts';
import type { Suspect } from './cues.ts';

/**
 * Whether a link has a keyword for a name and leads to the front page of a site, as sold links do.
 * Articles are named by headlines, people and partners by their names, in capitals.
 */
export function isKeyword({ link, address }: Suspect): boolean {
  const name = link.text.trim();
  const segments = address.path.split(/[/?]/).filter((part) => part !== '');
  return (
    name !== '' &&
    name.split(/\s+/).length <= 4 &&
    !/^\p{Lu}/u.test(name) &&
    segments.length <= 1 &&
    !/\d{3}|[-_].*[-_].*[-_]/.test(segments[0] ?? '') &&
    !link.isTranslated &&
    !isCommonplace(address) &&
    !isNamedSo(name, address)
  );
}
