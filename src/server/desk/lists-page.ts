import type { TermList } from '../../shared/lists/term-list.ts';
import type { NewsroomFault } from '../../shared/parse-yaml.ts';
import { type Html, html } from './html.ts';
import { table } from './table.ts';

export interface ListsPage {
  readonly lists: readonly TermList[];
  /** Of files whose last edit is not in force. */
  readonly faults: readonly NewsroomFault[];
  readonly mayEdit: boolean;
}

/** What becomes of a story with a term of a list. */
export const consequences = {
  note: 'is noted',
  hold: 'is held',
  reject: 'is rejected',
} as const;

/** Every list in force, and where it is edited. */
export function listsPage({ lists, faults, mayEdit }: ListsPage): Html {
  return html`
<h1>Lists of terms</h1>
<p>A story with one of these words or phrases is treated as its list asks. A change is in force within seconds, for stories that come from then on.</p>
${faults.length > 0 && refusedFiles(faults)}
${
  lists.length === 0
    ? html`<p class="empty">There are no lists yet.</p>`
    : table({
        label: 'Lists of terms',
        columns: ['List', 'A story with a term', 'Terms', 'Language', 'Edited'],
        rows: lists.map(row),
      })
}
${mayEdit && html`<p><a href="/desk/new-list">Make a new list</a></p>`}`;
}

const row = ({ name, title, action, terms, language, origin, file }: TermList) => [
  html`<a dir="auto" href="/desk/lists/${name}">${title}</a>`,
  consequences[action],
  terms.length,
  language ?? 'any',
  origin === 'file' ? html`in the file <code>${file}</code>` : 'here',
];

const refusedFiles = (faults: readonly NewsroomFault[]): Html =>
  html`<section class="fault" role="alert"><h2>Files that cannot be used as they stand</h2>
<p>Their lists are in force as they were before the edit.</p>
<ul>${faults.map(
    ({ file, line, column, field, detail }) =>
      html`<li><code>${file}:${line}:${column}</code> ${field && `${field}: `}${detail}</li>`,
  )}</ul></section>`;
