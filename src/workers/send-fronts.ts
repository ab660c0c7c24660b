import type { Desks } from './story-work.ts';

/** Asks for fronts to be rendered; those that change again and again wait for more changes. */
export async function sendFronts(
  fronts: readonly string[],
  { queues, services }: Pick<Desks, 'queues' | 'services'>,
): Promise<void> {
  const editions = await services.catalogue.spells(fronts);
  await Promise.all(
    fronts.map((front, at) => queues.sendFront({ kind: 'front', front }, editions[at])),
  );
}
