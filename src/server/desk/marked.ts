import type { Finding } from '../../shared/finding.ts';
import { urlOf } from '../../shared/web/url-of.ts';
import { type Html, html } from './html.ts';
import type { Block, Reading, Run } from './reading.ts';

/** A finding with its number in the list beside the text. */
export interface Numbered {
  readonly number: number;
  readonly finding: Finding;
}

const gravity = ['note', 'strip', 'hold', 'reject'] as const;

/** Marks findings in texts; remembers which have been met, so that each is numbered once. */
export class Marker {
  readonly #findings: readonly Numbered[];
  readonly #met = new Set<number>();

  constructor(findings: readonly Finding[]) {
    this.#findings = findings.map((finding, number) => ({ number, finding }));
  }

  /** Whether the text shows the finding's place. */
  hasMet(number: number): boolean {
    return this.#met.has(number);
  }

  /** A short field, e.g. the headline. */
  line(field: string, text: string): Html {
    return html`${this.#run({ text, start: 0, end: text.length, href: null }, this.#of(field))}`;
  }

  /** A whole text, block by block. */
  text(field: string, { blocks, left }: Reading): Html {
    const here = this.#of(field);
    return html`${blocks.map((block) => this.#block(block, here))}${
      left > 0 && html`<p class="left">… and ${left} more characters, not shown here.</p>`
    }`;
  }

  #of(field: string): Numbered[] {
    return this.#findings
      .filter(({ finding }) => finding.field === field && finding.length > 0)
      .sort((a, b) => a.finding.offset - b.finding.offset);
  }

  #block({ kind, runs, how }: Block, here: readonly Numbered[]): Html {
    const inside = linked(runs).map(
      ({ href, runs: same }) =>
        html`${
          href === null
            ? same.map((run) => this.#run(run, here))
            : html`<span class="link">${same.map((run) => this.#run(run, here))}</span> <bdi class="href" title="${href}">${hostOf(href)}</bdi> `
        }`,
    );
    switch (kind) {
      case 'heading':
        return html`<h3 dir="auto">${inside}</h3>`;
      case 'item':
        return html`<p class="item" dir="auto">${inside}</p>`;
      case 'quote':
        return html`<blockquote dir="auto">${inside}</blockquote>`;
      case 'picture':
        return html`<p class="picture" dir="auto">Picture: ${inside}</p>`;
      case 'hidden':
        return html`<div class="hidden-part"><p class="label">Readers do not see this <code>${how}</code></p><p dir="auto">${inside}</p></div>`;
      default:
        return html`<p dir="auto">${inside}</p>`;
    }
  }

  /** Cuts a run where findings begin and end in it. */
  #run(run: Run, here: readonly Numbered[]): Html[] {
    const over = here.filter(
      ({ finding: { offset, length } }) => offset < run.end && offset + length > run.start,
    );
    if (over.length === 0) return [html`${run.text}`];
    const inText = (offset: number) => Math.min(run.text.length, Math.max(0, offset - run.start));
    const isEntity = run.end - run.start !== run.text.length;
    const edges = isEntity
      ? [0, run.text.length]
      : [
          0,
          ...over.flatMap(({ finding: { offset, length } }) => [
            inText(offset),
            inText(offset + length),
          ]),
          run.text.length,
        ];
    const places = [...new Set(edges)].sort((a, b) => a - b);
    return places.slice(0, -1).map((from, at) => {
      const to = places[at + 1] ?? from;
      const covering = over.filter(
        ({ finding: { offset, length } }) =>
          isEntity || (inText(offset) <= from && inText(offset + length) >= to),
      );
      return this.#piece(run.text.slice(from, to), covering);
    });
  }

  #piece(text: string, covering: readonly Numbered[]): Html {
    if (covering.length === 0) return html`${text}`;
    const gravest =
      gravity[Math.max(...covering.map(({ finding }) => gravity.indexOf(finding.action)))];
    const first = covering.filter(({ number }) => !this.#met.has(number));
    for (const { number } of first) this.#met.add(number);
    const numbers = first.map(
      ({ number }) =>
        html`<a class="number" id="place-${number}" href="#finding-${number}" aria-label="Finding ${number + 1}">${number + 1}</a>\u2060`,
    );
    return html`<mark class="${gravest}">${numbers}${text}</mark>`;
  }
}

/** Runs of one link together, so that its address is told once. */
function linked(runs: readonly Run[]): { href: string | null; runs: Run[] }[] {
  const groups: { href: string | null; runs: Run[] }[] = [];
  for (const run of runs) {
    const last = groups.at(-1);
    if (last !== undefined && last.href === run.href) last.runs.push(run);
    else groups.push({ href: run.href, runs: [run] });
  }
  return groups;
}

function hostOf(href: string): string {
  const absolute = href.trim().startsWith('//') ? `https:${href.trim()}` : href;
  return urlOf(absolute)?.host || href.slice(0, 60);
}
