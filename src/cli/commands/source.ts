import { Command, InvalidArgumentError, Option } from 'commander';
import { Authentication } from '../../shared/source-declaration.ts';
import { SourceAnswer, SourceList, SourceRemoved } from '../api-answers.ts';
import { asJson } from '../print-story.ts';
import { apiOf } from '../settings.ts';
import { type SourceOptions, slugs, sourceFields, withSourceSettings } from '../source-settings.ts';
import { type Terminal, WrongUse } from '../terminal.ts';

interface Printing {
  readonly json?: boolean;
}

export function source(terminal: Terminal): Command {
  const command = new Command('source').description('who may submit stories');
  for (const part of [add, list, set, remove, rotate]) command.addCommand(part(terminal));
  return command;
}

const add = (terminal: Terminal): Command =>
  withSourceSettings(
    new Command('add')
      .description('add a source; its secret is shown this once')
      .argument('<id>', 'a lower-case letter, then letters, digits or hyphens'),
  )
    .addOption(new Option('--auth <kind>', 'how it proves itself').choices(Authentication.options))
    .option('--json', 'print JSON')
    .action(
      async (
        id: string,
        { json, auth, ...options }: SourceOptions & Printing & { auth?: string },
      ) => {
        const body = JSON.stringify({ id, auth, ...(await sourceFields(options)) });
        const api = await apiOf(terminal);
        const added = await api.ask({ method: 'POST', path: '/v1/sources', body }, SourceAnswer);
        printSecret(terminal, added, json);
      },
    );

const list = (terminal: Terminal): Command =>
  new Command('list')
    .description('every source, without secrets')
    .option('--json', 'print JSON')
    .action(async ({ json }: Printing) => {
      const { items } = await (await apiOf(terminal)).ask({ path: '/v1/sources' }, SourceList);
      const lines = json ? [asJson(items)] : table(items.map(rowOf));
      lines.forEach(terminal.print);
    });

const set = (terminal: Terminal): Command =>
  withSourceSettings(
    new Command('set')
      .description('change a source that was added; what is not named stays')
      .argument('<id>', 'the source'),
  )
    .option('--no-trusted', 'it may not say when a story was first published')
    .option('--unset <settings>', 'take settings away, such as section,rate', taken, [])
    .option('--json', 'print JSON')
    .action(
      async (
        id: string,
        { json, unset, ...options }: SourceOptions & Printing & { unset: readonly string[] },
      ) => {
        const taken = Object.fromEntries(unset.map((field) => [field, null]));
        const body = { ...taken, ...(await sourceFields(options)) };
        if (Object.keys(body).length === 0) throw new WrongUse('Say what to change: see --help.');
        const api = await apiOf(terminal);
        const changed = await api.ask(
          { method: 'PATCH', path: pathOf(id), body: JSON.stringify(body) },
          SourceAnswer,
        );
        const lines = json ? [asJson(changed)] : table([rowOf(changed)]);
        lines.forEach(terminal.print);
      },
    );

const remove = (terminal: Terminal): Command =>
  new Command('remove')
    .description('remove a source that was added; its stories stay')
    .argument('<id>', 'the source')
    .option('--json', 'print JSON')
    .action(async (id: string, { json }: Printing) => {
      const api = await apiOf(terminal);
      const answer = await api.ask({ method: 'DELETE', path: pathOf(id) }, SourceRemoved);
      terminal.print(json ? asJson(answer) : `${id} may submit no more`);
    });

const rotate = (terminal: Terminal): Command =>
  new Command('rotate')
    .description('give a source a new secret; the one before it stays good for a day')
    .argument('<id>', 'the source')
    .option('--json', 'print JSON')
    .action(async (id: string, { json }: Printing) => {
      const api = await apiOf(terminal);
      const path = `${pathOf(id)}/rotate`;
      const rotated = await api.ask({ method: 'POST', path, body: '{}' }, SourceAnswer);
      printSecret(terminal, rotated, json);
    });

const pathOf = (id: string): string => `/v1/sources/${encodeURIComponent(id)}`;

/** The names of the options, and of what they set. */
const removable: Readonly<Record<string, string>> = {
  ...{ name: 'name', section: 'section', sections: 'sections', language: 'language' },
  ...{ rate: 'rateLimit', moderation: 'moderation', feed: 'feed' },
  'missing-pictures': 'missingPictures',
};

function taken(text: string): string[] {
  return slugs(text).map((name) => {
    const field = Object.hasOwn(removable, name) ? removable[name] : undefined;
    if (field !== undefined) return field;
    throw new InvalidArgumentError(`It takes ${Object.keys(removable).join(', ')}.`);
  });
}

const heading = ['id', 'name', 'format', 'auth', 'section', 'trust'];

const rowOf = ({ id, name, format, auth, section, sections, trusted }: SourceAnswer): string[] => [
  id,
  name ?? '',
  format,
  auth,
  sections === undefined ? (section ?? '') : `${section ?? sections[0]} (${sections.join(', ')})`,
  trusted ? 'trusted' : '',
];

function table(rows: readonly string[][]): string[] {
  const all = [heading, ...rows];
  const widths = heading.map((_, at) => Math.max(...all.map((row) => row[at]?.length ?? 0)));
  return all.map((row) =>
    row
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

function printSecret(terminal: Terminal, source: SourceAnswer, json: boolean | undefined): void {
  const { id, format, auth, secret, hook } = source;
  const lines = json
    ? [asJson({ id, format, auth, secret, hook })]
    : [
        `hook    ${hook}`,
        ...(auth === 'basic' ? [`user    ${id}`] : []),
        `secret  ${secret ?? ''}`,
        'Keep the secret: it is not shown again.',
      ];
  lines.forEach(terminal.print);
}
