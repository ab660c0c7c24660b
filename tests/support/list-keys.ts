import type { ListOptions, ObjectStore } from '../../src/shared/object-store/object-store.ts';

/** All keys of a listing, in its order. */
export async function listKeys(
  store: ObjectStore,
  prefix = '',
  options?: ListOptions,
): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key } of store.list(prefix, options)) keys.push(key);
  return keys;
}
