import { z } from 'zod';
import type { PictureRights, RightsField } from '../../src/shared/rights/picture-rights.ts';
import { readPictureRights } from '../../src/shared/rights/read-picture-rights.ts';

const Case = z.object({
  id: z.string(),
  text: z.string(),
  field: z.string().optional(),
  expect: z.record(z.string(), z.unknown()),
});
const CaptionCases = z.object({ positive: z.array(Case), negative: z.array(Case) });
type Case = z.infer<typeof Case>;

export interface Wrong {
  readonly id: string;
  readonly text: string;
  readonly expected: Readonly<Record<string, unknown>>;
  readonly read: Readonly<Record<string, unknown>>;
}

export interface Score {
  readonly cases: number;
  readonly right: number;
  readonly rate: number;
  readonly wrong: readonly Wrong[];
}

/** Reads every case and compares all that is claimed: what was not expected must not be read. */
export function scoreCaptions(file: unknown): Score {
  const { positive, negative } = CaptionCases.parse(file);
  const all = [...positive, ...negative];
  const wrong = all.flatMap((one) => {
    const fault = faultIn(one);
    return fault === undefined ? [] : [fault];
  });
  const right = all.length - wrong.length;
  return { cases: all.length, right, rate: right / all.length, wrong };
}

/** A time that no case names, so that what is computed from it cannot pass by chance. */
const context = { transmitted: '2026-01-02T03:04:05Z' };

function faultIn({ id, text, field = 'caption', expect }: Case): Wrong | undefined {
  const rights = readPictureRights([{ field: fieldOf(field), text }], context);
  const read = inWordsOfCases(rights);
  const { body_must_keep: keeps, restrictions, ...expected } = expect;
  const wanted = Object.fromEntries(
    Object.entries(expected).map(([key, value]) => [key, plain(value)]),
  );
  const compared = restrictions === undefined ? read : withoutFacts(read);
  const keys = new Set([...Object.keys(wanted), ...Object.keys(compared)]);
  // That a picture carries a credit is a fact and no demand: not every case spells it out.
  if (!('credit' in wanted)) keys.delete('credit');
  for (const fact of ['pool', 'handout', 'needs_human']) if (!(fact in wanted)) keys.delete(fact);
  const differs = [...keys].some(
    (key) => JSON.stringify(wanted[key]) !== JSON.stringify(compared[key]),
  );
  const cut = typeof keeps === 'string' && !rights.caption?.includes(keeps);
  return differs || cut
    ? { id, text, expected: expect, read: { ...read, caption: rights.caption } }
    : undefined;
}

/** Restrictions alone: a credit or FILE PHOTO is none. */
const withoutFacts = (read: Readonly<Record<string, unknown>>) => {
  const { credit: _credit, file_photo: _file, pool: _pool, handout: _handout, ...rest } = read;
  return rest;
};

function fieldOf(name: string): RightsField {
  if (/usage/i.test(name)) return 'usageTerms';
  if (/ed.?note/i.test(name)) return 'editorialNote';
  if (/instruction|restriction|kill|notice/i.test(name)) return 'instructions';
  return /credit/i.test(name) ? 'creditLine' : 'caption';
}

const sameWord: Readonly<Record<string, string>> = {
  magazines: 'mags',
  online: 'internet',
  web: 'internet',
  broadcast: 'tv',
};

const plain = (value: unknown) =>
  Array.isArray(value) ? value.map((one) => sameWord[String(one)] ?? one).sort() : value;

/** What was read, under the names that the cases use; only what is there. */
function inWordsOfCases(rights: PictureRights): Readonly<Record<string, unknown>> {
  const { restrictions: on } = rights;
  const ofRegions = on.regionsOut.length > 0;
  const all: Record<string, unknown> = {
    credit: rights.creditLine,
    file_photo: rights.filePhoto,
    pool: rights.pool,
    handout: rights.handout || on.thirdParty,
    territory_out: ofRegions ? [] : on.territoriesOut,
    region_out: on.regionsOut,
    no_sales_in: on.noSalesIn,
    organisation_out: on.organisationsOut,
    mandatory_credit: on.mandatoryCredit !== false,
    required_credit_text: typeof on.mandatoryCredit === 'string' && on.mandatoryCredit,
    editorial_only: on.editorialOnly,
    no_advertising: on.noCommercial,
    no_sales: on.noSales,
    no_archive: on.noArchive,
    hours: on.useWithinHours,
    embargo: on.embargoed,
    channel_out: [...on.mediaOut].sort(),
    no_edit: on.noCrop,
    third_party: on.thirdParty,
    needs_human: on.needsPerson.length > 0,
    kill: on.kill,
  };
  return Object.fromEntries(
    Object.entries(all).filter(
      ([, value]) =>
        value !== false && value !== undefined && !(Array.isArray(value) && value.length === 0),
    ),
  );
}
