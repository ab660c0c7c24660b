/** Arrays of one length, for the units of a text and their places. */
export interface Room {
  readonly units: Uint16Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}

/** Units of a block; longer texts have blocks of their own. */
const blockSize = 1 << 15;

let block = blockOf(0);
/** Units of the block that are taken. */
let taken = 0;

function blockOf(size: number): Room {
  return {
    units: new Uint16Array(size),
    starts: new Int32Array(size),
    ends: new Int32Array(size),
  };
}

/**
 * Room for a text. Most passages are short, and memory of its own for each would cost more than to
 * read them; so they share blocks, which live as long as a passage in them does.
 */
export function roomFor(size: number): Room {
  if (size > blockSize / 4) return blockOf(size);
  if (taken + size > block.units.length) {
    block = blockOf(blockSize);
    taken = 0;
  }
  const { units, starts, ends } = block;
  const until = taken + size;
  const room = {
    units: units.subarray(taken, until),
    starts: starts.subarray(taken, until),
    ends: ends.subarray(taken, until),
  };
  taken = until;
  return room;
}

/** Gives back what the room taken last has beyond a length. */
export function keepOnly(length: number, { units }: Room): void {
  const isLast = units.buffer === block.units.buffer;
  if (isLast && units.byteOffset / units.BYTES_PER_ELEMENT + units.length === taken) {
    taken -= units.length - length;
  }
}
