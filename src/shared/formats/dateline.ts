import { decodeBase64 } from './base64.ts';
import { faultsOf } from './faults.ts';
import {
  type Fault,
  Invalid,
  type StoryFormat,
  type Submitted,
  type SubmittedImage,
} from './format.ts';
import { readInstant } from './instant.ts';
import { readJson } from './json.ts';
import { type ImageSubmission, StorySubmission } from './story-submission.ts';

const imageBytes = 25 * 1_048_576;

/** Our own story JSON: the format of sources that say nothing else. */
export const dateline: StoryFormat = {
  contentTypes: ['application/json'],
  read(body) {
    const input = readJson(body);
    const parsed = StorySubmission.safeParse(input);
    if (!parsed.success) throw new Invalid(faultsOf(parsed.error, input));
    return submittedFrom(parsed.data);
  },
};

function submittedFrom(story: StorySubmission): Submitted {
  const { images = [], authors = [], corrections = [], keywords = [], language, ...rest } = story;
  const faults: Fault[] = [];
  const submitted: Submitted = {
    ...rest,
    ...datesInUtc(story),
    ...(language === undefined ? {} : { language: Intl.getCanonicalLocales(language)[0]! }),
    status: story.status ?? 'usable',
    keywords,
    authors,
    corrections: corrections.map(({ at, text }) => ({ at: utc(at), text })),
    images: images.map((image, index) => imageFrom(image, index, faults)),
  };
  if (faults.length > 0) throw new Invalid(faults);
  return submitted;
}

function imageFrom(image: ImageSubmission, index: number, faults: Fault[]): SubmittedImage {
  const { data, url, role = index === 0 ? 'lead' : 'inline', ...rest } = image;
  if (data === undefined) {
    return { ...rest, role, ...(url === undefined ? {} : { url: normal(url) }) };
  }
  const bytes = decodeBase64(data);
  const detail = faultOfData(data, bytes);
  if (detail !== null) faults.push({ pointer: `#/images/${index}/data`, detail });
  return { ...rest, role, ...(bytes === null ? {} : { data: bytes }) };
}

/** The name of a part is taken as it is written. */
const normal = (url: string): string => (url.startsWith('cid:') ? url : new URL(url).href);

function faultOfData(data: string, bytes: Buffer | null): string | null {
  if (data.startsWith('data:')) return 'send the base64 alone, without "data:…;base64,"';
  if (bytes === null) return 'not base64; use the standard alphabet, padded, without line breaks';
  if (bytes.length > imageBytes) return 'larger than 25 MiB; send a smaller picture, or its url';
  return null;
}

const dated = ['embargoed', 'expires', 'firstPublished', 'modified'] as const;

function datesInUtc(story: StorySubmission): Partial<Record<(typeof dated)[number], string>> {
  const inUtc: Partial<Record<(typeof dated)[number], string>> = {};
  for (const field of dated) {
    const written = story[field];
    if (written !== undefined) inUtc[field] = utc(written);
  }
  return inUtc;
}

/** Of a date that the schema has let through. */
function utc(written: string): string {
  const instant = readInstant(written);
  if ('fault' in instant) throw new RangeError(instant.fault);
  return instant.at;
}
