/**
 * A story of our own that goes the whole route every minute, to prove that the route moves. No
 * source can have its name, and nothing that lists stories lists it.
 */
const canarySource = '_canary';

export const isCanary = ({ source }: { readonly source: string }): boolean =>
  source === canarySource;
