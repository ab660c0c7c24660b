import { Parser } from 'htmlparser2';

/** An element of a page, as far as its tag tells. */
export interface FoundElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Text inside, at any depth. */
  text: string;
  /** `12:3`, line and column of its tag. */
  readonly place: string;
}

/** Every element of a page, in order. */
export function elementsOf(source: string): FoundElement[] {
  const all: FoundElement[] = [];
  const open: FoundElement[] = [];
  const placeOf = placesIn(source);
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        const place = placeOf(parser.startIndex);
        const element = { name, attributes: { ...attributes }, text: '', place };
        all.push(element);
        open.push(element);
      },
      ontext(text) {
        for (const element of open) if (isText(element)) element.text += text;
      },
      onclosetag: () => void open.pop(),
    },
    { decodeEntities: true },
  );
  parser.end(source);
  return all;
}

/** Of containers nobody asks for the text. */
const isText = ({ name }: FoundElement): boolean =>
  !/^(html|head|body|main|article|header|footer|aside|section|div|ul|ol|table|figure)$/.test(name);

/** Line and column of offsets that only grow. */
function placesIn(source: string): (offset: number) => string {
  let line = 1;
  let start = 0;
  let next = source.indexOf('\n');
  return (offset) => {
    while (next !== -1 && next < offset) {
      line += 1;
      start = next + 1;
      next = source.indexOf('\n', start);
    }
    return `${line}:${offset - start + 1}`;
  };
}
