import type { StoryEvent, SubscriberDeclaration } from './subscriber-declaration.ts';
import type { Trouble } from './subscriber-document.ts';

/** Somebody outside who is told what becomes of stories; its secrets are open. */
export interface Subscriber extends SubscriberDeclaration {
  /** Newest first; two while one is being rotated out. None: it is told nothing yet. */
  readonly secrets: readonly string[];
  readonly origin: 'declared' | 'added';
  /** Set while it is told nothing, by itself (410), by us after days of failure, or by a person. */
  readonly disabled: Trouble | null;
  /** Since when every delivery has failed. */
  readonly failing: Trouble | null;
}

/** Nobody is known by this id. */
export class NoSuchSubscriber extends Error {
  override readonly name = 'NoSuchSubscriber';

  constructor(id: string) {
    super(`There is no subscriber ${id}.`);
  }
}

/** Whether it is told anything at all. */
export const isListening = ({ secrets, disabled }: Subscriber): boolean =>
  secrets.length > 0 && disabled === null;

/** Who is told of stories: what `newsroom/subscribers.yaml` declares and what was added at run time. */
export interface Subscribers {
  find(id: string): Promise<Subscriber | undefined>;
  list(): Promise<readonly Subscriber[]>;
  /** Those that listen for this; at most two seconds old. */
  listeningFor(event: StoryEvent): Promise<readonly Subscriber[]>;
  /** Keeps a new subscriber with a new secret. Throws Conflict where the id is taken. */
  add(declaration: SubscriberDeclaration): Promise<Subscriber>;
  /** Forgets an added subscriber and its secrets. Throws NoSuchSubscriber; Conflict where declared. */
  remove(id: string): Promise<void>;
  /** Gives a new secret; the one before it signs beside it for a day. Throws NoSuchSubscriber. */
  rotate(id: string): Promise<Subscriber>;
  /** Tells it nothing more; `null` lets it be told again. Throws NoSuchSubscriber. */
  disable(id: string, because: string | null): Promise<Subscriber>;
  /** Keeps since when deliveries fail, or (`null`) that one has come through. Writes only a change. */
  noteHealth(id: string, because: string | null): Promise<Subscriber | undefined>;
}
