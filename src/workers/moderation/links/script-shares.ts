/** Scripts that tell languages apart, by where their letters begin and end. */
const ranges: readonly (readonly [start: number, end: number, name: string])[] = [
  [0x41, 0x24f, 'Latin'],
  [0x370, 0x3ff, 'Greek'],
  [0x400, 0x52f, 'Cyrillic'],
  [0x530, 0x58f, 'Armenian'],
  [0x590, 0x5ff, 'Hebrew'],
  [0x600, 0x77f, 'Arabic'],
  [0x8a0, 0x8ff, 'Arabic'],
  [0x900, 0xdff, 'Indic'],
  [0xe00, 0xe7f, 'Thai'],
  [0xe80, 0xeff, 'Lao'],
  [0x10a0, 0x10ff, 'Georgian'],
  [0x1100, 0x11ff, 'Hangul'],
  [0x1200, 0x139f, 'Ethiopic'],
  [0x1780, 0x17ff, 'Khmer'],
  [0x1e00, 0x1eff, 'Latin'],
  [0x3040, 0x30ff, 'Japanese'],
  [0x4e00, 0x9fff, 'Han'],
  [0xac00, 0xd7af, 'Hangul'],
  [0xfb50, 0xfdff, 'Arabic'],
  [0xfe70, 0xfeff, 'Arabic'],
];

/** Letters counted in one text; its script is clear by then. */
const maximumLetters = 20_000;

/** How much of a text is written in which script. */
export class ScriptShares {
  readonly #letters = new Map<string, number>();
  total = 0;

  static of(text: string): ScriptShares {
    const shares = new ScriptShares();
    shares.add(text);
    return shares;
  }

  add(text: string): void {
    let script: string | null = null;
    let letters = 0;
    for (let at = 0; at < text.length && this.total + letters < maximumLetters; at += 1) {
      const name = scriptOf(text.charCodeAt(at));
      if (name === null) continue;
      if (name !== script) {
        this.#count(script, letters);
        script = name;
        letters = 0;
      }
      letters += 1;
    }
    this.#count(script, letters);
  }

  #count(script: string | null, letters: number): void {
    if (script === null) return;
    this.#letters.set(script, (this.#letters.get(script) ?? 0) + letters);
    this.total += letters;
  }

  shareOf(script: string): number {
    return this.total === 0 ? 0 : (this.#letters.get(script) ?? 0) / this.total;
  }

  /** The script of most letters; `null` for a text without any. */
  get main(): string | null {
    let main: string | null = null;
    for (const [name, letters] of this.#letters) {
      if (main === null || letters > (this.#letters.get(main) ?? 0)) main = name;
    }
    return main;
  }
}

function scriptOf(unit: number): string | null {
  if (unit < 0x41) return null;
  if (unit < 0x80) return (unit | 32) >= 97 && (unit | 32) <= 122 ? 'Latin' : null;
  for (const [start, end, name] of ranges) if (unit >= start && unit <= end) return name;
  return null;
}
