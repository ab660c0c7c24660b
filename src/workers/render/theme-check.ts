import Handlebars from 'handlebars';
import { fromHandlebars, ThemeError } from './theme-error.ts';

/** A template as it lies in the theme's folder. */
export interface TemplateSource {
  /** What pages and partials call it: `article`, or the file's name under `partials/`. */
  readonly name: string;
  readonly file: string;
  readonly text: string;
  readonly isPartial: boolean;
}

/** What a template may call with arguments; anything else it names is a field of its view. */
export const allowedHelpers = [
  'if',
  'unless',
  'each',
  'with',
  'lookup',
  'eq',
  't',
  'card',
] as const;
const allowed: ReadonlySet<string> = new Set(allowedHelpers);
const withheld: ReadonlySet<string> = new Set(['log', 'helperMissing', 'blockHelperMissing']);

interface Vocabulary {
  readonly partials: ReadonlySet<string>;
  /** Keys of the theme's interface strings. */
  readonly strings: ReadonlySet<string>;
}

/**
 * Refuses, before anything is rendered, what a theme may not do: print without escaping, define
 * decorators, call what is not on the list, or name a partial, card or string that does not exist.
 * Throws ThemeError with the place.
 */
export function checkTemplates(
  templates: readonly TemplateSource[],
  strings: ReadonlySet<string>,
): void {
  const programs = templates.map((template) => ({ template, program: parse(template) }));
  const partials = new Set(templates.filter(({ isPartial }) => isPartial).map(({ name }) => name));
  partials.add('@partial-block');
  for (const { program } of programs) new InlineNames(partials).accept(program);
  for (const { template, program } of programs) {
    new Inspector(template, { partials, strings }).accept(program);
  }
}

function parse({ file, text }: TemplateSource): hbs.AST.Program {
  try {
    return Handlebars.parse(text);
  } catch (error) {
    throw fromHandlebars(error, { file, source: text });
  }
}

class InlineNames extends Handlebars.Visitor {
  readonly #names: Set<string>;

  constructor(names: Set<string>) {
    super();
    this.#names = names;
  }

  override DecoratorBlock(block: hbs.AST.DecoratorBlock): void {
    const name = literal(block.params[0]);
    if (name !== undefined) this.#names.add(name);
    super.DecoratorBlock(block);
  }
}

class Inspector extends Handlebars.Visitor {
  readonly #template: TemplateSource;
  readonly #vocabulary: Vocabulary;

  constructor(template: TemplateSource, vocabulary: Vocabulary) {
    super();
    this.#template = template;
    this.#vocabulary = vocabulary;
  }

  override MustacheStatement(mustache: hbs.AST.MustacheStatement): void {
    if (!mustache.escaped) {
      this.#refuse(mustache, 'A theme may not print without escaping; write {{ }}');
    }
    this.#checkCall(mustache);
    super.MustacheStatement(mustache);
  }

  override BlockStatement(block: hbs.AST.BlockStatement): void {
    this.#checkCall(block);
    super.BlockStatement(block);
  }

  override SubExpression(expression: hbs.AST.SubExpression): void {
    this.#checkCall(expression);
    super.SubExpression(expression);
  }

  override PartialStatement(partial: hbs.AST.PartialStatement): void {
    this.#checkPartial(partial);
    super.PartialStatement(partial);
  }

  override PartialBlockStatement(partial: hbs.AST.PartialBlockStatement): void {
    this.#checkPartial(partial);
    super.PartialBlockStatement(partial);
  }

  override Decorator(decorator: hbs.AST.Decorator): void {
    this.#refuse(decorator, 'A theme may not use decorators');
  }

  override DecoratorBlock(block: hbs.AST.DecoratorBlock): void {
    if (nameOf(block.path) !== 'inline' || literal(block.params[0]) === undefined) {
      this.#refuse(block, 'Of decorators a theme may use only {{#*inline "name"}}');
    }
    super.DecoratorBlock(block);
  }

  #checkCall(call: {
    readonly path: hbs.AST.Expression;
    readonly params: hbs.AST.Expression[];
    readonly hash?: hbs.AST.Hash;
    readonly loc: hbs.AST.SourceLocation;
  }): void {
    const name = nameOf(call.path);
    const isCall = call.params.length > 0 || call.hash !== undefined;
    if (withheld.has(name) || (isCall && !allowed.has(name))) {
      this.#refuse(call, `There is no helper '${name}'; there are ${allowedHelpers.join(', ')}`);
    }
    if (name === 't') this.#checkString(call.params[0], call);
    if (name === 'card') this.#checkCard(call.params[1], call);
  }

  #checkString(key: hbs.AST.Expression | undefined, call: { loc: hbs.AST.SourceLocation }): void {
    const name = literal(key);
    if (name === undefined) this.#refuse(call, 'Name the interface string in quotes: {{t "home"}}');
    if (!this.#vocabulary.strings.has(name)) {
      this.#refuse(call, `There is no interface string '${name}'`);
    }
  }

  #checkCard(kind: hbs.AST.Expression | undefined, call: { loc: hbs.AST.SourceLocation }): void {
    const name = literal(kind);
    if (name === undefined) this.#refuse(call, 'Name the kind of card: {{card this "story"}}');
    if (!this.#vocabulary.partials.has(`card-${name}`)) {
      this.#refuse(call, `There is no partials/card-${name}.hbs`);
    }
  }

  #checkPartial(partial: hbs.AST.PartialStatement | hbs.AST.PartialBlockStatement): void {
    if (partial.name.type === 'SubExpression') {
      this.#refuse(partial, 'The name of a partial must be written out');
    }
    const name = nameOf(partial.name);
    if (!this.#vocabulary.partials.has(name))
      this.#refuse(partial, `There is no partial '${name}'`);
  }

  #refuse({ loc }: { loc: hbs.AST.SourceLocation }, message: string): never {
    const { file, text } = this.#template;
    const { line, column } = loc.start;
    throw new ThemeError(message, { file, source: text, line, column });
  }
}

function nameOf(expression: hbs.AST.Expression): string {
  return 'original' in expression ? String(expression.original) : '';
}

function literal(expression: hbs.AST.Expression | undefined): string | undefined {
  if (expression?.type !== 'StringLiteral' || !('value' in expression)) return undefined;
  return String(expression.value);
}
