/** What a story does while a picture of its own cannot be had or read. */
export interface WhenMissing {
  readonly hold: boolean;
  /** How long it waits before it goes on without. */
  readonly waitMs: number;
}

/** Reads `publish`, `hold` or `wait N minutes`; absent: publish. */
export function whenMissing(setting = 'publish'): WhenMissing {
  const minutes = /^wait (\d+) minutes?$/.exec(setting)?.[1];
  return { hold: setting === 'hold', waitMs: Number(minutes ?? 0) * 60_000 };
}
