/**
 * A picture that cannot be had or read: a fact about the story, not a failure of the stage.
 * The message says what is wrong and takes the picture as its subject: "answered 404".
 */
export class UnusablePicture extends Error {
  override readonly name = 'UnusablePicture';
  /** Whether trying again at once could help. */
  readonly transient: boolean;
  /** Whether it could be there some minutes or hours later. */
  readonly mayCome: boolean;

  constructor(message: string, options: UnusableOptions = {}) {
    const { transient = false, mayCome = transient, ...rest } = options;
    super(message, rest);
    this.transient = transient;
    this.mayCome = mayCome;
  }
}

interface UnusableOptions extends ErrorOptions {
  readonly transient?: boolean;
  readonly mayCome?: boolean;
}
