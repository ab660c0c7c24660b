import type { Head, SubmissionOrder } from '../../shared/archive/documents.ts';
import type { Opening } from '../../shared/archive/open-pass.ts';
import { Throttled } from '../../shared/errors.ts';
import type { Story } from '../../shared/story.ts';

/** How soon to look again whether a withdrawal has ended. */
const WITHDRAWAL_RETRY_MS = 500;

/** What a submission asks for, before it is known what the story's head is. */
export interface Candidate {
  readonly storyId: string;
  readonly source: string;
  readonly externalId: string;
  readonly order: SubmissionOrder;
  readonly contentHash: string;
  readonly wanted: 'live' | 'held' | 'withdrawn';
  /** Why it is held, where that is not the source's own wish. */
  readonly heldBecause?: string;
  /** Absent for a withdrawal. */
  readonly story?: Omit<Story, 'revision'>;
  /** Whether the source named the slug itself. */
  readonly hasOwnSlug: boolean;
  readonly waitMs: number;
  readonly attempt: number;
  /** `performance.now()` when work on it began. */
  readonly began: number;
}

/** Why a submission opens no pass: it did so before, brings nothing new, or is overtaken. */
export interface Settled {
  readonly status: 'own' | 'unchanged' | 'superseded';
  readonly head: Head;
  readonly because: readonly string[];
}

/** What a submission comes to, given the story's head as it is now. */
export function openingFor(
  candidate: Candidate,
  head: Head | undefined,
): Opening | { readonly stop: Settled } {
  if (head !== undefined) {
    const settled = settledBy(candidate, head);
    if (settled !== undefined) return { stop: settled };
    if (candidate.wanted !== 'withdrawn') afterWithdrawal(head);
  }
  const { verdict, because } = verdictOn(candidate, head);
  const likeness = candidate.story?.likeness ?? head?.likeness;
  const slug = slugOf(candidate, head);
  return {
    head: {
      ...(head ?? firstHead(candidate)),
      trigger: candidate.story === undefined ? 'withdraw' : 'revision',
      headline: candidate.story?.headline ?? head?.headline ?? candidate.externalId,
      order: candidate.order,
      contentHash: candidate.contentHash,
      ...(likeness !== undefined && { likeness }),
      wanted:
        candidate.wanted === 'withdrawn' || verdict === 'held'
          ? heldWanted(candidate, head)
          : 'live',
      slug,
    },
    revision: head?.revision ?? 0,
    ...(candidate.story && { story: { ...candidate.story, slug } }),
    document: {
      stage: 'ingest',
      verdict,
      because: [...because, ...(candidate.story?.notes ?? [])],
      findings: [],
      result: { submissionId: candidate.order.submissionId },
      ms: Math.round(performance.now() - candidate.began),
      waitMs: candidate.waitMs,
      attempt: candidate.attempt,
    },
  };
}

/**
 * What comes after a withdrawal is held for a person; as a newer pass it would stop the withdrawal that
 * is under way, and leave the story in public. Throws Throttled until that has ended.
 */
function afterWithdrawal({ wanted, ended }: Head): void {
  if (wanted !== 'withdrawn' || ended !== null) return;
  throw new Throttled('waits until the story has been taken down', WITHDRAWAL_RETRY_MS);
}

/** A submission held because its story was withdrawn leaves it withdrawn until a person decides. */
function heldWanted(candidate: Candidate, head: Head | undefined): 'live' | 'withdrawn' {
  return candidate.wanted === 'withdrawn' ? 'withdrawn' : (head?.wanted ?? 'live');
}

function settledBy(candidate: Candidate, head: Head): Settled | undefined {
  if (head.erased !== undefined) {
    return {
      status: 'superseded',
      head,
      because: ['The story was erased; nothing of it is taken.'],
    };
  }
  if (head.order.submissionId === candidate.order.submissionId) {
    return { status: 'own', head, because: [] };
  }
  if (isOlder(candidate.order, head.order)) {
    return {
      status: 'superseded',
      head,
      because: [`A newer submission of this story is revision ${head.revision} already.`],
    };
  }
  // What failed may be sent again as it is.
  if (head.contentHash === candidate.contentHash && head.ended?.state !== 'failed') {
    return { status: 'unchanged', head, because: ['Its content is that of the newest revision.'] };
  }
  return undefined;
}

function verdictOn(
  candidate: Candidate,
  head: Head | undefined,
): { verdict: 'accepted' | 'withdrawn' | 'held'; because: string[] } {
  if (candidate.wanted === 'withdrawn') {
    return { verdict: 'withdrawn', because: ['The source withdrew the story.'] };
  }
  if (candidate.wanted === 'held') {
    return {
      verdict: 'held',
      because: [candidate.heldBecause ?? 'The source marked the story as withheld.'],
    };
  }
  const { expires, embargoed } = candidate.story ?? {};
  if (expires !== undefined && expires <= candidate.order.received) {
    return { verdict: 'held', because: [`It had expired (${expires}) when it came.`] };
  }
  if (expires !== undefined && embargoed !== undefined && expires <= embargoed) {
    const because = `It would expire (${expires}) before its embargo ends (${embargoed}).`;
    return { verdict: 'held', because: [because] };
  }
  if (head?.wanted === 'withdrawn') {
    return { verdict: 'held', because: ['The story was withdrawn; a person must let it back in.'] };
  }
  return { verdict: 'accepted', because: [] };
}

/** A changed headline does not move a page; a slug that the source names does. */
function slugOf(candidate: Candidate, head: Head | undefined): string {
  const offered = candidate.story?.slug ?? '';
  if (candidate.hasOwnSlug || head === undefined || head.slug === '') return offered;
  return head.slug;
}

/** Version if both have one, else time of modification, else arrival, then the submission's id. */
export function isOlder(a: SubmissionOrder, b: SubmissionOrder): boolean {
  if (a.version !== undefined && b.version !== undefined && a.version !== b.version) {
    return a.version < b.version;
  }
  if (a.modified !== undefined && b.modified !== undefined && a.modified !== b.modified) {
    return a.modified < b.modified;
  }
  if (a.received !== b.received) return a.received < b.received;
  return a.submissionId < b.submissionId;
}

function firstHead(candidate: Candidate): Omit<Head, 'revision' | 'pass' | 'ended' | 'schema'> {
  return {
    storyId: candidate.storyId,
    source: candidate.source,
    externalId: candidate.externalId,
    headline: '',
    slug: '',
    trigger: 'revision',
    order: candidate.order,
    contentHash: candidate.contentHash,
    wanted: 'live',
    live: null,
    firstPublished: null,
    formerPaths: [],
    numbers: {},
    card: null,
  };
}
