import Handlebars from 'handlebars';
import { LRUCache } from 'lru-cache';
import { CardSlot } from './card-slot.ts';
import { Markup } from './html.ts';
import {
  gapsIn,
  interfaceStrings,
  type RequiredString,
  requireStrings,
} from './interface-strings.ts';
import { allowedHelpers, checkTemplates, type TemplateSource } from './theme-check.ts';
import { fromHandlebars, missingFile, ThemeError } from './theme-error.ts';
import { readThemeFiles, type ThemeAsset, type ThemeFiles } from './theme-files.ts';
import type { Views } from './views.ts';

/** A newsroom's look, loaded and checked. Templates see only the views of views.ts. */
export interface Theme {
  readonly name: string;
  readonly version: string;
  /** What its languages lack. */
  readonly notes: readonly string[];
  /** Changes when any file of the theme does: a page's look depends on it. */
  readonly themeHash: string;
  readonly assets: readonly ThemeAsset[];
  /** Keys in the site, in the order of the pages' links. */
  readonly stylesheets: readonly string[];
  readonly icon: string | null;
  readonly colours: { readonly light: string; readonly dark: string } | null;
  readonly topStories: number;
  /** Throws ThemeError, with the place, for a field that the view does not have. */
  print<Name extends keyof Views>(template: Name, view: Views[Name], language: string): Markup;
  /** Prints a card, or returns what the same key gave before. */
  printCard(kind: string, key: string, view: () => CardPrint): Markup;
  /** Keys of the fonts that a page in this script (ISO 15924) should not wait for. */
  fontsFor(script: string): readonly string[];
  /** An interface string in the page's language, or in the theme's own. */
  text(language: string, key: RequiredString, values?: Readonly<Record<string, string>>): string;
}

interface CardPrint {
  readonly view: object;
  readonly language: string;
}

const requiredTemplates = [
  'layout',
  'article',
  'home',
  'section',
  'tag',
  'author',
  'older',
  'search',
  'page',
  '404',
  'tombstone',
  'partials/inline-figure',
] as const satisfies readonly (keyof Views)[];

/** Some 2 kB each. */
const cardsKept = 4_000;

type Template = Handlebars.TemplateDelegate;

/** Loads the theme in a folder once. Throws ThemeError for one that is not fit to be used. */
export async function loadTheme(folder: string): Promise<Theme> {
  const files = await readThemeFiles(folder);
  const { manifest } = files;
  const own = files.strings.get(manifest.language) ?? {};
  requireStrings(own, manifest.language);
  checkTemplates(files.templates, new Set(Object.keys(own)));
  const text = interfaceStrings(files.strings, own);
  const templates = compile(files.templates, text);
  const fonts = new Map(
    Object.entries(manifest.preload).map(([script, names]) => [
      script,
      names.map((file) => assetKey(files, file)),
    ]),
  );
  const cards = new LRUCache<string, Markup>({ max: cardsKept });
  const print = (name: string, view: object, language: string): Markup => {
    const template = templates.get(name);
    if (template === undefined) throw missingFile(`${name}.hbs`);
    return new Markup(template(view, { data: { language } }));
  };
  return {
    name: manifest.name,
    version: manifest.version,
    notes: gapsIn(files.strings, own),
    themeHash: files.hash,
    assets: files.assets,
    stylesheets: manifest.stylesheets.map((file) => assetKey(files, file)),
    icon: manifest.icon === undefined ? null : assetKey(files, manifest.icon),
    colours: manifest.colours ?? null,
    topStories: manifest.topStories,
    fontsFor: (script) => fonts.get(script) ?? [],
    text,
    print,
    printCard: (kind, key, make) => {
      const name = `${kind}\0${key}`;
      let card = cards.get(name);
      if (card === undefined) {
        const { view, language } = make();
        card = print(`partials/card-${kind}`, view, language);
        cards.set(name, card);
      }
      return card;
    },
  };
}

function compile(
  sources: readonly TemplateSource[],
  text: ReturnType<typeof interfaceStrings>,
): ReadonlyMap<string, Template> {
  const handlebars = Handlebars.create();
  const templates = new Map<string, Template>();
  for (const source of sources) {
    const template = compileOne(source, handlebars);
    if (source.isPartial) handlebars.registerPartial(source.name, template);
    templates.set(source.file.slice(0, -'.hbs'.length), template);
  }
  for (const name of requiredTemplates) if (!templates.has(name)) throw missingFile(`${name}.hbs`);
  handlebars.registerHelper('eq', (one: unknown, other: unknown) => one === other);
  handlebars.registerHelper('t', (key: string, { hash, data }: Handlebars.HelperOptions) =>
    text(data.language, key, hash),
  );
  handlebars.registerHelper('card', (slot: unknown, kind: string) => {
    if (!(slot instanceof CardSlot))
      throw new TypeError(`{{card}} was given no card for '${kind}'`);
    return slot.print(kind);
  });
  return templates;
}

const compileOptions = {
  strict: true,
  knownHelpersOnly: true,
  knownHelpers: Object.assign(
    { helperMissing: false, blockHelperMissing: false, log: false },
    ...allowedHelpers.map((name) => ({ [name]: true })),
  ),
  preventIndent: true,
};

/** Finds what is wrong now, not at the first page, and gives every later fault its file. */
function compileOne({ file, text }: TemplateSource, handlebars: typeof Handlebars): Template {
  try {
    handlebars.precompile(text, compileOptions);
  } catch (error) {
    throw fromHandlebars(error, { file, source: text });
  }
  const template = handlebars.compile(text, compileOptions);
  return (view, options) => {
    try {
      return template(view, options);
    } catch (error) {
      if (error instanceof ThemeError) throw error;
      const fault = fromHandlebars(error, { file, source: text });
      if (isOfCaller(error, fault)) throw error;
      throw fault;
    }
  };
}

/** A block handed to a partial fails inside the partial, but its fault lies in the caller's file. */
function isOfCaller(error: unknown, { place }: ThemeError): boolean {
  const field = /^"(.+)" not defined/.exec(error instanceof Error ? error.message : '')?.[1];
  if (field === undefined || place.line === undefined) return false;
  return !(place.source.split('\n')[place.line - 1] ?? '').slice(place.column).includes(field);
}

function assetKey({ assets }: ThemeFiles, file: string): string {
  const found = assets.find((asset) => asset.file === file);
  if (found === undefined) throw missingFile(file);
  return found.key;
}
