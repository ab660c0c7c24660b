import type { Subscribers } from '../../src/shared/subscribers/subscribers.ts';

/** A newsroom that nobody listens to. */
export const nobody = { listeningFor: async () => [] } as unknown as Subscribers;
