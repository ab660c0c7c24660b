import type { Author, StoryImage } from '../story.ts';

/** A fault in a submission: where, and what to do about it. */
export interface Fault {
  /** JSON pointer as a URI fragment, e.g. `#/images/0/url`. */
  readonly pointer: string;
  readonly detail: string;
}

/** The body cannot be read at all (HTTP 400). */
export class Malformed extends Error {
  override readonly name = 'Malformed';
}

/** The body can be read but says what it must not (HTTP 422). */
export class Invalid extends Error {
  override readonly name = 'Invalid';
  readonly faults: readonly Fault[];

  constructor(faults: readonly Fault[]) {
    super(faults.map(({ pointer, detail }) => `${pointer}: ${detail}`).join('; '));
    this.faults = faults;
  }
}

/** A picture as submitted: its bytes, or a link to them. */
export interface SubmittedImage extends Omit<StoryImage, 'id' | 'sha256'> {
  readonly data?: Buffer;
}

/** What every format's submission comes to; ingest makes a revision of it. */
export interface Submitted {
  readonly externalId: string;
  readonly status: 'usable' | 'withheld' | 'canceled';
  readonly version?: number;
  /** RFC 3339, UTC. */
  readonly modified?: string;
  readonly headline: string;
  readonly alternativeHeadline?: string;
  readonly description?: string;
  readonly byline?: string;
  readonly dateline?: string;
  readonly slug?: string;
  readonly section?: string;
  readonly keywords: readonly string[];
  readonly language?: string;
  /** External id of the original, of the same source. */
  readonly translationOf?: string;
  /** HTML as submitted. */
  readonly body: string;
  readonly urgency?: number;
  readonly embargoed?: string;
  readonly expires?: string;
  readonly copyrightHolder?: string;
  readonly usageTerms?: string;
  /** From desk to desk; never for readers. */
  readonly editorialNote?: string;
  readonly images: readonly SubmittedImage[];
  readonly authors: readonly Author[];
  readonly corrections: readonly { readonly at: string; readonly text: string }[];
  readonly firstPublished?: string;
}

/** One way in which a source may write a story. */
export interface StoryFormat {
  /** Media types it is sent as, without parameters. */
  readonly contentTypes: readonly string[];
  /**
   * Reads one story. `charset` is what its media type names; bytes that are UTF-8 are read as such
   * whatever it says, and formats in JSON know no other. Throws Malformed or Invalid.
   */
  read(body: Buffer, charset?: string): Submitted;
  /**
   * Takes a body of several stories apart into bodies that `read` reads, in their order, whatever
   * charset the whole had; absent where a body is always one story. Throws Malformed or Invalid.
   */
  split?(body: Buffer, charset?: string): readonly Buffer[];
}
