/** Longer texts have room of their own, that it is not kept for ever. */
const longestKept = 1 << 16;
const kept = new Uint16Array(longestKept);
const keptBytes = Buffer.from(kept.buffer);

/** The units of a text with a 0 after the last; good until the next is asked for. */
export function unitsOf(text: string): Uint16Array {
  const isShort = text.length < longestKept;
  const units = isShort ? kept : new Uint16Array(text.length + 1);
  const bytes = isShort ? keptBytes : Buffer.from(units.buffer);
  bytes.write(text, 'utf16le');
  units[text.length] = 0;
  return units;
}

/** A text of such units. */
export function textOf(units: Uint16Array, length = units.length): string {
  const bytes = Buffer.from(units.buffer, units.byteOffset, units.byteLength);
  return bytes.toString('utf16le', 0, 2 * length);
}
