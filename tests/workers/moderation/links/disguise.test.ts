import { describe, expect, it } from 'vitest';
import { disguiseOf } from '../../../../src/workers/moderation/links/disguise.ts';
import { ScriptShares } from '../../../../src/workers/moderation/links/script-shares.ts';

const english = ScriptShares.of('The city opened its new bridge on Tuesday. '.repeat(10));
const japanese = ScriptShares.of('市は火曜日に新しい橋を開通させた。'.repeat(10));

describe('the name of a link is no disguise', () => {
  it.each([
    'The U.S.S.R. and the F.B.I.',
    'section 6.1.4.2',
    'H1N1, MH17, COVID-19 and the G20',
    '4x4 cars at 10am on route 66b',
    'Bundes\u00ADverfassungs\u00ADgericht entscheidet',
    'می\u200Cشود که کتاب\u200Cها',
    'Россия и Украина',
    'Ελλάδα today',
    'café, naïve, Łódź',
    'd41d8cd98f00b204',
    'a – b – c',
  ])('as %s', (name) => {
    expect(disguiseOf(name, english)).toBeNull();
  });

  it('in full width where the story is written so', () => {
    expect(disguiseOf('ＮＨＫニュース', japanese)).toBeNull();
  });
});
