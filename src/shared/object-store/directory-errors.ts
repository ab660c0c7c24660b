import { DatelineError, Unavailable } from '../errors.ts';

/** The system's code of an error (`ENOENT`), if it has one. */
export const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined;

/** Neither the object nor, perhaps, its folder is there. */
export const isMissing = (error: unknown): boolean =>
  codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR';

/** Runs `act`; what the file system refuses (full, read-only, broken) comes out as `Unavailable`. */
export async function translated<T>(root: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof DatelineError || codeOf(error) === undefined) throw error;
    const text = error instanceof Error ? error.message : String(error);
    throw new Unavailable(`The store in ${root} failed: ${text}`, { cause: error });
  }
}
