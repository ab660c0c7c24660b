import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readBodies } from '../../src/shared/reading/read-bodies.ts';
import type { Format } from '../../src/shared/source-declaration.ts';
import type { Attack } from '../../tests/server/support/attack.ts';
import { doorAttacks } from '../../tests/server/support/door-attacks.ts';
import { hostileNewsroom } from '../../tests/server/support/hostile-newsroom.ts';
import { jsonAttacks } from '../../tests/server/support/json-attacks.ts';
import { markupAttacks } from '../../tests/server/support/markup-attacks.ts';

/** Folders of the corpus, and the format that a source of theirs would have. */
const folders: Readonly<Record<string, Format>> = {
  ans: 'ans',
  atom: 'atom',
  ghost: 'ghost',
  'media-rss': 'atom',
  'newsml-1.2': 'newsml-1',
  'newsml-g2': 'newsml-g2',
  'ninjs-1': 'ninjs',
  'ninjs-2': 'ninjs',
  'ninjs-3': 'ninjs',
  nitf: 'nitf',
  rss: 'rss',
  'wordpress-rest': 'wordpress',
  'wordpress-wxr': 'wordpress',
};

export interface Tally {
  readonly tried: number;
  readonly done: number;
  /** What was not, each with its reason. */
  readonly rest: readonly string[];
}

/** Real samples that become stories; `null` where there is no corpus. */
export function mapSamples(corpus: string | undefined): Tally | null {
  const root = join(corpus ?? '', 'newsroom');
  if (corpus === undefined || !existsSync(root)) return null;
  const samples = Object.entries(folders).flatMap(([folder, format]) =>
    readdirSync(join(root, folder)).map((file) => ({ name: `${folder}/${file}`, format })),
  );
  const rest = samples.flatMap(({ name, format }) => {
    try {
      const body = readFileSync(join(root, name));
      const order = { format, body, charset: undefined, kind: 'submission' } as const;
      const refusals = readBodies(order).value.stories.map((story) =>
        'refusal' in story ? story.refusal : undefined,
      );
      return refusals.includes(undefined) ? [] : [`${name}: ${refusals.join('; ')}`];
    } catch (error) {
      return [`${name}: ${error instanceof Error ? error.message : String(error)}`];
    }
  });
  return { tried: samples.length, done: samples.length - rest.length, rest };
}

/** Hostile inputs that got the answer they should. */
export async function tryAttacks(): Promise<Tally> {
  const attacks = [...jsonAttacks, ...markupAttacks, ...doorAttacks];
  const { newsroom, send } = await hostileNewsroom();
  const rest: string[] = [];
  for (const attack of attacks) {
    const fault = await faultOf(attack, send);
    if (fault !== undefined) rest.push(fault);
  }
  await newsroom.close();
  return { tried: attacks.length, done: attacks.length - rest.length, rest };
}

async function faultOf(
  attack: Attack,
  send: Awaited<ReturnType<typeof hostileNewsroom>>['send'],
): Promise<string | undefined> {
  const { statusCode } = await send(attack);
  if (statusCode === attack.status) return undefined;
  return `${attack.what}: ${statusCode} instead of ${attack.status}`;
}
