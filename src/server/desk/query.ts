/** A query of what is given; what is empty is left out. */
export function queryOf(fields: Readonly<Record<string, string | null | undefined>>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) {
    if (value) query.set(name, value);
  }
  return query.toString();
}
