import type { Dirt } from '../shared/catalogue/catalogue.ts';
import type { Desks } from './story-work.ts';

/** Marks fronts as dirty, sealed pages and all, and asks for them: those of a section, or every one. */
export async function soilFronts(
  { services, queues }: Desks,
  section: string | null,
): Promise<void> {
  const { catalogue, newsroom } = services;
  const { sections, pageSize } = newsroom.site;
  const slugs = section === null ? sections.map(({ slug }) => slug) : [section];
  const lists = [...(section === null ? ['home'] : []), ...slugs.map((slug) => `section/${slug}`)];
  const whole = await Promise.all(
    lists.map(async (front): Promise<Dirt> => {
      const newest = Math.floor((await catalogue.highest(front)) / pageSize);
      return { front, pages: Array.from({ length: newest }, (_, at) => at + 1) };
    }),
  );
  const files = section === null ? ['site', 'sitemap'] : [];
  const dirt = [...whole, ...files.map((front): Dirt => ({ front, pages: [] }))];
  await catalogue.soil(dirt);
  await Promise.all(dirt.map(({ front }) => queues.sendFront({ kind: 'front', front })));
}
