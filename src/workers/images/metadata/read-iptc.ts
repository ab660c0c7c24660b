import { plainWords, type Words } from './plain-words.ts';

/** Datasets of one file at most; agencies write some thirty. */
const mostDatasets = 1_000;

/** Resource of Photoshop that holds IPTC's records. */
const iptcResource = 0x0404;

/** Datasets of record 2. */
const datasets = {
  instructions: 40,
  date: 55,
  time: 60,
  byline: 80,
  city: 90,
  sublocation: 92,
  state: 95,
  country: 101,
  transmissionReference: 103,
  headline: 105,
  creditLine: 110,
  copyrightNotice: 116,
  caption: 120,
} as const;

/**
 * Reads IPTC-IIM out of Photoshop's resources. Credits are cut off at 32 bytes there: those of XMP
 * are better. Throws RangeError where the records run over the end.
 */
export function readIptc(resources: Buffer): Words {
  const records = recordsOf(iimOf(resources));
  const decode = decoderOf(records.find(({ record, dataset }) => record === 1 && dataset === 90));
  const all = (wanted: number) =>
    records
      .filter(({ record, dataset }) => record === 2 && dataset === wanted)
      .map(({ value }) => decode(value).trim())
      .filter((text) => text !== '');
  const first = (name: keyof typeof datasets) => all(datasets[name])[0];
  return plainWords({
    instructions: first('instructions'),
    dateCreated: dateOf(first('date'), first('time')),
    byline: all(datasets.byline).join(', '),
    location: [first('sublocation'), first('city'), first('state'), first('country')]
      .filter(Boolean)
      .join(', '),
    transmissionReference: first('transmissionReference'),
    headline: first('headline'),
    creditLine: first('creditLine'),
    copyrightNotice: first('copyrightNotice'),
    caption: first('caption'),
  });
}

/** The records among Photoshop's resources; some writers give them bare. */
function iimOf(resources: Buffer): Buffer {
  let at = resources.indexOf('8BIM', 0, 'latin1');
  if (at < 0) return resources;
  while (
    at >= 0 &&
    at + 12 <= resources.length &&
    resources.toString('latin1', at, at + 4) === '8BIM'
  ) {
    const id = resources.readUInt16BE(at + 4);
    const name = resources.readUInt8(at + 6) + 1;
    const start = at + 6 + name + (name % 2);
    if (start + 4 > resources.length) break;
    const length = resources.readUInt32BE(start);
    if (id === iptcResource) return resources.subarray(start + 4, start + 4 + length);
    at = start + 4 + length + (length % 2);
  }
  return Buffer.alloc(0);
}

interface Dataset {
  readonly record: number;
  readonly dataset: number;
  readonly value: Buffer;
}

function recordsOf(iim: Buffer): readonly Dataset[] {
  const found: Dataset[] = [];
  for (let at = 0; at + 5 <= iim.length && iim[at] === 0x1c && found.length < mostDatasets; ) {
    const record = iim.readUInt8(at + 1);
    const dataset = iim.readUInt8(at + 2);
    let length = iim.readUInt16BE(at + 3);
    let start = at + 5;
    if (length > 0x7fff) {
      // An extended dataset: these bits tell how many bytes its length has.
      const bytes = length & 0x7fff;
      if (bytes < 1 || bytes > 4) throw new RangeError('a dataset of IPTC has no length');
      length = iim.readUIntBE(start, bytes);
      start += bytes;
    }
    if (start + length > iim.length) throw new RangeError('a dataset of IPTC is cut off');
    found.push({ record, dataset, value: iim.subarray(start, start + length) });
    at = start + length;
  }
  return found;
}

/** Files that name their character set mean UTF-8; the others are UTF-8 where they can be. */
function decoderOf(charset: Dataset | undefined): (value: Buffer) => string {
  const saysUtf8 = charset?.value.toString('latin1') === '\u001b%G';
  return (value) => {
    if (saysUtf8) return value.toString('utf8');
    const decoder = isUtf8(value) ? 'utf-8' : 'windows-1252';
    return new TextDecoder(decoder).decode(value);
  };
}

const isUtf8 = (value: Buffer) => !value.toString('utf8').includes('\uFFFD');

/** `20240131` and `101500+0100`, as RFC 3339. */
function dateOf(date: string | undefined, time: string | undefined): string | undefined {
  const day = /^(\d{4})(\d\d)(\d\d)$/.exec(date ?? '');
  if (day === null || day[2] === '00') return undefined;
  const written = day.slice(1).join('-');
  const hour = /^(\d\d)(\d\d)(\d\d)(?:([+-]\d\d)(\d\d))?$/.exec(time ?? '');
  if (hour === null) return written;
  const zone = hour[4] === undefined ? '' : `${hour[4]}:${hour[5]}`;
  return `${written}T${hour[1]}:${hour[2]}:${hour[3]}${zone}`;
}
