import { createHash } from 'node:crypto';
import { keys } from '../../shared/archive/keys.ts';
import { AddressEntry } from '../../shared/pictures/address-book.ts';
import type { ImageTools, Original } from './image-tools.ts';
import type { ImageOrder } from './order.ts';
import { UnusablePicture } from './unusable-picture.ts';

/**
 * Has the original of a picture: as the story or an earlier pass names it, as it came since the pass
 * began, as the server says that it still is; else as it comes now. Throws `UnusablePicture`.
 */
export async function haveOriginal(order: ImageOrder, tools: ImageTools): Promise<Original> {
  if (order.sha256 !== undefined) return { sha256: order.sha256 };
  const { url } = order.image;
  if (url === undefined) throw new UnusablePicture('has neither an address nor bytes');
  const known = await archivedFrom(url, tools);
  if (known !== undefined && order.freshSince !== undefined && known.at >= order.freshSince) {
    return { sha256: known.sha256 };
  }
  return tools.share(url, order.signal, (signal) => fetched({ url, known, signal }, tools));
}

/** What came from an address the last time, if it is in the archive. */
async function archivedFrom(
  url: string,
  { addresses, store }: ImageTools,
): Promise<AddressEntry | undefined> {
  const known = await addresses.find(url);
  if (known === undefined) return undefined;
  const isArchived = (await store.head(keys.original(known.sha256))) !== undefined;
  return isArchived ? known : undefined;
}

interface Asking {
  readonly url: string;
  readonly known: AddressEntry | undefined;
  readonly signal: AbortSignal;
}

async function fetched({ url, known, signal }: Asking, tools: ImageTools): Promise<Original> {
  const came = await tools.fetchOriginal(url, signal, known);
  const at = new Date(tools.now()).toISOString();
  if (came === 'unchanged') {
    if (known === undefined) throw new RangeError('a picture is unchanged, but nothing is known');
    await tools.addresses.note(url, { ...known, at });
    return { sha256: known.sha256 };
  }
  const sha256 = createHash('sha256').update(came.body).digest('hex');
  // Noted before the original is archived: whoever reads the note looks for that first.
  const noted = AddressEntry.safeParse({ ...came.validators, sha256, at }).data ?? { sha256, at };
  await tools.addresses.note(url, noted);
  return { sha256, body: came.body };
}
