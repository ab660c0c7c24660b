import { organisationAt } from './agencies.ts';
import { fold } from './tokens.ts';

/** A credit as it should stand under a picture, and what its words say besides. */
export interface Credit {
  readonly line: string;
  readonly agency?: string;
  readonly filePhoto: boolean;
  readonly pool: boolean;
  readonly handout: boolean;
}

/** No credit line is longer; what is cut off is no name. */
const longest = 300;

const openers =
  /^(?:(?:mandatory\s+|photo\s+|picture\s+|image\s+)?credits?(?:\s+mandatory)?(?:\s+(?:image|photo|line))?(?:\s+should\s+read)?\s*[:：-]?\s*|(?:please|must)\s+(?:on[- ]screen\s+)?(?:credit|courtesy)\s*:?\s*|(?:file\s+)?(?:photo(?:graph(?:ed|er|ie|y|s)?)?s?|picture|pic|image|fotos?|bild|crédit photo|crédito)\s*(?:(?:by|von|par|de|di|por|taken by|:)(?=\s|$|:)\s*:?\s*))+/iu;
/** `Photo Samantha Zucchi /Insidefoto`, but not `Photo/AP`. */
const bareOpener = /^(?:photo|foto|picture|image)\s+(?=\p{Lu}\p{L}*[\s.'’-]+\p{Lu})/iu;
const signs = /^(?:[©®]|\(c\)|copyright)\s*(?:(?:19|20)\d\d\s*)?/iu;
const fileWords =
  /(?:\s*[/,;-]\s*|\s+|^)(?:file(?:[\s-]*(?:photo|picture|pic|image|foto))?|files|archivo?|archiv(?:bild)?)\.?$/iu;
const catalogueNumber = /\s*\(\s*\d{5,}\p{L}{0,3}\s*\)\s*$/u;

/** Puts a credit as written into the shape in which it stands under a picture. */
export function creditOf(written: string): Credit | undefined {
  const unwrapped = unwrap(written.replace(/\s+/g, ' ').slice(0, longest));
  const { text, filePhoto } = withoutFileWords(unwrapped);
  const line = tidySegments(text);
  if (!/\p{L}{2}/u.test(line)) return undefined;
  return {
    line,
    ...agencyOf(line),
    filePhoto,
    pool: /(?:^|[^\p{L}])pool(?:[^\p{L}]|$)/iu.test(line),
    handout: /(?:^|[^\p{L}])(?:handout|HOGP|HONS|HO|courtesy)(?:[^\p{L}]|$)/u.test(
      line.replace(/handout|courtesy/giu, (word) => word.toLowerCase()),
    ),
  };
}

/** Takes off brackets, `Photo by`, © and numbers, as often as they come. */
function unwrap(written: string): string {
  let text = written;
  for (let turn = 0; turn < 6; turn += 1) {
    const before = text;
    text = unbracketed(text.trim()).replace(/^[\s:;,.*=–—-]+|[\s:;,*=–—|/-]+$/gu, '');
    text = text.replace(catalogueNumber, '').replace(signs, '').replace(openers, '');
    text = text.replace(bareOpener, '').replace(/^["“”]+|["“”]+$/gu, '');
    if (!/\p{L}\.\p{L}\.$|\b(?:Jr|Sr|Inc|Ltd|Co)\.$/u.test(text)) text = text.replace(/\.+$/, '');
    if (text === before) break;
  }
  // AFP's hyphen for a photographer whom nobody names goes with its slash.
  return text.replace(/^[-–—]?\s*\/\s*/, '');
}

/** Without brackets around all of it, and without those that lack their other half. */
function unbracketed(text: string): string {
  let depth = 0;
  let lowest = 0;
  let closesEarly = false;
  for (const [at, character] of [...text].entries()) {
    if (character === '(' || character === '[') depth += 1;
    else if (character === ')' || character === ']') {
      depth -= 1;
      if (depth === 0 && at < [...text].length - 1) closesEarly = true;
    }
    lowest = Math.min(lowest, depth);
  }
  if (lowest < 0 && /[)\]]$/.test(text)) return text.slice(0, -1);
  if (depth > 0 && /^[([]/.test(text)) return text.slice(1);
  if (depth === 0 && lowest === 0 && !closesEarly && /^[([].*[)\]]$/.test(text)) {
    return text.slice(1, -1);
  }
  return text;
}

function withoutFileWords(text: string): { readonly text: string; readonly filePhoto: boolean } {
  const cut = text.replace(fileWords, '').replace(/^file\s*[-–—:/]\s*/i, '');
  const whole = cut.replace(
    /\s*\/\s*files?(?:\s+(?:photo|picture|image))?(?=\s*\/|\s+via\b)/iu,
    '',
  );
  return { text: whole.trim(), filePhoto: whole !== text };
}

/** Names doubled by a slip, and slashes with a space on one side, put right. */
function tidySegments(text: string): string {
  return text
    .split(/(\s*\/\s*)/)
    .map((part, at) => {
      if (at % 2 === 1) return /^\s+\/\s+$/.test(part) ? ' / ' : '/';
      return withoutDoubling(part.trim()).replace(
        /\bhandotu|handuot|hadnout|handou\b/giu,
        (slip) => (slip === slip.toUpperCase() ? 'HANDOUT' : 'Handout'),
      );
    })
    .join('')
    .replace(/\s+/g, ' ')
    .trim();
}

/** `CHRISTOF STACHECHRISTOF STACHE` is one name, and so is `Jane Doe Jane Doe`. */
function withoutDoubling(name: string): string {
  const half = name.length / 2;
  if (name.length >= 8 && Number.isInteger(half) && name.slice(0, half) === name.slice(half)) {
    return name.slice(0, half);
  }
  const middle = (name.length - 1) / 2;
  const isDoubled =
    name.length >= 9 &&
    Number.isInteger(middle) &&
    /[\s,;]/.test(name[middle] ?? '') &&
    name.slice(0, middle).toLowerCase() === name.slice(middle + 1).toLowerCase();
  return isDoubled ? name.slice(0, middle) : name;
}

/** Who hands it on: who is named after `via`, else first of all (`AP Photo/…`), else last. */
function agencyOf(line: string): { readonly agency?: string } {
  const words = line
    .split(/[^\p{L}\p{N}\p{M}'’&.]+/u)
    .filter(Boolean)
    .slice(0, 60);
  // Somebody who writes all small writes `afp` too.
  const small = line === line.toLowerCase();
  const tokens = words.map((word) => ({
    text: small ? word.toUpperCase() : word,
    folded: fold(word),
  }));
  const via = tokens.findLastIndex(({ folded }) => folded === 'via');
  const leading = via < 0 ? organisationAt(tokens.slice(0, 4)) : undefined;
  if (leading?.agency) return { agency: leading.name };
  let agency: string | undefined;
  for (let at = via + 1; at < tokens.length; at += 1) {
    const found = organisationAt(tokens.slice(at, at + 4));
    if (found?.agency) agency = found.name;
    if (found) at += found.length - 1;
  }
  return agency === undefined ? {} : { agency };
}
