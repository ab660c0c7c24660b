import { type Html, html } from './html.ts';

type Cell = Html | string | number | null | false;

interface Table {
  /** What it lists, for those who hear the page. */
  readonly label: string;
  /** Where it shows itself anew as things happen. */
  readonly part?: string;
  /** Classes of its look; `numbers` stays a table on a phone. */
  readonly look?: string;
  readonly columns: readonly string[];
  /** The first cell of each names the row. */
  readonly rows: readonly (readonly Cell[])[];
}

/**
 * A table that is a list of cards on a phone, where each cell names its column itself. The roles are
 * spelt out because browsers forget them once rows are laid out in another way.
 */
export const table = ({
  label,
  part,
  look,
  columns,
  rows,
}: Table): Html => html`<div class="scroll"${
  part && html` id="${part}" data-part`
} role="region" tabindex="0" aria-label="${label}"><table class="lists${look && ` ${look}`}" role="table">
<thead role="rowgroup"><tr role="row">${columns.map((name) => html`<th role="columnheader" scope="col">${name}</th>`)}</tr></thead>
<tbody role="rowgroup">${rows.map(
  ([
    first,
    ...more
  ]) => html`<tr role="row"><th role="rowheader" scope="row">${first}</th>${more.map(
    (cell, at) => html`<td role="cell" data-name="${columns[at + 1]}">${cell}</td>`,
  )}</tr>
`,
)}</tbody></table></div>`;
