import { DatelineError } from '../../shared/errors.ts';

/** Where in a theme something is wrong. Lines count from 1, columns from 0. */
export interface ThemePlace {
  /** Within the theme's folder, e.g. `partials/card.hbs`. */
  readonly file: string;
  readonly source: string;
  readonly line?: number;
  readonly column?: number;
}

/**
 * A theme that cannot be used, or a template that asks for what there is not. Only the newsroom's
 * designer can mend it, so no retry helps; the message shows the line with a caret under the fault.
 */
export class ThemeError extends DatelineError {
  override readonly name = 'ThemeError';
  readonly retry = 'never';
  readonly place: ThemePlace;

  constructor(message: string, place: ThemePlace, options?: ErrorOptions) {
    super(`${message}\n${pointOut(place)}`, options);
    this.place = place;
  }
}

export function missingFile(file: string): ThemeError {
  return new ThemeError('The theme lacks a file that pages need', { file, source: '' });
}

function pointOut({ file, source, line, column = 0 }: ThemePlace): string {
  if (line === undefined) return `  in ${file}`;
  const text = source.split('\n')[line - 1] ?? '';
  const number = `${line} | `;
  // Tabs before the caret stay tabs, so that it stands under the fault whatever their width.
  const indent = text.slice(0, column).replace(/[^\t]/g, ' ');
  return `  at ${file}:${line}:${column + 1}\n${number}${text}\n${' '.repeat(number.length)}${indent}^`;
}

/** Puts a fault that Handlebars found into its place. */
export function fromHandlebars(error: unknown, { file, source }: ThemePlace): ThemeError {
  const { message, line, column } = located(error, source);
  const place = {
    file,
    source,
    ...(line !== undefined && { line }),
    ...(column !== undefined && { column }),
  };
  return new ThemeError(message, place, { cause: error });
}

interface Located {
  readonly message: string;
  readonly line?: number;
  readonly column?: number;
}

function located(error: unknown, source: string): Located {
  if (!(error instanceof Error)) return { message: String(error) };
  const [first = '', excerpt = '', pointer = '', ...rest] = error.message.split('\n');
  const parse = /^Parse error on line (\d+)/.exec(first);
  if (parse !== null) {
    const line = Number(parse[1]);
    const column = columnOf(excerpt, pointer.length - 1, source.split('\n')[line - 1] ?? '');
    return { message: `The template cannot be read: ${rest.join(' ').trim()}`, line, column };
  }
  const place = / - (\d+):(\d+)$/.exec(first);
  if (place === null) return { message: error.message };
  return {
    message: first.slice(0, place.index).replace(/ in \[object Object\]$/, ' here'),
    line: Number(place[1]),
    column: Number(place[2]),
  };
}

/** The parser tells its place by an excerpt without line ends; find it in the line it named. */
function columnOf(excerpt: string, caret: number, line: string): number {
  for (let length = Math.min(caret, line.length); length > 0; length -= 1) {
    const at = line.indexOf(excerpt.slice(caret - length, caret));
    if (at >= 0) return at + length;
  }
  return Math.max(0, line.search(/\S/));
}
