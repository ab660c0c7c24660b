import { BlockedList } from '../blocked-list.ts';
import { TooCostly } from '../errors.ts';
import { type NewsroomFault, parseYaml } from '../parse-yaml.ts';
import type { Threads } from '../threads/threads.ts';
import type { TermList } from './term-list.ts';

/** Texts up to this, in UTF-16 units, are read in a few milliseconds. */
const SMALL = 16 * 1024;
const BUDGET_MS = 20_000;

/** Faults told at once; who makes more has made one mistake many times. */
const MOST_FAULTS = 50;

export interface ListReading {
  readonly list: BlockedList | undefined;
  readonly faults: readonly Omit<NewsroomFault, 'file'>[];
}

/** A list as its file would say it: what people edit at the desk. Written in time linear to it. */
export function listText({
  title,
  action,
  language,
  terms,
  exceptions = [],
}: Pick<TermList, 'title' | 'action' | 'language' | 'terms' | 'exceptions'>): string {
  const block = (name: string, values: readonly string[]): string =>
    values.length === 0
      ? `${name}: []\n`
      : `${name}:\n${values.map((value) => `  - ${scalar(value)}\n`).join('')}`;
  return [
    `name: ${scalar(title)}\n`,
    `action: ${action}\n`,
    language === undefined ? '' : `language: ${scalar(language)}\n`,
    block('terms', terms),
    exceptions.length === 0 ? '' : block('exceptions', exceptions),
  ].join('');
}

/** Reads what somebody wrote, in another thread where it is long: a page of YAML takes its time. */
export async function readListText(
  threads: Pick<Threads, 'run'>,
  text: string,
): Promise<ListReading> {
  if (text.length <= SMALL) return parseListText(text);
  try {
    const home = import.meta.url;
    return await threads.run({ home, task: parseListText, argument: text, budgetMs: BUDGET_MS });
  } catch (error) {
    if (!(error instanceof TooCostly)) throw error;
    const detail = `it takes longer to read than any list should: ${error.message}`;
    return { list: undefined, faults: [{ line: 1, column: 1, field: '', detail }] };
  }
}

/** Exported for the thread that runs it. */
export function parseListText(text: string): ListReading {
  const { value, faults } = parseYaml('', text, BlockedList);
  const told = faults.slice(0, MOST_FAULTS).map(({ file: _, ...fault }) => fault);
  return { list: value, faults: told };
}

/** Words that YAML takes for themselves; all else, and these, it reads from JSON's quotes. */
const plain =
  /^(?!(?:true|false|null)$)\p{L}[\p{L}\p{M}\p{Nd}]*(?:[ *'-][\p{L}\p{M}\p{Nd}]+)*\*?$/iu;

const scalar = (text: string): string => (plain.test(text) ? text : JSON.stringify(text));
