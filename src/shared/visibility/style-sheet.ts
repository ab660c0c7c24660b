import { declarationsOf, plainCss, type Style } from './declarations.ts';

/** One part of a selector: what an element must be. */
interface Compound {
  readonly tag: string | null;
  readonly id: string | null;
  readonly classes: readonly string[];
}

/** An element as selectors see it. */
export interface Styled {
  readonly tag: string;
  readonly id: string;
  readonly classes: readonly string[];
  readonly parent: Styled | null;
}

interface Rule {
  /** From the outermost to the element itself. */
  readonly compounds: readonly Compound[];
  readonly specificity: number;
  readonly style: Style;
}

/** Properties by which an element can hide, or be shown again; others are not kept. */
const telling =
  /display|visib|opacity|font-size|font:|color|background|indent|position|left|right|top|bottom|inset|margin|transform|translate|clip|width|height|overflow|z-index|mask/;

/** Style sheets are read up to this many characters, and this many rules of them are kept. */
const maximumCss = 1_048_576;
const maximumRules = 4_000;
/** Rules tried for one class, id or tag; a sheet that has more for it is judged by the last. */
const maximumPerKey = 16;
/** Elements around one that a descendant selector is tried on. */
const maximumAncestors = 30;

const none: readonly Style[] = [];

/** The rules of a page's own style sheets: simple selectors, also after one another. */
export class StyleSheet {
  readonly #rules = new Map<string, Rule[]>();
  #count = 0;

  constructor(css: string) {
    this.#read(plainCss(css.slice(0, maximumCss)));
  }

  get isEmpty(): boolean {
    return this.#count === 0;
  }

  /** What the sheets declare for an element, weaker rules first. */
  stylesFor(element: Styled): readonly Style[] {
    if (this.#count === 0) return none;
    const keys = [element.tag, ...element.classes.map((name) => `.${name}`), `#${element.id}`];
    return keys
      .flatMap((key) => this.#rules.get(key) ?? [])
      .filter((rule) => matches(rule, element))
      .sort((a, b) => a.specificity - b.specificity)
      .map(({ style }) => style);
  }

  #read(css: string): void {
    for (let at = 0; at < css.length && this.#count < maximumRules; ) {
      const open = css.indexOf('{', at);
      if (open === -1) return;
      const before = css.slice(at, open);
      const selectors = before.slice(before.lastIndexOf(';') + 1).replace(/^[\s}]+/, '');
      if (selectors.startsWith('@')) {
        at = isAlwaysInForce(selectors) ? open + 1 : endOfBlock(css, open);
        continue;
      }
      const close = css.indexOf('}', open);
      const end = close === -1 ? css.length : close;
      this.#keep(selectors, css.slice(open + 1, end));
      at = end + 1;
    }
  }

  #keep(selectors: string, block: string): void {
    if (!telling.test(block)) return;
    const style = declarationsOf(block);
    for (const selector of selectors.split(',').slice(0, 100)) {
      const compounds = compoundsOf(selector);
      const last = compounds?.at(-1);
      if (!compounds || !last) continue;
      const key = keyOf(last);
      const rules = this.#rules.get(key) ?? [];
      rules.push({ compounds, specificity: specificityOf(compounds), style });
      if (rules.length > maximumPerKey) rules.shift();
      this.#rules.set(key, rules);
      this.#count += 1;
    }
  }
}

/** What holds on a screen of any size; what holds on paper or on a telephone hides honestly. */
const isAlwaysInForce = (prelude: string): boolean =>
  /^@(?:media\s+(?:only\s+)?(?:screen|all)\s*$|supports|layer|scope)/.test(prelude);

function endOfBlock(css: string, open: number): number {
  let depth = 0;
  for (let at = open; at < css.length; at += 1) {
    if (css[at] === '{') depth += 1;
    else if (css[at] === '}') {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return css.length;
}

/** The parts of a selector; `null` for one that asks for more than names. */
function compoundsOf(selector: string): Compound[] | null {
  const written = selector.trim().replace(/\s*>\s*/g, ' ');
  if (written === '' || !/^[\w\s.#\u0080-\uffff-]{1,200}$/.test(written)) return null;
  const compounds = written.split(' ').map(compoundOf);
  return compounds.length <= 5 && compounds.every((compound) => compound !== null)
    ? compounds
    : null;
}

function compoundOf(written: string): Compound | null {
  const parts = written.match(/[.#]?[^.#]+/g) ?? [];
  if (parts.join('') !== written) return null;
  const named = (mark: string) =>
    parts.filter((part) => part.startsWith(mark)).map((part) => part.slice(1));
  const tag = parts.find((part) => !/^[.#]/.test(part)) ?? null;
  return { tag, id: named('#')[0] ?? null, classes: named('.') };
}

const keyOf = ({ tag, id, classes }: Compound): string =>
  id !== null ? `#${id}` : classes.length > 0 ? `.${classes[0]}` : (tag ?? '');

const specificityOf = (compounds: readonly Compound[]): number =>
  compounds.reduce(
    (sum, { tag, id, classes }) =>
      sum + (id === null ? 0 : 10_000) + classes.length * 100 + (tag === null ? 0 : 1),
    0,
  );

function matches({ compounds }: Rule, element: Styled): boolean {
  const own = compounds.at(-1);
  if (own === undefined || !isA(own, element)) return false;
  let around = element.parent;
  let tried = 0;
  for (let at = compounds.length - 2; at >= 0; at -= 1) {
    const wanted = compounds[at]!;
    while (around !== null && tried < maximumAncestors && !isA(wanted, around)) {
      around = around.parent;
      tried += 1;
    }
    if (around === null || tried >= maximumAncestors) return false;
    around = around.parent;
  }
  return true;
}

const isA = ({ tag, id, classes }: Compound, element: Styled): boolean =>
  (tag === null || tag === element.tag) &&
  (id === null || id === element.id) &&
  classes.every((name) => element.classes.includes(name));
