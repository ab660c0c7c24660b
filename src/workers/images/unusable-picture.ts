/**
 * A picture that cannot be had or read: a fact about the story, not a failure of the stage.
 * The message says what is wrong and takes the picture as its subject: "answered 404".
 */
export class UnusablePicture extends Error {
  override readonly name = 'UnusablePicture';
  /** Whether trying again could help. */
  readonly transient: boolean;

  constructor(message: string, { transient = false, ...options }: UnusableOptions = {}) {
    super(message, options);
    this.transient = transient;
  }
}

interface UnusableOptions extends ErrorOptions {
  readonly transient?: boolean;
}
