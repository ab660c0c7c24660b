import { Parser } from 'htmlparser2';

export interface FoundElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Text inside, at any depth. */
  text: string;
}

/** Every element of a page or feed, in order. */
export function elementsOf(source: string, xmlMode = false): FoundElement[] {
  const all: FoundElement[] = [];
  const open: FoundElement[] = [];
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        const element = { name, attributes: { ...attributes }, text: '' };
        all.push(element);
        open.push(element);
      },
      ontext(text) {
        for (const element of open) element.text += text;
      },
      onclosetag() {
        open.pop();
      },
    },
    { xmlMode, decodeEntities: true },
  );
  parser.end(source);
  return all;
}

export function textsOf(source: string, name: string, xmlMode = false): string[] {
  return elementsOf(source, xmlMode).flatMap((element) =>
    element.name === name ? [element.text.trim()] : [],
  );
}

/** The graph of a page's JSON-LD. */
export function graphOf(page: string): Record<string, unknown>[] {
  const script = elementsOf(page).find(
    ({ attributes }) => attributes.type === 'application/ld+json',
  );
  return JSON.parse(script?.text ?? '{}')['@graph'];
}

/** Throws where tags are not closed in order: what `xmlMode` of the parser would forgive. */
export function assertWellFormed(source: string): void {
  const open: string[] = [];
  const body = source.replace(/^<\?xml[^>]*\?>/, '');
  for (const [tag, slash, name, , selfClosed] of body.matchAll(
    /<(\/?)([A-Za-z:_]+)((?:\s+[A-Za-z:]+="[^"<]*")*)\s*(\/?)>/g,
  )) {
    if (selfClosed === '/') continue;
    if (slash === '') open.push(name ?? '');
    else if (open.pop() !== name) throw new Error(`${tag} closes what is not open`);
  }
  if (open.length > 0) throw new Error(`${open.join()} left open`);
  const rest = body.replace(/<(\/?)([A-Za-z:_]+)((?:\s+[A-Za-z:]+="[^"<]*")*)\s*(\/?)>/g, '');
  const stray = /[<>]|&(?!(amp|lt|gt|quot|#39);)/.exec(rest);
  if (stray !== null) throw new Error(`stray ${rest.slice(stray.index, stray.index + 40)}`);
}
