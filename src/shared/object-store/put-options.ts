import type { PutOptions } from './object-store.ts';

/** Throws where conditions contradict each other. */
export function checkConditions({ ifAbsent, ifMatch }: PutOptions): void {
  if (ifAbsent && ifMatch !== undefined) throw new Error('Give ifAbsent or ifMatch, not both');
}
