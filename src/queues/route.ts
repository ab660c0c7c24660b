/** The queues that carry stories and fronts; each has a worker, but `review`, whose worker is a person. */
export const stages = ['ingest', 'moderation', 'images', 'render', 'publish'] as const;
export type StageName = (typeof stages)[number];

/** Queues beside the route, so that what they carry never takes a story's place. */
export const sideQueues = ['renditions', 'fronts', 'feeds', 'trials', 'notify'] as const;
export type QueueName = StageName | (typeof sideQueues)[number];
export const queueNames: readonly QueueName[] = [...stages, ...sideQueues];

/** The pass ends here. */
export const END = null;
/** The pass ends here until a person opens another. */
export const REVIEW = 'review';

/** Where a verdict leads when the answer depends on whether the story has pictures. */
export interface Fork {
  readonly withPictures: StageName;
  readonly without: StageName;
}
type Target = StageName | typeof REVIEW | typeof END | Fork;

/**
 * The whole pipeline in one table: what each stage may decide, and where that leads.
 * `renditions` and `fronts` are worked by the images and render workers, `feeds` and `notify` by that
 * of ingest, `trials` by moderation's.
 */
export const route = {
  ingest: {
    accepted: 'moderation',
    withdrawn: 'render',
    held: REVIEW,
    unchanged: END,
    superseded: END,
  },
  moderation: {
    approved: { withPictures: 'images', without: 'render' },
    /** Its findings' places are to be cut out; ingest makes a revision of that, and a pass. */
    repaired: 'ingest',
    held: REVIEW,
    rejected: END,
  },
  review: { released: 'images', repaired: 'ingest', rejected: END },
  images: { ready: 'render', held: REVIEW },
  renditions: { ready: 'render', unchanged: END },
  render: { rendered: 'publish' },
  /** `unchanged` is said of fronts alone: an edition that is as the one before. */
  publish: { live: END, withdrawn: END, scheduled: END, superseded: END, unchanged: END },
  fronts: { rendered: 'publish' },
  feeds: { changed: 'ingest', unchanged: END, early: END, failed: END, gone: END },
  /** Questions to moderation that move no story. */
  trials: { answered: END },
  /** Tells others of what has happened; nothing waits for it. */
  notify: { told: END, delivered: END, failed: END, gone: END },
} as const satisfies Record<QueueName | typeof REVIEW, Record<string, Target>>;

export type RouteRow = keyof typeof route;
/** What row `R` may decide. Written once, in the table above. */
export type Verdict<R extends RouteRow> = { [N in R]: keyof (typeof route)[N] & string }[R];

/** Where a verdict leads. Throws RangeError for a verdict that the row does not have. */
export function nextStage(
  row: RouteRow,
  verdict: string,
  hasPictures: boolean,
): StageName | typeof REVIEW | typeof END {
  const targets: Record<string, Target> = route[row];
  const target = Object.hasOwn(targets, verdict) ? targets[verdict] : undefined;
  if (target === undefined) throw new RangeError(`${row} has no verdict '${verdict}'`);
  if (target === END || typeof target === 'string') return target;
  return hasPictures ? target.withPictures : target.without;
}
