import { z } from 'zod';
import { ThemeError } from './theme-error.ts';

/** Of what a theme may use; grows when views, helpers or required templates change. */
export const engineVersion = 1;

const Colour = z.string().regex(/^#[0-9a-f]{6}$/i, 'six hexadecimal digits, such as #1a1a1a');

/** `theme.json` */
export const Manifest = z.strictObject({
  name: z.string().min(1),
  version: z.string(),
  /** Versions of what a theme may use that it was made for: from, to; see docs/themes.md. */
  engine: z.tuple([z.int().positive(), z.int().positive()]).default([engineVersion, engineVersion]),
  /** Linked from every page, in this order. */
  stylesheets: z.array(z.string()).default([]),
  /** An image for the browser's tab. */
  icon: z.string().optional(),
  /** What the browser's own bar is painted with, by the reader's colour scheme. */
  colours: z.strictObject({ light: Colour, dark: Colour }).optional(),
  /** Fonts to load with the page, by the script (ISO 15924) that the page is written in. */
  preload: z.record(z.string().regex(/^[A-Z][a-z]{3}$/), z.array(z.string())).default({}),
  /** Whose `strings/<language>.json` is complete; what other languages lack is taken from it. */
  language: z.string().default('en'),
  /** How many stories after the lead get the larger cards of the home page. */
  topStories: z.int().min(0).max(20).default(4),
});
export type Manifest = Readonly<z.infer<typeof Manifest>>;

export function refuseOtherEngine({ engine: [from, to] }: Manifest, source: string): void {
  if (from <= engineVersion && engineVersion <= to) return;
  throw new ThemeError(
    `The theme is made for engine ${from} to ${to}, and this is engine ${engineVersion}`,
    { file: 'theme.json', source, ...placeOfKey(source, 'engine') },
  );
}

function placeOfKey(source: string, key: string): { line?: number; column?: number } {
  const lines = source.split('\n');
  const at = lines.findIndex((line) => line.includes(`"${key}"`));
  return at < 0 ? {} : { line: at + 1, column: lines[at]?.indexOf(`"${key}"`) ?? 0 };
}
