import { type Command, InvalidArgumentError, Option } from 'commander';
import { loadYaml } from '../shared/load-newsroom.ts';
import { PolicyPart } from '../shared/moderation-policy.ts';
import { BadNewsroom } from '../shared/parse-yaml.ts';
import { Format, RateLimit } from '../shared/source-declaration.ts';
import { WrongUse } from './terminal.ts';

/** What a source may be told on the command line, for `add` and `set`. */
export interface SourceOptions {
  readonly format?: string;
  readonly name?: string;
  readonly section?: string;
  readonly sections?: readonly string[];
  readonly language?: string;
  readonly trusted?: boolean;
  readonly rate?: RateLimit;
  readonly moderation?: string;
  readonly missingPictures?: string;
  readonly feed?: string;
  readonly every?: number;
}

export const withSourceSettings = (command: Command): Command =>
  command
    .addOption(new Option('--format <name>', 'how it writes its stories').choices(Format.options))
    .option('--name <name>', 'what people call it')
    .option('--section <slug>', 'section of stories that name none, or one that is not theirs')
    .option('--sections <slugs>', 'the sections it may write for, with commas', slugs)
    .option('--language <tag>', 'language of stories that name none, such as fa or en-GB')
    .option('--trusted', 'it may say when a story was first published')
    .option('--rate <limit>', 'requests a second / at once, such as 10/40', rate)
    .option('--moderation <file>', 'YAML or JSON: how strictly its stories are judged')
    .option('--missing-pictures <what>', 'publish, hold or "wait N minutes" where one is not there')
    .option('--feed <url>', 'an RSS or Atom feed to poll for it')
    .option('--every <seconds>', 'how often to poll the feed; 300 where absent', seconds);

/** The options as fields of a source. Throws WrongUse where the file of its policy cannot be used. */
export async function sourceFields(options: SourceOptions): Promise<Record<string, unknown>> {
  const { format, name, section, sections, language, trusted, rate: rateLimit } = options;
  const { missingPictures } = options;
  const moderation = options.moderation && (await policyOf(options.moderation));
  const feed = feedOf(options);
  const fields = {
    ...{ format, name, section, sections, language, trusted, rateLimit, moderation, feed },
    ...{ missingPictures },
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

/** A feed is set as a whole: a pace alone would say nothing of where it is. */
function feedOf({ feed: url, every }: SourceOptions): Record<string, unknown> | undefined {
  if (url === undefined && every !== undefined) throw new WrongUse('--every goes with --feed.');
  return url === undefined ? undefined : { url, everySeconds: every };
}

function seconds(text: string): number {
  if (/^\d{1,6}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It takes whole seconds.');
}

async function policyOf(file: string): Promise<PolicyPart> {
  try {
    return await loadYaml(file, PolicyPart);
  } catch (error) {
    if (error instanceof BadNewsroom) throw new WrongUse(error.message, { cause: error });
    throw error;
  }
}

export function slugs(text: string): string[] {
  const list = text.split(',').map((slug) => slug.trim());
  if (list.every((slug) => slug !== '')) return list;
  throw new InvalidArgumentError('Write them with a comma between, such as world,culture.');
}

function rate(text: string): RateLimit {
  const [, perSecond, burst] = /^(\d+(?:\.\d+)?)\/(\d+)$/.exec(text) ?? [];
  const limit = RateLimit.safeParse({ perSecond: Number(perSecond), burst: Number(burst) });
  if (limit.success) return limit.data;
  throw new InvalidArgumentError(
    'Write requests a second, a slash, and how many may come at once, such as 10/40.',
  );
}
