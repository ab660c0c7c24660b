import { z } from 'zod';

/** A place in a field as submitted, in UTF-16 units. */
export const Place = z.object({
  /** JSON pointer of the field, e.g. `/body`. */
  field: z.string(),
  offset: z.int().nonnegative(),
  length: z.int().nonnegative(),
});
export type Place = Readonly<z.infer<typeof Place>>;

/** A place to cut out of a story, or to put other words in. */
export const Repair = Place.extend({ with: z.string().optional() });
export type Repair = Readonly<z.infer<typeof Repair>>;

/** A finding that a person saw and let pass; its place is in the text as repaired. */
const Overruled = Place.extend({ rule: z.string() });

/** What is to be cut, by whom and why; the result of a stage whose verdict is `repaired`. */
export const RepairOrder = z.object({
  repairs: z.array(Repair).min(1),
  /** A person's name, or that of the policy. */
  by: z.string(),
  reason: z.string(),
  isPolicy: z.boolean(),
  /** What the person saw and let pass, at its places before the repair. */
  overruled: z.array(Overruled),
});
export type RepairOrder = Readonly<z.infer<typeof RepairOrder>>;

/** Where a derived revision comes from. */
export const Derivation = RepairOrder.extend({
  /** The revision that was repaired. */
  from: z.int().positive(),
  /** The pass that ordered it. */
  pass: z.int().positive(),
});
export type Derivation = Readonly<z.infer<typeof Derivation>>;

/** The text of one field with its repairs made. They do not overlap. */
export function repaired(text: string, repairs: readonly Repair[]): string {
  const parts: string[] = [];
  let done = 0;
  for (const repair of inOrder(repairs)) {
    parts.push(text.slice(done, repair.offset), repair.with ?? '');
    done = repair.offset + repair.length;
  }
  parts.push(text.slice(done));
  return parts.join('');
}

/** Where a place of a field is after the field's repairs; `null` where nothing of it is left. */
export function placeAfter<P extends Place>(place: P, repairs: readonly Repair[]): P | null {
  const ofField = repairs.filter(({ field }) => field === place.field);
  const end = place.offset + place.length;
  const isCut = ofField.some(
    ({ offset, length }) => offset <= place.offset && offset + length >= end && length > 0,
  );
  if (isCut) return null;
  const start = moved(place.offset, ofField);
  return { ...place, offset: start, length: Math.max(0, moved(end, ofField) - start) };
}

function moved(offset: number, repairs: readonly Repair[]): number {
  let shift = 0;
  for (const repair of inOrder(repairs)) {
    if (repair.offset >= offset) break;
    const end = Math.min(repair.offset + repair.length, offset);
    shift += (repair.with?.length ?? 0) - (end - repair.offset);
  }
  return offset + shift;
}

/** Cuts that touch or overlap as one; what puts words in stays as it is. */
export function united(repairs: readonly Repair[]): Repair[] {
  const result: Repair[] = [];
  for (const repair of inOrder(repairs)) {
    const last = result.at(-1);
    const touches =
      last !== undefined &&
      last.field === repair.field &&
      last.with === undefined &&
      repair.with === undefined &&
      repair.offset <= last.offset + last.length;
    if (!touches) result.push(repair);
    else {
      const end = Math.max(last.offset + last.length, repair.offset + repair.length);
      result[result.length - 1] = { ...last, length: end - last.offset };
    }
  }
  return result;
}

const inOrder = (repairs: readonly Repair[]): Repair[] =>
  repairs.toSorted(
    (a, b) => a.field.localeCompare(b.field) || a.offset - b.offset || b.length - a.length,
  );
