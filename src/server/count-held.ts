import type { Logger } from 'pino';
import type { Archive } from '../shared/archive/archive.ts';
import type { StepEvent } from '../shared/desk/desk.ts';
import type { Metrics } from './metrics.ts';

const counted = new Set(['held', 'rejected']);

/** Counts what moderation held, by the rules of the findings that its document tells of. */
export function countHeld(
  { archive, metrics, log }: { archive: Archive; metrics: Metrics; log: Logger },
  { data: { storyId, pass, stage, verdict } }: StepEvent,
): void {
  if (stage !== 'moderation' || !counted.has(verdict)) return;
  archive.stage(storyId, pass, stage).then(
    (document) => {
      const graver = (document?.findings ?? []).filter(
        ({ weight, action }) => weight > 0 || action === 'hold' || action === 'reject',
      );
      for (const rule of new Set(graver.map((finding) => finding.rule))) {
        metrics.held.inc({ rule, verdict });
      }
    },
    (error: unknown) => log.warn({ err: String(error) }, 'a held story was not counted'),
  );
}
