import { z } from 'zod';

const Waiting = z.object({
  count: z.int(),
  /** When the oldest came, RFC 3339 UTC; `null` where there is none. */
  oldest: z.string().nullable(),
});
export type Waiting = Readonly<z.infer<typeof Waiting>>;

/** What has not come to its end, as the archive showed it to whoever listed it last. */
export const OpenWork = z.object({
  /** RFC 3339, UTC. */
  at: z.string(),
  /** In the inbox. */
  submissions: Waiting,
  passes: Waiting,
});
export type OpenWork = Readonly<z.infer<typeof OpenWork>>;

/** Counts markers while somebody lists them. */
export class Tally {
  #count = 0;
  #oldest: Date | undefined;

  add({ modified }: { readonly modified?: Date | undefined }): void {
    this.#count += 1;
    if (modified === undefined) return;
    if (this.#oldest === undefined || modified < this.#oldest) this.#oldest = modified;
  }

  get count(): number {
    return this.#count;
  }

  waiting(): Waiting {
    return { count: this.#count, oldest: this.#oldest?.toISOString() ?? null };
  }
}
