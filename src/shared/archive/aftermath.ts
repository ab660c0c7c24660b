import type { Archive } from './archive.ts';
import type { Head } from './documents.ts';
import { type Release, RenderResult, type SiteObject } from './publication.ts';

/** What is left to be seen to of a pass that publish began to put, and that a newer one has overtaken. */
export interface Aftermath {
  /**
   * `live`, `withdrawn`: the head has come to say so; fronts, other pages or deletions may not have
   * followed. `undone`: it is not what stands.
   */
  readonly as: 'live' | 'withdrawn' | 'undone';
  readonly release: Release;
  /** Of what is undone: what neither the live release has nor a newer one, and must go. */
  readonly leftovers: readonly SiteObject[];
}

/** `undefined` where it put nothing, or all of it is others' by now. */
export async function aftermathOf(
  archive: Archive,
  head: Head,
  pass: number,
): Promise<Aftermath | undefined> {
  const { storyId, live } = head;
  const release = await archive.release(storyId, pass);
  if (release === undefined) return undefined;
  if (live?.pass === pass) return { as: 'live', release, leftovers: [] };
  if (live === null && (await isWithdrawal(archive, release))) {
    return { as: 'withdrawn', release, leftovers: [] };
  }
  const others = new Set<string>();
  const note = ({ objects }: Release): void => {
    for (const { key } of objects) others.add(key);
  };
  const standing = live && (await archive.release(storyId, live.pass));
  if (standing) note(standing);
  const newer = { storyId, from: pass + 1, to: head.pass };
  for await (const release of releasesOf(archive, newer)) note(release);
  const leftovers = release.objects.filter(({ kind, key }) => kind !== 'asset' && !others.has(key));
  return leftovers.length === 0 ? undefined : { as: 'undone', release, leftovers };
}

/** Whether publish has more to do for a pass, which is the head's or an older one. */
export async function hasAftermath(archive: Archive, head: Head, pass: number): Promise<boolean> {
  if (head.pass !== pass) return (await aftermathOf(archive, head, pass)) !== undefined;
  const isPut = head.live?.pass === pass || head.ended?.state === 'withdrawn';
  return isPut && (await archive.release(head.storyId, pass)) !== undefined;
}

/**
 * Whether something of a story that is not live may be in the site, or is being put there now. A
 * release is recorded before its first effect, and the head read after that: none goes unseen.
 */
export async function mayBeInSite(archive: Archive, head: Head): Promise<boolean> {
  const all = { storyId: head.storyId, from: 1, to: head.pass };
  for await (const _ of releasesOf(archive, all)) return true;
  return false;
}

async function isWithdrawal(archive: Archive, { storyId, pass }: Release): Promise<boolean> {
  const rendered = await archive.stage(storyId, pass, 'render');
  return RenderResult.parse(rendered?.result).card === null;
}

/** Passes looked at together. */
const AT_ONCE = 16;

/** What passes put, the newest first. */
export async function* releasesOf(
  archive: Archive,
  { storyId, from, to }: { readonly storyId: string; readonly from: number; readonly to: number },
): AsyncIterable<Release> {
  for (let newest = to; newest >= from; newest -= AT_ONCE) {
    const some = Array.from(
      { length: Math.min(AT_ONCE, newest - from + 1) },
      (_, at) => newest - at,
    );
    const found = await Promise.all(some.map((one) => archive.release(storyId, one)));
    for (const release of found) if (release !== undefined) yield release;
  }
}
