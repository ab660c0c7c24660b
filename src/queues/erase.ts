import type { Head } from '../shared/archive/documents.ts';
import { type Erasure, putErasure, readErasure } from '../shared/archive/erasure.ts';
import { keys } from '../shared/archive/keys.ts';
import { type Opening, openPass } from '../shared/archive/open-pass.ts';
import { endPass } from '../shared/archive/passes.ts';
import { audit } from '../shared/audit.ts';
import { concludePass } from './conclude-pass.ts';
import type { DecisionTools } from './decide.ts';
import { priority } from './policy.ts';
import { sendOn } from './send-on.ts';

/** Of a submission that ingest has not read yet. */
type Waiting = Pick<Head, 'source' | 'order'>;

export type ErasureState = 'under way' | 'done' | 'unknown';

/**
 * Begins to erase a story: written down first, then a pass that withdraws it from wherever it is;
 * the sweeper takes everything else away once that pass has ended. Safe to repeat.
 */
export async function beginErasure(
  tools: DecisionTools,
  { storyId, by, reason }: Pick<Erasure, 'storyId' | 'by' | 'reason'>,
  waiting?: Waiting,
): Promise<ErasureState> {
  const { store } = tools.archive;
  const before = (await tools.archive.head(storyId))?.head;
  if (before === undefined && waiting === undefined) return 'unknown';
  if (before && isErased(before) && !(await readErasure(store, storyId))) return 'done';
  const at = new Date().toISOString();
  const erasure = await putErasure(store, { schema: 1, storyId, by, reason, at });
  // It may have come to its end between the two.
  const head = (await tools.archive.head(storyId))?.head;
  if (erasure.at === at && head && isErased(head)) {
    await store.delete(keys.erasure(storyId));
    return 'done';
  }
  const deed = { by: erasure.by, deed: 'story.erase', reason: erasure.reason, about: { storyId } };
  await audit(store, deed, { at: erasure.at, id: `${storyId}.erase` });
  await openErasure(tools, erasure, waiting);
  return 'under way';
}

/** Whether all that can be said of a story is that it was erased. */
export const isErased = ({ erased, revision }: Head): boolean =>
  erased !== undefined && revision === 0;

/** Opens the pass that takes the story down, unless that has been done. */
export async function openErasure(
  tools: DecisionTools,
  { storyId, by, at }: Erasure,
  waiting?: Waiting,
): Promise<void> {
  const opened = await openPass<object>(tools.archive, storyId, (head) => {
    if (head === undefined && waiting === undefined) return { stop: {} };
    if (head?.erased !== undefined) return { stop: {} };
    return openingFor(head ?? unread(storyId, waiting), { at, by });
  });
  if ('stop' in opened) return;
  const { head, document } = opened;
  if (head.revision > 0) {
    await sendOn(tools, {
      ...{ document, hasPictures: false, about: head, priority: priority.decision },
    });
    return;
  }
  // It never had a page, nor anything to render one of.
  await endPass(tools.archive, document, { state: 'withdrawn', because: document.because });
  await concludePass(tools, document, 'withdrawn');
}

function openingFor(
  head: Opening['head'] & { revision?: number },
  erased: NonNullable<Head['erased']>,
): Opening {
  return {
    head: { ...head, trigger: 'withdraw', wanted: 'withdrawn', erased },
    revision: head.revision ?? 0,
    document: {
      stage: 'ingest',
      verdict: 'withdrawn',
      because: ['The story is erased.'],
      findings: [],
      result: { trigger: 'withdraw', by: erased.by },
      ms: 0,
      waitMs: 0,
      attempt: 0,
    },
  };
}

/** A head for a story that is erased before anything of it was read. */
const unread = (storyId: string, waiting: Waiting | undefined): Opening['head'] => ({
  ...{ storyId, source: waiting?.source ?? '', externalId: '', headline: '', slug: '' },
  order: waiting?.order ?? { received: '', submissionId: '' },
  ...{ trigger: 'withdraw', contentHash: 'erased', wanted: 'withdrawn', live: null },
  ...{ firstPublished: null, formerPaths: [], numbers: {}, card: null },
});
