import { z } from 'zod';

/** ISO 3166-1 alpha-2, upper case. */
const Territory = z.string().regex(/^[A-Z]{2}$/);

/** Where a text stood. Prose is read warily; in the other fields desks talk to desks. */
export const RightsField = z.enum([
  'caption',
  'headline',
  'creditLine',
  'copyrightNotice',
  'usageTerms',
  'instructions',
  'editorialNote',
]);
export type RightsField = z.infer<typeof RightsField>;

export const Medium = z.enum(['print', 'mags', 'tv', 'internet', 'social']);
export type Medium = z.infer<typeof Medium>;

export const Restrictions = z.object({
  /** Countries whose clients may not use it; those of a region (`EU OUT`) are listed one by one. */
  territoriesOut: z.array(Territory),
  /** Regions as they were named: `EU`. Their countries are in `territoriesOut`. */
  regionsOut: z.array(z.string()),
  /** Countries in which it may not be resold; they are in `territoriesOut` as well. */
  noSalesIn: z.array(Territory),
  /** Agencies and broadcasters that may not use it (`AFP OUT`), as written. */
  organisationsOut: z.array(z.string()),
  /** `true`: the credit line must stand at the picture; a text: that text must. */
  mandatoryCredit: z.union([z.boolean(), z.string()]),
  editorialOnly: z.boolean(),
  /** No advertising, marketing, merchandise. */
  noCommercial: z.boolean(),
  /** Not to be passed on or syndicated. */
  noSales: z.boolean(),
  noArchive: z.boolean(),
  /** Not to be shown after (RFC 3339, UTC). */
  useUntil: z.string().optional(),
  /** Hours from transmission, where the limit was given so; `useUntil` is computed from it. */
  useWithinHours: z.number().positive().optional(),
  /** Not to be shown before (RFC 3339, UTC). */
  embargoed: z.string().optional(),
  mediaOut: z.array(Medium),
  /** Neither cropped nor edited. */
  noCrop: z.boolean(),
  /** Given by a third party and not verified by the agency. */
  thirdParty: z.boolean(),
  /** What only a person can decide, each as written: `Part no access Germany`. */
  needsPerson: z.array(z.string()),
  /** Recalled: to be removed everywhere at once. */
  kill: z.boolean(),
});
export type Restrictions = Readonly<z.infer<typeof Restrictions>>;

export const PictureRights = z.object({
  /** For readers: no credit, no restriction; words such as FILE PHOTO stay. */
  caption: z.string().optional(),
  creditLine: z.string().optional(),
  /** Who distributes it, by the name it is known by: `AP`, `Getty Images`. */
  agency: z.string().optional(),
  filePhoto: z.boolean(),
  pool: z.boolean(),
  /** Given away by somebody whom it shows or serves. */
  handout: z.boolean(),
  restrictions: Restrictions,
  /** Every marker as written, with the field it stood in and what it was read as. */
  sources: z.array(z.object({ field: RightsField, text: z.string(), means: z.string() })),
});
export type PictureRights = Readonly<z.infer<typeof PictureRights>>;

/** All that was said of one picture, by its story and by its file; several texts of a field are fine. */
export interface RightsText {
  readonly field: RightsField;
  readonly text: string;
}

export interface RightsContext {
  /** When the agency sent it, or else when it arrived (RFC 3339): time limits run from here. */
  readonly transmitted: string;
}
