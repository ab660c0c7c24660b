import { z } from 'zod';

/** Longer ones are no use to us: a server that wants them back gets none. */
const Validator = z.string().max(512);

/** What came from a web address the last time. */
export const AddressEntry = z.object({
  /** SHA-256 of the original. */
  sha256: z.string(),
  /** As the server named them, to ask whether there is something new. */
  etag: Validator.optional(),
  lastModified: Validator.optional(),
  /** When it came, RFC 3339 UTC. */
  at: z.string(),
});
export type AddressEntry = Readonly<z.infer<typeof AddressEntry>>;

/** Kept in Redis, which may be emptied: it only saves bytes on the way, the originals are archived. */
export interface AddressBook {
  find(address: string): Promise<AddressEntry | undefined>;
  note(address: string, entry: AddressEntry): Promise<void>;
}
