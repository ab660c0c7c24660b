/**
 * What a listing gives, in its order and so many at a time. To be worked part by part: work that is
 * begun while the next is being listed may fail where nobody waits for it, and end the process.
 */
export async function* inParts<Entry>(
  entries: Iterable<Entry> | AsyncIterable<Entry>,
  size: number,
): AsyncGenerator<Entry[]> {
  let part: Entry[] = [];
  for await (const entry of entries) {
    part.push(entry);
    if (part.length < size) continue;
    yield part;
    part = [];
  }
  if (part.length > 0) yield part;
}
