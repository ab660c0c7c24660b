import { z } from 'zod';
import { flag, list, maybe, moment, number, text } from './foreign-fields.ts';

const Person = z.object({
  name: text,
  byline: text,
  url: text,
  bio: text,
  description: text,
  image: maybe(z.object({ url: text })),
});
export type Person = z.infer<typeof Person>;

const Basic = maybe(z.object({ basic: text }));
const Credits = maybe(z.object({ by: list(Person.nullable()) }));

const imageFields = {
  type: text,
  url: text,
  caption: text,
  subtitle: text,
  alt_text: text,
  copyright: text,
  credits: Credits,
  vanity_credits: Credits,
  width: number,
  height: number,
  focal_point: maybe(z.object({ x: number, y: number })),
};
const Image = z.object(imageFields);
export type Image = z.infer<typeof Image>;

/** One piece of the text. What is not listed here is no part of what a reader sees. */
export interface Element extends Image {
  readonly content?: string | undefined;
  readonly text?: string | undefined;
  readonly level?: number | undefined;
  readonly list_type?: string | undefined;
  readonly canonical_url?: string | undefined;
  readonly headlines?: { readonly basic?: string | undefined } | undefined;
  readonly items?: readonly (Element | null)[] | undefined;
  readonly content_elements?: readonly (Element | null)[] | undefined;
}

const Element: z.ZodType<Element> = z.lazy(() =>
  z.object({
    ...imageFields,
    content: text,
    text,
    level: number,
    list_type: text,
    canonical_url: text,
    headlines: Basic,
    items: list(Element.nullable()),
    content_elements: list(Element.nullable()),
  }),
);

const Named = z.object({ _id: text, name: text });

export const Ans = z.object({
  ...imageFields,
  _id: text,
  language: text,
  location: text,
  slug: text,
  headlines: Basic,
  subheadlines: Basic,
  description: Basic,
  last_updated_date: moment,
  first_publish_date: moment,
  publish_date: moment,
  canonical_url: text,
  website_url: text,
  owner: maybe(z.object({ name: text })),
  revision: maybe(z.object({ published: flag })),
  content_restrictions: maybe(
    z.object({ embargo: maybe(z.object({ active: flag, end_time: moment })) }),
  ),
  taxonomy: maybe(
    z.object({
      primary_section: maybe(Named),
      sections: list(Named.nullable()),
      keywords: list(z.object({ keyword: text })),
      tags: list(z.object({ text })),
      seo_keywords: list(z.string()),
    }),
  ),
  promo_items: maybe(z.record(z.string(), z.unknown())),
  content_elements: list(Element.nullable()),
  corrections: list(z.object({ text, date: moment, published_date: moment })),
  reasons: list(z.object({ message: text })),
});
export type Ans = z.infer<typeof Ans>;

/** The item that a story promotes itself with; only pictures matter here. */
export const PromoItems = z.object({
  promo_items: maybe(
    z.object({
      basic: maybe(Image.extend({ promo_items: maybe(z.object({ basic: maybe(Image) })) })),
      lead_art: maybe(Image),
    }),
  ),
});

/** What events and operations of Arc wrap the story in. */
export const Envelope = z.object({
  key: text,
  type: text,
  operation: text,
  body: z.unknown().optional(),
  story: z.unknown().optional(),
});
