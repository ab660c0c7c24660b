import type { Finding } from '../shared/finding.ts';
import { type Fault, Invalid } from '../shared/formats/format.ts';
import { type Place, type Repair, united } from '../shared/repair.ts';
import type { Story } from '../shared/story.ts';
import { readField } from '../shared/story-fields.ts';

/** A repair as a person asks for it: the place of a finding, by its number, or any place. */
export type WantedRepair = { readonly finding: number } | Repair;

/** What the person had before them. */
export interface Seen {
  readonly story: Story;
  readonly findings: readonly Finding[];
}

/**
 * The places to repair, in order and without overlaps. Throws Invalid, with a fault for each that
 * does not fit the story.
 */
export function resolveRepairs(wanted: readonly WantedRepair[], seen: Seen): Repair[] {
  const faults: Fault[] = [];
  const places = wanted.flatMap((repair, at): Repair[] => {
    const place = 'finding' in repair ? placeOf(seen.findings[repair.finding]) : repair;
    const fault = faultOf(place, seen.story);
    if (fault !== undefined) faults.push({ pointer: `#/repairs/${at}`, detail: fault });
    return place === undefined ? [] : [place];
  });
  if (faults.length > 0) throw new Invalid(faults);
  const repairs = united(places);
  const overlapping = repairs.some((repair, at) => overlaps(repair, repairs[at + 1]));
  if (!overlapping) return repairs;
  throw new Invalid([{ pointer: '#/repairs', detail: 'two of them want the same place' }]);
}

const placeOf = (finding: Finding | undefined): Place | undefined =>
  finding && { field: finding.field, offset: finding.offset, length: finding.length };

function faultOf(place: Repair | undefined, story: Story): string | undefined {
  if (place === undefined) return 'there is no such finding';
  const text = readField(story, place.field);
  if (text === undefined) return 'nothing can be cut out of this field';
  if (place.offset + place.length > text.length) return 'the field ends before this place';
  if (place.length === 0 && !place.with) return 'there is nothing at this place to cut out';
  const isInHalves = halves(text, place.offset) || halves(text, place.offset + place.length);
  return isInHalves ? 'a character would be cut in halves' : undefined;
}

const halves = (text: string, at: number): boolean =>
  /^[\uDC00-\uDFFF]$/.test(text.charAt(at)) && /^[\uD800-\uDBFF]$/.test(text.charAt(at - 1));

const overlaps = (a: Repair, b: Repair | undefined): boolean =>
  b !== undefined && a.field === b.field && b.offset < a.offset + a.length;
