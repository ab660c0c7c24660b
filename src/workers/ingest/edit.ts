/** Put `with` in the place of `[start, end)`; an insertion where they are equal. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly with: string;
}

/** Makes edits that do not overlap. Where two meet, the insertion comes first. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  if (edits.length === 0) return text;
  const ordered = edits.toSorted((a, b) => a.start - b.start || a.end - b.end);
  const parts: string[] = [];
  let done = 0;
  for (const edit of ordered) {
    if (edit.start < done) continue;
    parts.push(text.slice(done, edit.start), edit.with);
    done = edit.end;
  }
  parts.push(text.slice(done));
  return parts.join('');
}
