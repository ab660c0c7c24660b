import type { Release } from '../../shared/archive/publication.ts';
import type { Dirt } from '../../shared/catalogue/catalogue.ts';
import { pageSizeOf } from '../../shared/catalogue/front-names.ts';

/** What a release soils: its fronts, and on each the sealed page that its number lies on. */
export function dirtOf({ affected, numbers }: Release, pageSize: number): Dirt[] {
  return affected.map((front) => {
    const number = numbers[front];
    const size = pageSizeOf(front, pageSize);
    return { front, pages: number === undefined ? [] : [Math.ceil(number / size)] };
  });
}
