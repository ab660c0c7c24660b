import type { Archive } from '../shared/archive/archive.ts';
import type { Head } from '../shared/archive/documents.ts';
import type { Opening } from '../shared/archive/open-pass.ts';
import { ImagesResult } from '../shared/archive/pictures.ts';
import { RenderResult } from '../shared/archive/publication.ts';
import { reopened } from '../shared/archive/reopening.ts';
import { notShown } from '../shared/rights/picture-terms.ts';

interface Moment {
  readonly archive: Archive;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** `isKept`: nothing is left to do; else another pass must end first. */
interface Stop {
  readonly stop: { readonly isKept: boolean };
}

/** The pass that makes the live page anew where the terms of its pictures have changed since. */
export async function openingForPictures(
  head: Head | undefined,
  { archive, now }: Moment,
): Promise<Opening | Stop> {
  if (head === undefined || head.live === null || head.wanted === 'withdrawn') return done;
  if (head.ended === null) return { stop: { isKept: false } };
  const { storyId, live } = head;
  const [rendered, prepared] = await Promise.all([
    archive.stage(storyId, live.pass, 'render'),
    archive.stage(storyId, live.pass, 'images'),
  ]);
  if (rendered === undefined || prepared === undefined) return done;
  const turns = RenderResult.parse(rendered.result).turns.filter((at) => Date.parse(at) <= now);
  if (turns.length === 0) return done;
  const result = ImagesResult.parse(prepared.result);
  const because = reasonsFor(result, now);
  return reopened(head, { trigger: 'pictures', result, because });
}

const done: Stop = { stop: { isKept: true } };

function reasonsFor({ images }: ImagesResult, now: number): string[] {
  return images.flatMap(({ id, terms }) => {
    const reason = notShown(terms, now);
    if (reason !== undefined) return [`The picture ${id} leaves the page: ${reason}.`];
    return terms.from === undefined ? [] : [`The picture ${id} may be shown now.`];
  });
}
