interface Document {
  readonly start: number;
  end: number | null;
  letters: number;
}

/**
 * Where the documents of one body begin and end. An injected page may stand before the page, and
 * the page may go on after its end.
 */
export class Documents {
  readonly #all: Document[] = [{ start: 0, end: null, letters: 0 }];

  /** At `<!doctype>` or `<html>`; the second of the two opens nothing new. */
  begin(start: number): void {
    const current = this.#last;
    if (current.letters > 0 || current.end !== null || current.start === 0) {
      this.#all.push({ start, end: null, letters: 0 });
    }
  }

  read(letters: number): void {
    this.#last.letters += letters;
  }

  /** At `</body>` or `</html>`. */
  endAt(end: number): void {
    this.#last.end ??= end;
  }

  get letters(): number {
    return this.#all.reduce((sum, { letters }) => sum + letters, 0);
  }

  /** The document that holds most of the text. */
  get main(): { readonly start: number; readonly end: number | null } {
    return this.#all.reduce((most, one) => (one.letters > most.letters ? one : most));
  }

  get #last(): Document {
    return this.#all.at(-1)!;
  }
}
