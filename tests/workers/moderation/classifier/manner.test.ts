import { describe, expect, it } from 'vitest';
import { mannerOf } from '../../../../src/workers/moderation/classifier/manner.ts';
import { readBody } from '../../../../src/workers/moderation/read-body.ts';

const mannerIn = (body: string) => mannerOf(readBody(body, []));

describe('whom a text speaks to', () => {
  it.each([
    ['en', 'Order today and your first bottle is free'],
    ['en', 'Can U come later'],
    ['id', 'Buat kamu yang mau menang'],
    ['ru', 'Для вас есть работа'],
    ['es', 'Usted puede ganar desde casa'],
    ['pt', 'Você pode ganhar em casa'],
    ['fr', 'Un prêt pour vous'],
    ['de', 'Das ist dein Geld'],
    ['tr', 'Bu bonus senin için'],
    ['vi', 'Quà cho bạn'],
  ])('%s: “%s” addresses its reader', (_, text) => {
    expect(mannerIn(text)).toBe('addresses');
  });

  it.each([
    ['en', 'We sell what nobody else does'],
    ['id', 'Daftar di tempat kami'],
    ['ru', 'У нас есть работа'],
    ['in any language', 'Meer weten: www.winkel.test'],
    ['in any language', 'Nu 50 procent korting!'],
    ['in any language', 'Main di pasti88 malam ini'],
    ['in any language', 'Main di 𝐌𝐄𝐆𝐀 malam ini'],
  ])('%s: “%s” tells of whoever wrote it', (_, text) => {
    expect(mannerIn(text)).toBe('tells');
  });

  it.each([
    'Lenders offered cheaper mortgages and free credit checks on Monday, the regulator said.',
    'Belajar di rumah tidak mudah, kata menteri.',
    'Компания снизила цены на кредиты.',
    'The youth column of Ursula Ivanova in the U.S. and of Sen. Ben Lu',
    'U. S. lenders and the u . k . regulator met, i.e. they spoke',
    'Le prix du pain monte.',
  ])('“%s” reports', (text) => {
    expect(mannerIn(text)).toBe('reports');
  });

  it('a quotation further on makes no letter of a report', () => {
    const report = '<p>Lenders offered cheaper mortgages on Monday, the regulator said.</p>';
    expect(mannerIn(`${report.repeat(12)}<p>“You must ask your bank,” she said.</p>`)).toBe(
      'reports',
    );
  });
});
