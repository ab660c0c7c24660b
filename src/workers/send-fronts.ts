import { frontDelayMs } from '../queues/policy.ts';
import { isReadable, kindOf } from '../shared/catalogue/front-names.ts';
import type { Desks } from './story-work.ts';

/** Asks for fronts to be rendered; those that change again and again wait for more changes. */
export async function sendFronts(
  fronts: readonly string[],
  { queues, services }: Pick<Desks, 'queues' | 'services'>,
): Promise<void> {
  countAsked(fronts, services);
  const editions = await services.catalogue.spells(fronts);
  await Promise.all(
    fronts.map((front, at) =>
      queues.sendFront({ kind: 'front', front }, frontDelayMs(front, editions[at])),
    ),
  );
}

/** Asks for fronts that must let go of a story: those that readers see, at once. */
export async function sendFrontsNow(
  fronts: readonly string[],
  { queues, services }: Pick<Desks, 'queues' | 'services'>,
): Promise<void> {
  countAsked(fronts, services);
  await Promise.all(
    fronts.map((front) => {
      const delayMs = isReadable(front) ? 'now' : frontDelayMs(front);
      return queues.sendFront({ kind: 'front', front }, delayMs);
    }),
  );
}

function countAsked(fronts: readonly string[], { meter }: Desks['services']): void {
  for (const front of fronts) meter.count('frontsAsked', { kind: kindOf(front) });
}
