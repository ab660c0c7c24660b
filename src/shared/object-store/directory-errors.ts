import { DatelineError, Outage, Unavailable } from '../errors.ts';

/** The system's code of an error (`ENOENT`), if it has one. */
export const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined;

/** Neither the object nor, perhaps, its folder is there. */
export const isMissing = (error: unknown): boolean =>
  codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR';

/** What a file system answers to everybody while its disk, or the machine that has it, is away. */
const away: ReadonlySet<string> = new Set([
  ...['ENOSPC', 'EDQUOT', 'EROFS', 'EIO', 'ENXIO', 'ENODEV', 'EMFILE', 'ENFILE', 'ENOMEM'],
  ...['EAGAIN', 'EBUSY', 'ESTALE', 'ETIMEDOUT', 'EHOSTDOWN', 'EHOSTUNREACH', 'ENOTCONN'],
]);

/**
 * Runs `act`; where the disk is full, read-only or broken it comes out as `Outage`, what the file
 * system refuses else (access denied, a file in the place of a folder) as `Unavailable`.
 */
export async function translated<T>(root: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    const code = codeOf(error);
    if (error instanceof DatelineError || code === undefined) throw error;
    const text = error instanceof Error ? error.message : String(error);
    const Translated = away.has(code) ? Outage : Unavailable;
    throw new Translated(`The store in ${root} failed: ${text}`, { cause: error });
  }
}
