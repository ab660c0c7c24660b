import { plainWords, type Words } from './plain-words.ts';

/** Entries of a directory that are looked at, at most. */
const mostEntries = 500;

const tags = {
  description: 0x010e,
  artist: 0x013b,
  copyright: 0x8298,
  exif: 0x8769,
  gps: 0x8825,
  taken: 0x9003,
  zone: 0x9011,
} as const;

/** Tags of the GPS directory that tell a place. */
const latitude = 2;
const longitude = 4;

export interface ExifWords {
  readonly words: Words;
  readonly gpsPresent: boolean;
}

/**
 * Reads who and when out of EXIF, and whether it tells where; the place itself is not read. Throws
 * RangeError for offsets beyond its end.
 */
export function readExif(exif: Buffer): ExifWords {
  const start = exif.toString('latin1', 0, 6) === 'Exif\0\0' ? 6 : 0;
  const tiff = exif.subarray(start);
  const order = tiff.toString('latin1', 0, 2);
  if (order !== 'II' && order !== 'MM') throw new RangeError('EXIF does not say its byte order');
  const reader = new Tiff(tiff, order === 'II');
  const main = reader.directory(reader.long(4));
  const details = reader.directory(main.get(tags.exif)?.offset);
  const place = reader.directory(main.get(tags.gps)?.offset);
  return {
    words: plainWords({
      caption: reader.text(main.get(tags.description)),
      byline: reader.text(main.get(tags.artist))?.replace(/\s*;\s*/g, ', '),
      copyrightNotice: reader.text(main.get(tags.copyright)),
      dateCreated: dateOf(
        reader.text(details.get(tags.taken)),
        reader.text(details.get(tags.zone)),
      ),
    }),
    gpsPresent: place.has(latitude) || place.has(longitude),
  };
}

interface Entry {
  readonly type: number;
  readonly count: number;
  /** Where its value stands; a directory's own place where the entry points at one. */
  readonly at: number;
  readonly offset: number;
}

class Tiff {
  readonly #bytes: Buffer;
  readonly #little: boolean;

  constructor(bytes: Buffer, little: boolean) {
    this.#bytes = bytes;
    this.#little = little;
  }

  short(at: number): number {
    return this.#little ? this.#bytes.readUInt16LE(at) : this.#bytes.readUInt16BE(at);
  }

  long(at: number): number {
    return this.#little ? this.#bytes.readUInt32LE(at) : this.#bytes.readUInt32BE(at);
  }

  directory(at: number | undefined): ReadonlyMap<number, Entry> {
    const entries = new Map<number, Entry>();
    if (at === undefined) return entries;
    const count = Math.min(this.short(at), mostEntries);
    for (let index = 0; index < count; index += 1) {
      const from = at + 2 + index * 12;
      const [type, length, offset] = [
        this.short(from + 2),
        this.long(from + 4),
        this.long(from + 8),
      ];
      // Four bytes stand in the entry itself.
      entries.set(this.short(from), {
        type,
        count: length,
        offset,
        at: length <= 4 ? from + 8 : offset,
      });
    }
    return entries;
  }

  /** ASCII by the standard, UTF-8 in practice; a photographer and an editor are two lines. */
  text(entry: Entry | undefined): string | undefined {
    if (entry === undefined || (entry.type !== 2 && entry.type !== 7 && entry.type !== 129))
      return undefined;
    const end = entry.at + entry.count;
    if (end > this.#bytes.length) throw new RangeError('a text of EXIF is cut off');
    const value = this.#bytes.subarray(entry.at, end);
    const utf8 = value.toString('utf8');
    const text = utf8.includes('\uFFFD') ? new TextDecoder('windows-1252').decode(value) : utf8;
    return text
      .split('\0')
      .map((line) => line.trim())
      .filter(Boolean)
      .join(', ');
  }
}

/** `2024:01:31 10:15:00` and `+01:00`, as RFC 3339. */
function dateOf(taken: string | undefined, zone: string | undefined): string | undefined {
  const found = /^(\d{4}):(\d\d):(\d\d) (\d\d:\d\d:\d\d)$/.exec(taken ?? '');
  if (found === null || found[1] === '0000') return undefined;
  const [, year, month, day, time] = found;
  const offset = /^[+-]\d\d:\d\d$/.test(zone ?? '') ? zone : '';
  return `${year}-${month}-${day}T${time}${offset}`;
}
