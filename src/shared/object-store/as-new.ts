import { Conflict } from '../errors.ts';

/**
 * The write of something that has a name of its own. Where the name is taken, says so in words for
 * whoever chose it, and not where it is kept. Throws Conflict.
 * @param what as in `a token 'desk'`
 */
export async function asNew<T>(what: string, write: Promise<T>): Promise<T> {
  try {
    return await write;
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
    throw new Conflict(`There is ${what} already.`, { cause: error });
  }
}
