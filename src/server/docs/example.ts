/** What a route is sent and what it answers when all is well. */
export interface Example {
  readonly request?: unknown;
  readonly answer?: unknown;
  /** The same as a form with files. */
  readonly form?: Readonly<Record<string, string>>;
}
