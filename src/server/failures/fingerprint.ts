import { createHash } from 'node:crypto';

/** Characters of a reason that tell one kind of failure from another. */
const MOST_CHARACTERS = 300;

/**
 * What two failures of one cause have in common: their words, without the numbers, names, ids and
 * addresses that differ from story to story.
 */
export function patternOf(because: string): string {
  return because
    .slice(0, 2 * MOST_CHARACTERS)
    .replace(/\bhttps?:\/\/[^\s"'’”]+/gi, '<address>')
    .replace(/“[^”]*”|"[^"]*"|'[^']{2,}'/g, '“…”')
    .replace(/\b[a-z2-7]{20,26}(@\d+)?\b/g, '<id>')
    .replace(/\b(?=[a-f]*\d)[0-9a-f]{8,}\b/gi, '<id>')
    .replace(/\/?\b[\w.-]+\/[\w./-]+/g, '<path>')
    .replace(/\d+([.,]\d+)*/g, 'N')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, MOST_CHARACTERS);
}

/** A short name for a stage's failures of one kind. */
export const errorId = (stage: string, pattern: string): string =>
  createHash('sha256').update(`${stage}\n${pattern}`).digest('hex').slice(0, 12);
