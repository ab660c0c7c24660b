import type { Measured, Row, Skipped } from '../row.ts';
import type { SiteBench } from './bench.ts';
import { measureBurst } from './burst.ts';
import { measureChange } from './change.ts';
import { type BenchNewsroom, openNewsroom } from './newsroom.ts';
import { measureRepublish } from './republish.ts';
import { benchStory } from './stories.ts';

/** What is measured on one newsroom that fills up. */
export const liveMeasures = ['change', 'republish', 'burst'] as const;

/** Taken in at a time while the newsroom fills. */
const PORTION = 500;

export async function measureLive(
  bench: SiteBench,
  isChosen: (name: (typeof liveMeasures)[number]) => boolean,
): Promise<Measured> {
  const { stories, say } = bench;
  const few = Math.ceil(stories / 10);
  const newsroom = await openNewsroom(bench);
  try {
    const rows: (Row | Skipped)[] = [];
    if (isChosen('change')) {
      await fill(newsroom, { from: 1, to: few, say });
      rows.push(...(await measureChange(bench, newsroom, few)));
    }
    await fill(newsroom, { from: isChosen('change') ? few + 1 : 1, to: stories, say });
    if (isChosen('change')) rows.push(...(await measureChange(bench, newsroom, stories)));
    if (isChosen('republish')) {
      say(`republish of ${stories}`);
      rows.push(...(await measureRepublish(newsroom, stories)));
    }
    if (isChosen('burst')) {
      say(`a burst of ${few}`);
      rows.push(...(await measureBurst(newsroom, { live: stories, burst: few })));
    }
    return rows;
  } finally {
    await newsroom.close();
  }
}

/** Submits the stories of these numbers, and waits until all that lists them is there too. */
async function fill(
  newsroom: BenchNewsroom,
  { from, to, say }: { from: number; to: number; say: SiteBench['say'] },
): Promise<void> {
  for (let first = from; first <= to; first += PORTION) {
    const last = Math.min(to, first + PORTION - 1);
    const numbers = Array.from({ length: last - first + 1 }, (_, at) => first + at);
    await newsroom.submitAll(numbers.map((number) => benchStory(number)));
    await newsroom.untilLive(last);
    say(`${last} of ${to} live`);
  }
  await newsroom.untilClean(() => true);
}
