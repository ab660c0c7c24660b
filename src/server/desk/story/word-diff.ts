import { diffWordsWithSpace } from 'diff';

/** Characters of a text that are compared, and changes beyond which two texts have little in common. */
const MOST_CHARACTERS = 40_000;
const MOST_CHANGES = 3000;

/** A piece of text that both have, or one alone. */
export interface Change {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

export interface Difference {
  /** `undefined`: too far apart to be told word by word. */
  readonly changes: readonly Change[] | undefined;
  /** Whether the end of a long text was left out. */
  readonly isCut: boolean;
}

/** Two texts word by word; bounded in time, whatever they are. */
export function differenceOf(before: string, after: string, budgetMs: number): Difference {
  const isCut = before.length > MOST_CHARACTERS || after.length > MOST_CHARACTERS;
  const changes = diffWordsWithSpace(
    before.slice(0, MOST_CHARACTERS),
    after.slice(0, MOST_CHARACTERS),
    { maxEditLength: MOST_CHANGES, timeout: budgetMs },
  );
  return {
    isCut,
    changes: changes?.map(({ added, removed, value }) => ({
      kind: added ? 'added' : removed ? 'removed' : 'same',
      text: value,
    })),
  };
}
