import { Command } from 'commander';
import { allStories } from '../all-stories.ts';
import { ClaimAnswer, HeldStory, ReviewAnswer } from '../api-answers.ts';
import { asJson } from '../print-story.ts';
import { apiOf } from '../settings.ts';
import { ageOf, printable, tableLines } from '../table.ts';
import { CommandFailed, type Terminal } from '../terminal.ts';

interface Printing {
  readonly json?: boolean;
}

/** What waits for a person: the list, a story to be read, and who reads it. */
export const review = (terminal: Terminal): Command =>
  new Command('review')
    .description('list held stories, the one that waits longest first; read or claim one')
    .option('--source <id>', 'only stories of this source')
    .option('--json', 'print JSON')
    .action(async ({ source, json }: Printing & { source?: string }) => {
      const filter = { state: 'held', order: 'oldest', ...(source && { source }) };
      const held = await allStories(await apiOf(terminal), filter);
      if (json) terminal.print(asJson(held));
      else if (held.length === 0) terminal.print('Nothing is held.');
      else heldTable(held).forEach(terminal.print);
    })
    .addCommand(show(terminal))
    .addCommand(claim(terminal))
    .addCommand(letGo(terminal));

const heldTable = (held: Awaited<ReturnType<typeof allStories>>): string[] =>
  tableLines(
    ['story', 'held', 'source', 'read by', 'headline'],
    held.map(({ storyId, updated, source, headline, claimedBy }) => [
      ...[storyId, ageOf(updated), source.slice(0, 12), (claimedBy ?? '').slice(0, 14), headline],
    ]),
  );

const show = (terminal: Terminal): Command =>
  new Command('show')
    .description('why a story is held, what was found in it, and its text')
    .argument('<id>', 'the story')
    .option('--json', 'print JSON')
    .action(async (id: string, _own: Printing, command: Command) => {
      const { json } = command.optsWithGlobals<Printing>();
      const api = await apiOf(terminal);
      const [story, read] = await Promise.all([
        api.ask({ path: pathOf(id) }, HeldStory),
        api.ask({ path: `${pathOf(id)}/review` }, ReviewAnswer),
      ]);
      const lines = json ? [asJson({ ...story, review: read })] : heldLines(story, read);
      lines.forEach(terminal.print);
    });

const claim = (terminal: Terminal): Command =>
  new Command('claim')
    .description('say for ten minutes that you read a story; it blocks nobody')
    .argument('<id>', 'the story')
    .option('--json', 'print JSON')
    .action(async (id: string, _own: Printing, command: Command) => {
      const { json } = command.optsWithGlobals<Printing>();
      const api = await apiOf(terminal);
      const path = `${pathOf(id)}/claim`;
      const stands = await api.ask({ method: 'POST', path, body: '{}' }, ClaimAnswer);
      const until = `${stands.until.slice(11, 16)}Z`;
      terminal.print(json ? asJson(stands) : `${stands.by} reads it, until ${until}`);
    });

const letGo = (terminal: Terminal): Command =>
  new Command('letgo')
    .description('give your claim up')
    .argument('<id>', 'the story')
    .option('--json', 'print JSON')
    .action(async (id: string, _own: Printing, command: Command) => {
      const { json } = command.optsWithGlobals<Printing>();
      const api = await apiOf(terminal);
      const answer = await api.open({ method: 'DELETE', path: `${pathOf(id)}/claim` });
      if (answer.status !== 204) throw new CommandFailed(`${id} is claimed still`);
      terminal.print(json ? asJson({ storyId: id, claim: null }) : `${id} is nobody's now`);
    });

const pathOf = (id: string): string => `/v1/stories/${encodeURIComponent(id)}`;

/** Findings have the numbers that a release may call false alarms, or cut out. */
function heldLines(story: HeldStory, { fields, claim: claimed, similar }: ReviewAnswer): string[] {
  const { storyId, revision, source, state, headline, because, findings } = story;
  const reader = claimed === null ? '' : `, ${claimed.by} reads it`;
  return [
    printable(headline),
    `${storyId}: ${state}, revision ${revision} of ${source}${reader}`,
    ...because.map((reason) => `  ${printable(reason)}`),
    '',
    ...findings.map(
      ({ rule, field, excerpt, reason }, at) =>
        `${String(at).padStart(3)}  ${rule} in ${field}: ${printable(`${reason} “${excerpt}”`)}`,
    ),
    ...(similar.length === 0 ? [] : ['', `${similar.length} like it were decided before`]),
    '',
    ...folded(textOf(fields['/body'] ?? '')),
  ];
}

/** Markup is for the desk; here it is read. */
const textOf = (body: string): string =>
  body.replaceAll(/<\/(p|h\d|li|blockquote|div)>|<br\s*\/?>/gi, '\n').replaceAll(/<[^<>]*>/g, '');

function folded(text: string): string[] {
  return text.split('\n').flatMap((paragraph) => {
    const lines: string[] = [];
    let line = '';
    for (const word of printable(paragraph).split(/\s+/).filter(Boolean)) {
      if (line !== '' && line.length + word.length > 78) {
        lines.push(line);
        line = '';
      }
      line = line === '' ? word : `${line} ${word}`;
    }
    return line === '' ? lines : [...lines, line];
  });
}
