import { setTimeout as wait } from 'node:timers/promises';
import { isReadable, kindOf } from '../../src/shared/catalogue/front-names.ts';
import { storyIdFor } from '../../src/shared/ids.ts';
import { median } from '../images/rounds.ts';
import type { Measured, Row, Skipped } from '../row.ts';
import type { SiteBench } from './bench.ts';
import { type BenchNewsroom, SOURCE } from './newsroom.ts';
import { openEleventy } from './rivals/eleventy.ts';
import { openHugo } from './rivals/hugo.ts';
import type { Change, Rival } from './rivals/rival.ts';
import { type BenchStory, benchStory } from './stories.ts';
import { objectsSince } from './written.ts';

const LOOK_MS = 5;

/** Milliseconds from the submission on. */
interface OurChange extends Change {
  readonly page: number;
  readonly home: number;
  /** All lists and their feeds. */
  readonly lists: number;
}

/** The index of search follows within a minute; the others have none. */
const isAwaited = (front: string): boolean => front !== 'search';
const isHome = (front: string): boolean => ['home', 'section'].includes(kindOf(front));

/**
 * One story of a site that is live gets another headline: what it takes until every page, list, feed
 * and sitemap that shows it is written. All sides in turn.
 */
export async function measureChange(
  bench: SiteBench,
  newsroom: BenchNewsroom,
  stories: number,
): Promise<Measured> {
  const { rounds, say } = bench;
  say(`${stories} live: the others build the same site`);
  const rivals = [await openHugo(bench, stories), await openEleventy(bench, stories)];
  const there = rivals.filter((rival) => rival !== undefined);
  try {
    const idle = await newsroom.idle();
    const ours: OurChange[] = [];
    const theirs = new Map<Rival, Change[]>(there.map((rival) => [rival, []]));
    // The first is a warm-up for all.
    for (let round = 0; round <= rounds; round += 1) {
      const story = benchStory(stories - round, round + 1);
      const change = await changeOf(newsroom, story, idle);
      say(`${stories} live, round ${round}: Dateline ${JSON.stringify(change)}`);
      if (round > 0) ours.push(change);
      for (const [rival, changes] of theirs) {
        const its = await rival.change(story);
        say(`${stories} live, round ${round}: ${rival.name} ${JSON.stringify(its)}`);
        if (round > 0) changes.push(its);
      }
    }
    const search = await searchCpu(newsroom, idle);
    return [...ourRows(stories, ours, search), ...rivalRows(stories, ours, theirs)];
  } finally {
    for (const rival of there) await rival.close();
  }
}

async function changeOf(
  { submit, site, catalogue, untilClean, cpu }: BenchNewsroom,
  story: BenchStory,
  idle: number,
): Promise<OurChange> {
  await untilClean(isAwaited);
  // While changes follow each other, each edition waits longer for more: this is to be a lone one.
  while ((await catalogue.spells(['home']))[0] !== 0) await wait(10 * LOOK_MS);
  const [since, cpuBefore, began] = [Date.now(), cpu(), performance.now()];
  const elapsed = (): number => performance.now() - began;
  await submit(story);
  const key = keyOf(story);
  while (!(await site.get(key))?.body.includes(story.headline)) await wait(LOOK_MS);
  const page = elapsed();
  const storyId = storyIdFor(SOURCE, `story-${story.number}`);
  while ((await catalogue.card(storyId))?.headline !== story.headline) await wait(LOOK_MS);
  await untilClean(isHome);
  const home = elapsed();
  await untilClean(isReadable);
  const lists = elapsed();
  await untilClean(isAwaited);
  const ms = elapsed();
  const cpuMs = (cpu() - cpuBefore) * 1000 - idle * ms;
  return { page, home, lists, ms, cpuMs, files: await objectsSince(site, since) };
}

/** Milliseconds of CPU for the index of search after the changes. */
async function searchCpu({ untilClean, cpu }: BenchNewsroom, idle: number): Promise<number> {
  await untilClean(isAwaited);
  const [before, began] = [cpu(), performance.now()];
  await untilClean(() => true);
  return (cpu() - before) * 1000 - idle * (performance.now() - began);
}

const keyOf = ({ section, slug, published }: BenchStory): string =>
  `${section}/${published.slice(0, 10).replaceAll('-', '/')}/${slug}/index.html`;

const medianOf = <T>(changes: readonly T[], figure: (change: T) => number): number =>
  median(changes.map(figure));

function ourRows(stories: number, ours: readonly OurChange[], searchMs: number): Row[] {
  const row = (what: string, value: number, unit: Row['unit'], note = ''): Row => ({
    ...{ what: `one of ${stories} changed, Dateline: ${what}`, value, unit },
    ...(note && { note }),
  });
  return [
    row(
      'CPU',
      medianOf(ours, ({ cpuMs }) => cpuMs),
      'ms',
      'all processes, Redis too',
    ),
    row(
      'page',
      medianOf(ours, ({ page }) => page),
      'ms',
    ),
    row(
      'and home, section',
      medianOf(ours, ({ home }) => home),
      'ms',
      'waits 250 ms for more',
    ),
    row(
      'and all lists, feeds',
      medianOf(ours, ({ lists }) => lists),
      'ms',
      'waits 1 s for more',
    ),
    row(
      'and sitemaps',
      medianOf(ours, ({ ms }) => ms),
      'ms',
      'waits 4 s for more',
    ),
    row(
      'objects written',
      medianOf(ours, ({ files }) => files),
      '',
    ),
    row('CPU of search after all changes', searchMs, 'ms', 'within a minute; the others have none'),
  ];
}

function rivalRows(
  stories: number,
  ours: readonly OurChange[],
  theirs: ReadonlyMap<Rival, readonly Change[]>,
): (Row | Skipped)[] {
  const ourCpu = medianOf(ours, ({ cpuMs }) => cpuMs);
  const ourLists = medianOf(ours, ({ lists }) => lists);
  const measured = [...theirs].flatMap(([{ name, memory }, changes]): Row[] => {
    const what = (figure: string): string => `one of ${stories} changed, ${name}: ${figure}`;
    const cpu = medianOf(changes, ({ cpuMs }) => cpuMs);
    const ms = medianOf(changes, (change) => change.ms);
    return [
      { what: what('CPU'), value: cpu, unit: 'ms' },
      { what: what('everything'), value: ms, unit: 'ms' },
      { what: what('files written'), value: medianOf(changes, ({ files }) => files), unit: '' },
      { what: what('memory'), value: memory(), unit: 'MB' },
      { what: what('our CPU over its'), value: ourCpu / cpu, unit: 'x' },
      { what: what('our time over its'), value: ourLists / ms, unit: 'x', note: 'lists and feeds' },
    ];
  });
  const names = [...theirs.keys()].map(({ name }) => name);
  const absent = ['Hugo', 'Eleventy'].filter((name) => !names.includes(name));
  return [
    ...measured,
    ...absent.map((name) => ({
      what: `one of ${stories} changed, ${name}`,
      skipped: 'not there (bench/site/README.md)',
    })),
  ];
}
