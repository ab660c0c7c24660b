import type { Finding } from '../../../shared/finding.ts';
import { type Address, addressOf } from '../links/address.ts';
import { isBackRoom, promotionInAddress } from '../links/address-words.ts';
import { injectedFrom, isAbout } from '../links/suspects.ts';
import type { Passage, Range } from '../passage.ts';
import type { Rule } from '../rule.ts';
import type { Family } from '../vocabulary/vocabulary.ts';

/** An address in running text, with `https:` or without. */
const written =
  /(?<![\p{L}\p{N}@./_-])(?:https?:\/\/|www\.)?(?:[a-z\d-]{1,63}\.){1,4}[a-z]{2,24}(?![\p{L}\p{N}@])(?:\/[^\s<>"'“”]{0,300})?/giu;

const maximumAddresses = 500;
const maximumFindings = 50;

/** Addresses written out in the text that sell what newsrooms do not. */
export const bareAddresses: Rule = {
  name: 'bare-addresses',
  kind: 'links',
  version: 1,
  find(manuscript) {
    const findings: Finding[] = [];
    let seen = 0;
    for (const passage of manuscript.passages) {
      if (!passage.text.includes('.')) continue;
      for (const range of addressesIn(passage.text)) {
        seen += 1;
        if (seen > maximumAddresses || findings.length >= maximumFindings) return findings;
        const address = passage.text.slice(range.start, range.end);
        const doubt = isInLink(passage, range) ? null : doubtOf(address);
        if (doubt === null) continue;
        const { family } = doubt;
        const isExcused = !passage.isHidden && family !== null && isAbout(manuscript, family);
        findings.push(
          findingOf(passage, range, { ...doubt, weight: isExcused ? 0.5 : doubt.weight }),
        );
      }
    }
    return findings;
  },
};

/** Looks at what has a dot inside alone: the whole of a text would cost far more. */
function* addressesIn(text: string): Generator<Range> {
  for (let dot = text.indexOf('.'); dot !== -1; ) {
    const start = startOf(text, dot);
    const end = endOf(text, dot);
    if (start < dot && dot + 1 < end) {
      for (const { index, 0: address } of text.slice(start, end).matchAll(written)) {
        yield { start: start + index, end: start + index + address.length };
      }
    }
    dot = text.indexOf('.', end);
  }
}

const blank = 0x20;

/** Where what stands between blanks begins and ends. */
function startOf(text: string, at: number): number {
  let start = at;
  while (start > 0 && text.charCodeAt(start - 1) > blank) start -= 1;
  return start;
}

function endOf(text: string, at: number): number {
  let end = at;
  while (end < text.length && text.charCodeAt(end) > blank) end += 1;
  return end;
}

const isInLink = ({ links }: Passage, { start, end }: Range): boolean =>
  links.some((link) => start < link.end && end > link.start);

interface Doubt {
  readonly address: Address;
  readonly weight: number;
  readonly why: string;
  readonly family: Family | null;
}

function doubtOf(text: string): Doubt | null {
  const address = addressOf(/^https?:/i.test(text) ? text : `https://${text}`);
  if (address === null || address.suffix === '') return null;
  const promoted = promotionInAddress(address);
  if (promoted?.isSure) {
    const why = `which sells ${promoted.trade} (“${promoted.word}”)`;
    return { address, weight: 1.2, why, family: promoted.family };
  }
  if (isBackRoom(address)) {
    return {
      address,
      weight: 0.8,
      why: 'in a folder of software where no page should be',
      family: null,
    };
  }
  return null;
}

function findingOf(passage: Passage, range: Range, { address, weight, why }: Doubt): Finding {
  return {
    rule: 'bare-addresses',
    action: weight >= injectedFrom ? 'strip' : 'note',
    weight,
    field: passage.field,
    ...passage.locate(range),
    excerpt: passage.excerpt(range),
    reason: `The text names an address at ${address.host}, ${why}`,
  };
}
