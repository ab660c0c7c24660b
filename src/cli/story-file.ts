import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { z } from 'zod';
import { CommandFailed, type Terminal, WrongUse } from './terminal.ts';

/**
 * Reads what is to be submitted. Nothing is changed in it but for pictures: `--image` puts one in
 * front, and an image of story JSON may name a `file` that lies beside the story.
 * @param file path, or `-` for standard input
 */
export async function readStoryFile(
  file: string,
  image: string | undefined,
  terminal: Terminal,
): Promise<Buffer> {
  const bytes = file === '-' ? await buffer(terminal.stdin) : await readNamed(file);
  const story = image === undefined ? tryStory(bytes) : storyOf(bytes, file);
  if (story === undefined) return bytes;
  const named = (story.images ?? []).some((entry) => entry.file !== undefined);
  if (image === undefined && !named) return bytes;
  const images = await Promise.all((story.images ?? []).map((entry) => withBytes(entry, file)));
  if (image !== undefined) {
    const data = (await readNamed(image)).toString('base64');
    images.unshift({ data, role: 'lead' });
  }
  return Buffer.from(JSON.stringify({ ...story, images }));
}

/** What a file says of itself in its first characters, as the door wants it named. */
export function mediaTypeOf(bytes: Buffer): string {
  const start = bytes
    .toString('utf8', 0, 1000)
    .replace(/^\uFEFF/, '')
    .trimStart()
    .toLowerCase();
  if (/^[{[]/.test(start)) return 'application/json';
  if (/^(<!doctype html|<html)/.test(start)) return 'text/html';
  return start.startsWith('<') ? 'application/xml' : 'text/plain';
}

const Picture = z.looseObject({ file: z.string().optional() });
type Picture = z.infer<typeof Picture>;
const StoryWithPictures = z.looseObject({ images: z.array(Picture).optional() });

function tryStory(bytes: Buffer): z.infer<typeof StoryWithPictures> | undefined {
  try {
    return StoryWithPictures.safeParse(JSON.parse(bytes.toString('utf8'))).data;
  } catch (error) {
    // Another format, or a fault that the door will explain.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function storyOf(bytes: Buffer, file: string): z.infer<typeof StoryWithPictures> {
  const story = tryStory(bytes);
  if (story === undefined) throw new WrongUse(`--image needs story JSON, which ${file} is not`);
  return story;
}

async function withBytes({ file, ...picture }: Picture, story: string): Promise<Picture> {
  if (file === undefined) return picture;
  // A story may come from somebody else: it must not have other files of this machine sent.
  if (story === '-' || basename(file) !== file || file === '..') {
    throw new CommandFailed(`"${file}": a picture's file must lie beside the story's`);
  }
  const data = (await readNamed(join(dirname(story), file))).toString('base64');
  return { ...picture, data };
}

async function readNamed(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    const said = code === 'ENOENT' ? 'there is no such file' : code;
    throw new CommandFailed(`${file}: ${said}`, { cause: error });
  }
}
