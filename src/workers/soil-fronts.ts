import type { Dirt } from '../shared/catalogue/catalogue.ts';
import { pageSizeOf, standingFronts } from '../shared/catalogue/front-names.ts';
import type { Desks } from './story-work.ts';

/**
 * Marks fronts as dirty, sealed pages and all, and asks for them: those of a section, or every one.
 * @returns their names
 */
export async function soilFronts(
  { services, queues }: Desks,
  section: string | null,
): Promise<readonly string[]> {
  const { catalogue, newsroom } = services;
  const { site } = newsroom;
  const listing = (await catalogue.fronts()).map(({ front }) => front);
  const every = [...new Set([...standingFronts(site), ...listing])];
  const dirt = await Promise.all(
    (section === null ? every : [`section/${section}`]).map(async (front): Promise<Dirt> => {
      const newest = Math.floor(
        (await catalogue.highest(front)) / pageSizeOf(front, site.pageSize),
      );
      return { front, pages: Array.from({ length: newest }, (_, at) => at + 1) };
    }),
  );
  await catalogue.soil(dirt);
  await Promise.all(dirt.map(({ front }) => queues.sendFront({ kind: 'front', front })));
  return dirt.map(({ front }) => front);
}
