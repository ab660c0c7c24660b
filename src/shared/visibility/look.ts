import { type Colour, colourOf } from './colour.ts';
import { declarationsOf, type Style } from './declarations.ts';
import { scriptsIn, stylesIn } from './page-parts.ts';
import { hiddenByScripts } from './scripts.ts';
import { type Styled, StyleSheet } from './style-sheet.ts';

/** Attributes of an element as the parser hands them over: names in lower case. */
export type Attributes = Readonly<Record<string, string>>;

/** How an element looks, as far as its page tells. */
export interface Look extends Styled {
  readonly parent: Look | null;
  /** Declared for it, by the page's style sheets and by its own attribute. */
  readonly style: Style;
  /** Its style attribute, or the declarations of the sheets: what an editor is told. */
  readonly how: string;
  /** Colours in force, from its own declarations or those around it. */
  readonly text: Colour | null;
  readonly background: Colour | null;
  /** Whether a colour was declared for this very element, and as what. */
  readonly isPainted: boolean;
  readonly paint: string;
  /** Whether a script of the page hides it as the page opens. */
  readonly isScripted: boolean;
}

const nothing: Style = new Map();
const noClasses: readonly string[] = [];
const plain = { style: nothing, how: '' };

/** How the elements of one page look. Reads its style sheets and scripts once. */
export class Looks {
  readonly #sheet: StyleSheet;
  readonly #scripted: ReadonlySet<string>;

  constructor(html: string) {
    this.#sheet = new StyleSheet(stylesIn(html));
    this.#scripted = hiddenByScripts(scriptsIn(html));
  }

  of(tag: string, attributes: Attributes, parent: Look | null): Look {
    const { style: written, color, bgcolor, id = '', class: names = '' } = attributes;
    const element: Styled = { tag, id: id.toLowerCase(), classes: classesOf(names), parent };
    const { style, how } = this.#styleOf(element, written);
    const shade = style.get('background-color') ?? style.get('background') ?? bgcolor;
    const ink = style.get('color') ?? color;
    return {
      tag,
      id: element.id,
      classes: element.classes,
      parent,
      style,
      how,
      text: (ink === undefined ? null : colourOf(ink)) ?? parent?.text ?? null,
      background: backgroundOf(shade, parent),
      isPainted: ink !== undefined || shade !== undefined,
      paint: (ink ?? shade ?? '').slice(0, 40),
      isScripted: id !== '' && this.#scripted.has(id),
    };
  }

  #styleOf(element: Styled, written: string | undefined) {
    if (written === undefined && this.#sheet.isEmpty) return plain;
    const sheets = this.#sheet.stylesFor(element);
    const own = written === undefined ? nothing : declarationsOf(written);
    if (sheets.length === 0) return { style: own, how: written ?? '' };
    const style = new Map(sheets.flatMap((sheet) => [...sheet]));
    for (const [property, value] of own) style.set(property, value);
    const declared = [...style].map(([property, value]) => `${property}:${value}`).join(';');
    const name = element.classes.map((one) => `.${one}`).join('') || `#${element.id}`;
    return { style, how: own.size > 0 ? (written ?? '') : `${name} {${declared}}` };
  }
}

const classesOf = (names: string): readonly string[] =>
  names === '' ? noClasses : names.toLowerCase().split(/\s+/).slice(0, 30);

/** A picture as background may be of any colour; nothing is said of text on it. */
function backgroundOf(declared: string | undefined, parent: Look | null): Colour | null {
  if (declared === undefined) return parent?.background ?? null;
  if (/url\(|gradient\(/.test(declared)) return null;
  const colour = colourOf(declared) ?? colourOf(declared.split(' ').at(-1));
  return colour !== null && colour.alpha > 0 ? colour : (parent?.background ?? null);
}
