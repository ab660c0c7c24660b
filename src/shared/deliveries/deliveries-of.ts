import { keys } from '../archive/keys.ts';
import type { ObjectStore } from '../object-store/object-store.ts';
import { tellsOf } from './delivery.ts';

interface KeptDelivery {
  readonly subscriber: string;
  readonly delivery: string;
  /** In the archive: of what is pending, or of a line of the log. */
  readonly key: string;
}

/** All that lies in the archive of what was told, or is to be, of the passes 1 to `until` of a story. */
export async function* deliveriesOf(
  store: ObjectStore,
  { storyId, until }: { readonly storyId: string; readonly until: number },
): AsyncGenerator<KeptDelivery> {
  for (const prefix of [keys.pendingDeliveriesPrefix, keys.deliveryLogPrefix]) {
    for await (const { key: folder } of store.list(prefix, { delimiter: '/' })) {
      const subscriber = folder.slice(prefix.length, -1);
      const isOfStory = tellsOf({ subscriber, storyId, until });
      for await (const { key } of store.list(folder)) {
        const delivery = key.slice(key.lastIndexOf('/') + 1);
        if (isOfStory(delivery)) yield { subscriber, delivery, key };
      }
    }
  }
}
