import type { Head, StageDocument } from '../shared/archive/documents.ts';
import type { StoryEnvelope } from '../shared/archive/envelope.ts';
import type { Release } from '../shared/archive/publication.ts';
import type { BlockedList } from '../shared/blocked-list.ts';
import type { Finding } from '../shared/finding.ts';
import type { PolicyPart } from '../shared/moderation-policy.ts';
import type { Source } from '../shared/sources.ts';
import type { Story } from '../shared/story.ts';
import type { RouteRow, Verdict } from './route.ts';
import type {
  DeliveryTicket,
  FrontTicket,
  NoticeTicket,
  StoryTicket,
  SubmissionTicket,
} from './tickets.ts';

export type { DeliveryTicket, NoticeTicket };

/** A story, or a withdrawal of one, as it is taken in. */
export interface Submission {
  readonly envelope: StoryEnvelope;
  readonly body: Buffer;
  /** For the desk, until ingest has read it. */
  readonly headline: string;
  readonly urgency: number | undefined;
}

export type Acceptance = 'new' | 'replayed';

export type FeedVerdict = Verdict<'feeds'>;

/** Tells the site's hub what has changed. */
export interface HubStage {
  readonly ping: (front: string, signal: AbortSignal) => Promise<Verdict<'notify'>>;
  close(): Promise<void>;
}

/** Asks a source's feed for what is new. */
export interface FeedStage {
  readonly poll: (source: Source, signal: AbortSignal) => Promise<FeedVerdict>;
  /** Ends the subscription of a source that has no feed any more. */
  readonly drop: (sourceId: string) => Promise<void>;
  close(): Promise<void>;
}

/** What a stage decided. */
export interface Outcome<R extends RouteRow, Result = undefined> {
  readonly verdict: Verdict<R>;
  /** Why, in words an editor can read. */
  readonly because: readonly string[];
  readonly findings?: readonly Finding[];
  /** What later stages of the pass need of this one. */
  readonly result: Result;
}

/** One story on its trip along the route, as a stage sees it. */
export interface Trip {
  readonly story: Story;
  readonly pass: number;
  /** What an earlier stage of this pass handed on, unparsed; `undefined` if it did not run. */
  result(stage: RouteRow): Promise<unknown>;
  /** Aborted when the process must stop or the job has been lost. */
  readonly signal: AbortSignal;
  /** Whether an error now would be the end: what can be done without is then done without. */
  readonly isLastAttempt: boolean;
}

/** Decides about a story; knows nothing of queues, and the runner keeps its record. */
export type StoryStage<R extends RouteRow> = (trip: Trip) => Promise<Outcome<R, unknown>>;

export interface WorkContext {
  /** How long the job waited in its queue. */
  readonly waitMs: number;
  readonly attempt: number;
}

/** What came of a submission, for the runner to send on and tell the desk. */
export interface Ingested {
  /** The step to tell; `null` where the submission failed before it had a story. */
  readonly document: StageDocument | null;
  readonly about: { readonly storyId: string | null } & Pick<
    Head,
    'source' | 'externalId' | 'headline'
  >;
  readonly hasPictures: boolean;
  /** 1 is the most urgent. */
  readonly urgency: number | undefined;
  /** Of the submission. */
  readonly trace?: string | undefined;
  /** Whether a pass begins with the document; else it only tells. */
  readonly goesOn: boolean;
  /** How the pass ended, where it is over already. */
  readonly ended?: 'withdrawn' | 'held' | undefined;
  /** Why it failed. */
  readonly because?: readonly string[];
  /** Records the permanent answer and empties the inbox; called once the ticket is sent. */
  conclude(): Promise<void>;
}

/** Ingest makes revisions and heads, and so keeps its records itself. `null`: it was done before. */
export type SubmissionStage = (
  ticket: SubmissionTicket,
  context: WorkContext,
) => Promise<Ingested | null>;

/** What ingest makes revisions of: submissions, and repairs that a pass has ordered. */
export interface IngestStages {
  readonly submission: SubmissionStage;
  readonly repair: (ticket: StoryTicket, context: WorkContext) => Promise<Ingested | null>;
}

/** Renders a front: the ticket of the edition to publish, or `null` where nothing was dirty. */
export type FrontStage = (ticket: FrontTicket) => Promise<FrontTicket | null>;

/** What came of a pass at the last stage. */
export type Published =
  | {
      readonly verdict: 'live' | 'withdrawn';
      readonly release: Release;
      readonly because: readonly string[];
      /** As it stands now. */
      readonly head: Head;
      /** The head said so before this run began. */
      readonly isRerun: boolean;
    }
  | { readonly verdict: 'scheduled' | 'superseded'; readonly because: readonly string[] }
  /** The fronts named must let go of the story first. */
  | { readonly verdict: 'waits'; readonly soiled: readonly string[] };

/** The one writer to the site. The runner calls the steps in this order, each safe to repeat. */
type Put = Published & { verdict: 'live' | 'withdrawn' };

export interface PublishStage {
  /** Puts a pass, and says so in the head. */
  publish(trip: { readonly story: Story; readonly pass: number }): Promise<Published>;
  /** Tells the catalogue what is live now, and so which fronts are dirty. */
  list(release: Release, head: Head): Promise<void>;
  /** Tells the edge of a pass that was put; it follows in the background. */
  purge(published: Put): Promise<void>;
  /** Writes down which pages show the story as it was: they are made anew. */
  askForPages(published: Put): Promise<void>;
  /** Deletes what no release needs any more. Throws Throttled until the fronts have let go of it. */
  retire(published: Put): Promise<void>;
  /** Puts an edition of a front. */
  edition(ticket: FrontTicket): Promise<'live' | 'unchanged' | 'superseded'>;
  /** The site as a whole, which may be new and empty. */
  readonly whole: WholeSite;
  close(): Promise<void>;
}

/** What makes a site again that was lost, or moved to another store. */
export interface WholeSite {
  /** Whether everything that the archive says is live was put into this very store once. */
  isMarked(): Promise<boolean>;
  mark(): Promise<void>;
  /** Puts what stands at the addresses of a story: its page, or that it is gone. */
  refill(storyId: string): Promise<void>;
}

/** Tells subscribers how passes have ended. */
export interface NotifyStage {
  /** Writes down what each subscriber is to be told of a pass; returns the tickets to send. */
  plan(ticket: NoticeTicket): Promise<readonly DeliveryTicket[]>;
  /** Tries once. Throws Throttled with the time of the next try. */
  deliver(ticket: DeliveryTicket, signal: AbortSignal): Promise<'delivered' | 'failed' | 'gone'>;
  close(): Promise<void>;
}

/** How a story came to the images stage in this pass. */
export interface Arrival {
  /** When, RFC 3339. */
  readonly at: string;
  /** Sent by the stage before, by a person's decision, or by the end of its embargo. */
  readonly by: 'pipeline' | 'person' | 'embargo';
  /** A newer pass is on its way: nothing is to be waited for. */
  readonly isOvertaken: boolean;
  /** What an earlier pass of the same revision left of its pictures; unparsed. */
  readonly earlier: unknown;
}

/** Images, and the slow renditions that follow them. */
export interface ImagesStages {
  /** Throws Throttled while a story waits for a picture. */
  readonly images: (
    trip: Trip & { readonly arrival: Arrival },
  ) => Promise<Outcome<'images', unknown>>;
  readonly renditions: StoryStage<'renditions'>;
  /** Whether a result of `images` leaves nothing for `renditions` to make or to fetch. */
  isComplete(result: unknown): boolean;
  close(): Promise<void>;
}

/** Articles, and the fronts that list them. */
export interface RenderStages {
  readonly render: StoryStage<'render'>;
  readonly fronts: FrontStage;
}

/** What a trial changes in how stories are judged. */
export interface TrialChanges {
  /** In the place of those of the same names. */
  readonly lists?: readonly BlockedList[] | undefined;
  /** Names of lists left out. */
  readonly without?: readonly string[] | undefined;
  readonly policy?: PolicyPart | undefined;
}

/** Judges a story and does nothing about it. */
export interface Judge {
  readonly rulesVersion: string;
  judge(story: Story): Promise<Outcome<'moderation', unknown>>;
}

/** Moderation, and what it would say under other rules. */
export interface ModerationStages {
  readonly moderation: StoryStage<'moderation'>;
  /** By the lists and policies in force now, with these changes. */
  under(changes: TrialChanges): Promise<Judge>;
  close(): Promise<void>;
}
