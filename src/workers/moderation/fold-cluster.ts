/** Letters that some keyboards write for others, and the two forms of sigma. */
const equals: Readonly<Record<string, string>> = {
  '\u064A': '\u06CC',
  '\u0649': '\u06CC',
  '\u0643': '\u06A9',
  ς: 'σ',
  '\u2018': "'",
  '\u2019': "'",
  '\u02BC': "'",
};

/** Letters in black circles and squares, and of flags, which NFKC leaves as they are. */
const framed: readonly (readonly [first: number, last: number])[] = [
  [0x1f150, 0x1f169],
  [0x1f170, 0x1f189],
  [0x1f1e6, 0x1f1ff],
];

/** Marks that frame, strike or underline a letter and are no part of it. */
const ornaments = /[\u0332-\u0338\u0346-\u034A\u035C-\u0362\u20D0-\u20FF]/g;

/** Arabic vowel signs and the stretching stroke, which writers use or leave out as they please. */
const optionalMarks = /[\u0640\u064B-\u065F\u0670]/g;

/** A character with its marks, made comparable. */
export function foldCluster(cluster: string): string {
  if (/^[\s\u200B]+$/.test(cluster)) return cluster === '\u200B' ? '' : ' ';
  const composed = unframed(cluster)
    .replace(/\p{DI}/gu, '')
    .replace(ornaments, '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(optionalMarks, '')
    .replace(/\p{Pd}/gu, '-');
  return composed.length === 1 ? (equals[composed] ?? composed) : composed.normalize('NFC');
}

function unframed(cluster: string): string {
  const code = cluster.codePointAt(0) ?? 0;
  if (code < framed[0]![0]) return cluster;
  const range = framed.find(([first, last]) => code >= first && code <= last);
  return range ? String.fromCharCode(0x61 + code - range[0]) + cluster.slice(2) : cluster;
}
