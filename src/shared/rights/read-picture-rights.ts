import type {
  PictureRights,
  Restrictions,
  RightsContext,
  RightsField,
  RightsText,
} from './picture-rights.ts';

const unrestricted: Restrictions = {
  territoriesOut: [],
  regionsOut: [],
  noSalesIn: [],
  organisationsOut: [],
  mandatoryCredit: false,
  editorialOnly: false,
  noCommercial: false,
  noSales: false,
  noArchive: false,
  mediaOut: [],
  noCrop: false,
  thirdParty: false,
  needsPerson: [],
  kill: false,
};

const plain: readonly (readonly [RegExp, keyof Restrictions])[] = [
  [/\b(?:restricted to )?editorial use(?: only)?\b/i, 'editorialOnly'],
  [/\b(?:mandatory credit|credit mandatory)\b/i, 'mandatoryCredit'],
  [/\bno (?:third party )?(?:re)?sales\b/i, 'noSales'],
  [/\bno archiv(?:es?|ing|al use)\b/i, 'noArchive'],
  [/\bmandatory kill\b/i, 'kill'],
];

/** Reads everything that was said of one picture together: a restriction in any text counts. */
export function readPictureRights(
  texts: readonly RightsText[],
  _context: RightsContext,
): PictureRights {
  const first = (field: RightsField) => texts.find((one) => one.field === field)?.text.trim();
  const found = texts.flatMap(({ field, text }) =>
    plain.flatMap(([marker, means]) => {
      const written = marker.exec(text)?.[0];
      return written === undefined ? [] : [{ field, text: written, means }];
    }),
  );
  const caption = first('caption');
  const creditLine = first('creditLine');
  return {
    ...(caption && { caption }),
    ...(creditLine && { creditLine }),
    filePhoto: texts.some(({ text }) => /\bfile photo\b/i.test(text)),
    pool: false,
    handout: false,
    restrictions: {
      ...unrestricted,
      ...Object.fromEntries(found.map(({ means }) => [means, true])),
    },
    sources: found,
  };
}
