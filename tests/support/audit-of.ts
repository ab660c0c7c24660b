import { AuditLine } from '../../src/shared/audit.ts';
import type { ObjectStore } from '../../src/shared/object-store/object-store.ts';
import { listKeys } from './list-keys.ts';

/** All that was done, the oldest first, on whatever day: a test may run over midnight. */
export async function auditOf(store: ObjectStore, deed?: string): Promise<AuditLine[]> {
  const keys = await listKeys(store, 'audit/');
  const lines = await Promise.all(
    keys.map(async (key) => AuditLine.parse(JSON.parse(String((await store.get(key))?.body)))),
  );
  return lines.filter((line) => deed === undefined || line.deed === deed);
}
