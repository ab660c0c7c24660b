import { createHash } from 'node:crypto';
import { hashOf } from '../archive/envelope.ts';
import { charsetOf } from '../formats/charset.ts';
import { pointerTo } from '../formats/faults.ts';
import { type Fault, Invalid, type Submitted, type SubmittedImage } from '../formats/format.ts';
import { formats } from '../formats/formats.ts';
import type { Format } from '../source-declaration.ts';
import { type FormPart, formParts } from './form-parts.ts';

/** Name of the form's part that holds the story; every other one is a picture of it. */
const STORY = 'story';
const mostImages = 60;

/** How the body of one story is written. */
export interface Written {
  readonly format: Format;
  /** As the content type names it. */
  readonly charset: string | undefined;
  /** Set where the story comes with its pictures in a form. */
  readonly boundary?: string | undefined;
}

/** Reads the body of one story. Throws Malformed or Invalid. */
export function readSubmission(body: Buffer, { format, charset, boundary }: Written): Submitted {
  if (boundary === undefined) return withFiles(formats[format].read(body, charset), []);
  const { story, files } = formOf(body, boundary);
  const charsetOfStory = charsetOf(story.contentType);
  const [one = story.body, ...more] = formats[format].split?.(story.body, charsetOfStory) ?? [];
  if (more.length > 0) {
    throw new Invalid([{ pointer: `#/${STORY}`, detail: 'a form holds one story' }]);
  }
  return withFiles(formats[format].read(one, charsetOfStory), files);
}

/** Of a form, the same whatever boundary its sender drew for it. */
export function bodyHashOf(body: Buffer, boundary: string | undefined): string {
  if (boundary === undefined) return hashOf(body);
  const hash = createHash('sha256');
  for (const { name, filename, contentType, body: bytes } of formParts(body, boundary)) {
    hash.update(JSON.stringify([name, filename, contentType, bytes.length])).update(bytes);
  }
  return hash.digest('hex');
}

function formOf(body: Buffer, boundary: string): { story: FormPart; files: readonly FormPart[] } {
  const parts = formParts(body, boundary);
  const [story, ...more] = parts.filter(({ name }) => name === STORY);
  if (story === undefined || more.length > 0) {
    const detail = story === undefined ? 'the form has no story' : 'the form has several stories';
    throw new Invalid([{ pointer: `#/${STORY}`, detail: `${detail}; send one part "${STORY}"` }]);
  }
  const others = parts.filter(({ name }) => name !== STORY);
  const faults = others
    .filter((part) => !isFile(part))
    .map(({ name }) => ({
      pointer: pointerTo([name]),
      detail: `not a file; fields of the story belong into the part "${STORY}"`,
    }));
  if (faults.length > 0) throw new Invalid(faults);
  // What a browser sends for a file that nobody chose.
  const files = others.filter(({ filename, body: bytes }) => filename || bytes.length > 0);
  return { story, files };
}

/** Some senders leave out the name of a file that has none. */
const isFile = ({ filename, contentType }: FormPart): boolean =>
  filename !== undefined || !/^(text\/plain\b|$)/i.test(contentType);

/**
 * Gives the story its files: to the pictures that name them (`"url": "cid:NAME"`), and as further
 * pictures where none does. Throws Invalid where a picture names a file that is not there.
 */
function withFiles(submitted: Submitted, files: readonly FormPart[]): Submitted {
  const isNamed = submitted.images.some(({ url }) => url?.startsWith('cid:'));
  if (files.length === 0 && !isNamed) return submitted;
  const faults: Fault[] = [];
  const used = new Set<FormPart>();
  const images = submitted.images.map((image, at): SubmittedImage => {
    const { url, ...rest } = image;
    if (!url?.startsWith('cid:')) return image;
    const cid = url.slice('cid:'.length);
    const file = files.find(({ name }) => name === cid);
    if (file === undefined) {
      faults.push({ pointer: `#/images/${at}/url`, detail: 'no part of the form has this name' });
      return image;
    }
    used.add(file);
    return { ...rest, cid, data: file.body };
  });
  const further = files
    .filter((file) => !used.has(file))
    .map(({ name, body }): SubmittedImage => {
      const isPlaced = submitted.body.includes(`cid:${name}`);
      return { cid: name, data: body, role: isPlaced ? 'inline' : 'lead' };
    });
  if (images.length + further.length > mostImages) {
    faults.push({ pointer: '#/images', detail: `too many; at most ${mostImages}` });
  }
  if (faults.length > 0) throw new Invalid(faults);
  return { ...submitted, images: [...images, ...further] };
}
