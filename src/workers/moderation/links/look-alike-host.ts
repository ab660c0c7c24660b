import { domainToUnicode } from 'node:url';
import { Resemblance, resemblanceToLatin } from '../look-alikes.ts';

/** Letters of Latin that no language writes names of places with: of phonetics, and small capitals. */
const odd = /[\u0250-\u02AF\u1D00-\u1DBF\uA720-\uA7FF]/;

/** Alphabets with letters that look like Latin ones; others are mixed by nobody to deceive. */
const akin = /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}]/u;

/**
 * A host with a name that is read as another: letters of another alphabet among Latin ones, or in
 * their place. `münchen.de` and `пример.рф` are names like any.
 */
export function isLookAlike(host: string): boolean {
  if (!host.includes('xn--')) return false;
  const labels = domainToUnicode(host).split('.');
  const isLatinZone = /^[a-z\d-]+$/.test(labels.at(-1) ?? '');
  return labels.some((label) => isRead(label, isLatinZone));
}

function isRead(label: string, isLatinZone: boolean): boolean {
  if (odd.test(label)) return true;
  if (!akin.test(label)) return false;
  if (/\p{Script=Latin}/u.test(label)) return true;
  const isReadAsLatin = (letter: string): boolean =>
    /[\d-]/.test(letter) || resemblanceToLatin(letter.charCodeAt(0)) === Resemblance.same;
  return isLatinZone && [...label].every(isReadAsLatin);
}
