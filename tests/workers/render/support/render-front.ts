import type { FrontTools } from '../../../../src/workers/render/front-tools.ts';
import { printFront } from '../../../../src/workers/render/fronts.ts';
import type { Printed } from '../../../../src/workers/render/site-objects.ts';

/** All objects of a front, in the order in which they are printed. */
export async function renderFront(front: string, tools: FrontTools): Promise<Printed[]> {
  const objects: Printed[] = [];
  for await (const object of printFront(front, tools)) objects.push(object);
  return objects;
}
