import { sharp } from '../../../../src/workers/images/tuned-sharp.ts';

/** What a photograph is sent with. */
export interface Descriptions {
  readonly xmp?: string;
  /** Under a header of this kind; the standard's where absent. */
  readonly xmpHeader?: string;
  /** Datasets of record 2 by number; a charset where the file names one. */
  readonly iptc?: Readonly<Record<number, Buffer>>;
  readonly saysUtf8?: boolean;
  /** Names of the camera, its owner, its number and place, and a thumbnail. */
  readonly exif?: boolean;
}

/** A JPEG with the descriptions written byte by byte, as cameras and agencies write them. */
export async function describedPhotograph(told: Descriptions): Promise<Buffer> {
  const plain = await sharp({
    create: { width: 1400, height: 900, channels: 3, background: '#7799bb' },
  })
    .jpeg()
    .toBuffer();
  const segments = [
    ...(told.exif ? [segment(0xe1, exifWithPlace())] : []),
    ...(told.xmp === undefined ? [] : [segment(0xe1, xmpSegment(told.xmp, told.xmpHeader))]),
    ...(told.iptc === undefined ? [] : [segment(0xed, photoshop(told.iptc, told.saysUtf8))]),
  ];
  return Buffer.concat([plain.subarray(0, 2), ...segments, plain.subarray(2)]);
}

function segment(marker: number, body: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
}

const xmpSegment = (xmp: string, header = 'http://ns.adobe.com/xap/1.0/\0') =>
  Buffer.concat([Buffer.from(header, 'latin1'), Buffer.from(xmp)]);

function photoshop(records: Readonly<Record<number, Buffer>>, saysUtf8 = false): Buffer {
  const datasets = Object.entries(records).map(([number, value]) =>
    dataset(2, Number(number), value),
  );
  const charset = saysUtf8 ? [dataset(1, 90, Buffer.from('\u001b%G'))] : [];
  const iim = Buffer.concat([...charset, ...datasets]);
  const head = Buffer.from('Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\0', 'latin1');
  head.writeUInt32BE(iim.length, head.length - 4);
  return Buffer.concat([head, iim, Buffer.alloc(iim.length % 2)]);
}

function dataset(record: number, number: number, value: Buffer): Buffer {
  const head = Buffer.from([0x1c, record, number, 0, 0]);
  head.writeUInt16BE(value.length, 3);
  return Buffer.concat([head, value]);
}

/** Little endian: artist and copyright, a place, a serial number, a second directory with a thumbnail. */
function exifWithPlace(): Buffer {
  const texts = ['Jane Exif\0', '(c) Jane Exif\0', 'SERIAL-4711\0', 'THUMBNAIL-BYTES\0'];
  const main = 8;
  const place = main + 2 + 4 * 12 + 4;
  const details = place + 2 + 2 * 12 + 4;
  const second = details + 2 + 12 + 4;
  const values = second + 2 + 2 * 12 + 4;
  const at = texts.map((_, index) => values + texts.slice(0, index).join('').length);
  const tiff = Buffer.alloc(values + texts.join('').length);
  tiff.write('II*\0', 'latin1');
  tiff.writeUInt32LE(main, 4);
  const directory = (start: number, entries: readonly (readonly number[])[], next = 0) => {
    tiff.writeUInt16LE(entries.length, start);
    for (const [index, [tag = 0, type = 0, count = 0, value = 0]] of entries.entries()) {
      const entry = start + 2 + index * 12;
      tiff.writeUInt16LE(tag, entry);
      tiff.writeUInt16LE(type, entry + 2);
      tiff.writeUInt32LE(count, entry + 4);
      tiff.writeUInt32LE(value, entry + 8);
    }
    tiff.writeUInt32LE(next, start + 2 + entries.length * 12);
  };
  const text = (tag: number, index: number) => [tag, 2, texts[index]?.length ?? 0, at[index] ?? 0];
  const pointers = [
    [0x8769, 4, 1, details],
    [0x8825, 4, 1, place],
  ];
  directory(main, [text(0x013b, 0), text(0x8298, 1), ...pointers], second);
  directory(place, [
    [1, 2, 2, 0x4e],
    [2, 5, 1, values],
  ]);
  directory(details, [text(0xa431, 2)]);
  directory(second, [
    [0x0201, 4, 1, at[3] ?? 0],
    [0x0202, 4, 1, texts[3]?.length ?? 0],
  ]);
  tiff.write(texts.join(''), values, 'latin1');
  return Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]);
}
