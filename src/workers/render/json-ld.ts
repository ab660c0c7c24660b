import { Markup } from './html.ts';

/** A node of schema.org; `undefined` and `null` fields are left out. */
export interface Thing {
  readonly '@type': string;
  readonly [field: string]: unknown;
}

/** `<script type="application/ld+json">` that no text in it can close. */
export function jsonLd(graph: readonly Thing[]): Markup {
  const json = JSON.stringify(
    { '@context': 'https://schema.org', '@graph': graph },
    (_name, value: unknown) => (value === null ? undefined : value),
  );
  const safe = json.replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return new Markup(`<script type="application/ld+json">${safe}</script>`);
}
