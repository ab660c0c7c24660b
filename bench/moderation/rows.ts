import { createReadStream, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';

const Line = z.object({
  id: z.string().optional(),
  text: z.string().optional(),
  html: z.string().optional(),
  label: z.string(),
  lang: z.string().default('und'),
  source: z.string().optional(),
  set: z.string().optional(),
  kind: z.string().optional(),
  technique: z.string().optional(),
  evasion: z.string().optional(),
  spam_lang: z.string().optional(),
  topics: z.array(z.string()).optional(),
});

/** A labelled text or page. */
export interface Row extends Omit<z.infer<typeof Line>, 'set' | 'kind' | 'source'> {
  /** Where it stands, to find it again: `file:line`. */
  readonly place: string;
  readonly set: string;
  readonly kind: string;
  readonly source: string;
  readonly isSpam: boolean;
}

/** What known sets hold, where their rows do not say it. */
const kinds: readonly (readonly [RegExp, string])[] = [
  [/^(judol_(?!discussion)|sms|tubespam|datacamp|tgspam)/, 'ugc'],
  [/^(enron|lingspam|spamassassin)/, 'mail'],
  [/^gambling_seo/, 'seo_page'],
  [/^judol_discussion/, 'discussion'],
  [/^hard_news/, 'hard_news'],
  [/^sib200/, 'news_sentence'],
  [/^thucnews/, 'news_headline'],
];

/** By the name of the file, or of the set that a row is from. */
function kindOf(...names: readonly string[]): string {
  const known = names.flatMap((name) => kinds.find(([pattern]) => pattern.test(name))?.[1] ?? []);
  return known[0] ?? 'news';
}

/** The rows of a JSONL file, or of all those in a folder, in the order of their names. */
export async function* readRows(path: string): AsyncGenerator<Row> {
  const isFolder = statSync(path).isDirectory();
  const files = isFolder
    ? readdirSync(path, { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.jsonl'))
        .sort()
        .map((name) => join(path, name))
    : [path];
  for (const file of files) yield* rowsOf(file);
}

async function* rowsOf(file: string): AsyncGenerator<Row> {
  const stem = basename(file, '.jsonl');
  let number = 0;
  for await (const line of createInterface({ input: createReadStream(file) })) {
    number += 1;
    if (line.trim() === '') continue;
    const row = Line.parse(JSON.parse(line));
    const set = row.set ?? stem;
    yield {
      ...row,
      set,
      place: `${stem}:${number}`,
      kind: row.kind ?? kindOf(stem, set),
      source: row.source ?? set,
      isSpam: row.label === 'spam',
    };
  }
}
