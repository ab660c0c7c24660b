import { withoutIllegal } from './text.ts';

/** HTML or XML that our own code made and that may go out as it is. Handlebars calls `toHTML`. */
export class Markup {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  toHTML(): string {
    return this.#text;
  }

  toString(): string {
    return this.#text;
  }
}

type Value = string | number | Markup | null | undefined | false | readonly Value[];

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Safe as text and inside a quoted attribute, in HTML and in XML. */
function escapeText(text: string): string {
  return withoutIllegal(text).replace(/[&<>"']/g, (character) => entities[character] ?? '');
}

/**
 * Template tag for the output that no theme may touch (head, feeds, sitemaps): every value is
 * escaped unless it is `Markup`; `null`, `undefined` and `false` print nothing; lists are joined.
 * It serves for XML as well: the entities it uses are those that XML predefines.
 */
export function html(parts: TemplateStringsArray, ...values: readonly Value[]): Markup {
  let text = parts[0] ?? '';
  values.forEach((value, at) => {
    text += printed(value) + (parts[at + 1] ?? '');
  });
  return new Markup(text);
}

function printed(value: Value): string {
  if (value === null || value === undefined || value === false) return '';
  if (value instanceof Markup) return value.toString();
  if (typeof value === 'string') return escapeText(value);
  if (typeof value === 'number') return String(value);
  return value.map(printed).join('');
}
