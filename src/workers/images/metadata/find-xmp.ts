/** Longest XMP that is looked at, in bytes. */
const longest = 1_000_000;

/**
 * XMP in a JPEG under a header that is not the standard's; four of five agencies write
 * `XMP\0://ns.adobe.com/xap/1.0/\0`, and libvips finds none of it.
 */
export function findXmp(file: Buffer): Buffer | undefined {
  if (file[0] !== 0xff || file[1] !== 0xd8) return undefined;
  for (let at = 2; at + 4 <= file.length && file[at] === 0xff; ) {
    const marker = file[at + 1] ?? 0;
    // The pixels begin; nothing of interest comes after them.
    if (marker === 0xda || marker === 0xd9) return undefined;
    const end = at + 2 + file.readUInt16BE(at + 2);
    if (marker === 0xe1) {
      const packet = packetIn(file.subarray(at + 4, Math.min(end, file.length)));
      if (packet !== undefined) return packet;
    }
    at = end;
  }
  return undefined;
}

function packetIn(segment: Buffer): Buffer | undefined {
  const start = segment.indexOf('<x:xmpmeta');
  const close = '</x:xmpmeta>';
  const end = start < 0 ? -1 : segment.indexOf(close, start);
  if (end < 0 || end - start > longest) return undefined;
  return segment.subarray(start, end + close.length);
}
