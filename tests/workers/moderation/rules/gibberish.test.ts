import { describe, expect, it } from 'vitest';
import { spellingOf } from '../../../../src/workers/moderation/mashed-letters.ts';
import { gibberish } from '../../../../src/workers/moderation/rules/gibberish.ts';
import { judgeBody } from '../support/judge-body.ts';

const mashed = 'sdkfjh gkdjfhg wpqzx bnmtrk jhgfkl qwrtp zxkcvb dfgkjh lkmnbv trwqp hgfdsk';
const news =
  'The council approved a new water main for the old town on Tuesday after a long debate.\n' +
  'Work begins in May, the mayor said, and the streets will stay open to residents.';
const found = async (body: string) =>
  (await judgeBody(body)).findings.filter(({ rule }) => rule === gibberish.name);

describe('letters struck at random', () => {
  it('hold a body that is nothing else', async () => {
    for (const body of [mashed, 'asdfasdf', 'йцукен фывапролд ячсмить йцукенг фывапр']) {
      const { verdict, because } = await judgeBody(body);
      expect(verdict, body).toBe('held');
      expect(because.join()).toContain('of no language');
    }
  });

  it('are noted in a story, at their place', async () => {
    const body = `${news}\n${news.replace('May', 'June')}\n${mashed}`;
    expect((await judgeBody(body)).verdict).toBe('approved');
    expect(await found(body)).toMatchObject([
      { action: 'note', weight: 0, offset: body.indexOf(mashed), length: mashed.length },
    ]);
  });
});

describe('how words are spelt', () => {
  it('is told of whole words in one alphabet alone', () => {
    for (const text of ['gattaca', 'HQ-KRTS', 'x2yz', 'сл', '𝐬𝐥𝐨𝐭𝐬', 'አበባአበባ', 'oneꙮ世界']) {
      expect(spellingOf(text).letters, text).toBe(0);
    }
    expect(spellingOf('chat').letters).toBe(4);
    expect(spellingOf('Straße, çalışma')).toMatchObject({ letters: 13, vowels: 8, crowded: 0 });
  });

  it('counts what is written with several letters once', () => {
    expect(spellingOf('schpt Angstschrei').crowded).toBe(0);
    expect(spellingOf('kptv kptv bbcdf')).toMatchObject({ crowded: 8 + 4, crowdedWords: 2 });
    expect(spellingOf('qwert poiuy qazw')).toMatchObject({ mashed: 10 });
  });
});

describe('what looks like it and is none', () => {
  it.each([
    ['Welsh', 'Llanfairpwllgwyngyll yw enw pentref ar Ynys Môn, a chwrddodd y cyngor yng Nghymru.'],
    ['Polish', 'Szczebrzeszyn i Brzeszcze: wstrząs, zgrzyt i bezwzględny chrząszcz w trzcinie.'],
    ['Czech', 'Strč prst skrz krk, řekl čtvrtek vlk a zmrzl v hrstce vln.'],
    [
      'German',
      'Angstschweiß, Rechtsschutz und Deutschschweizer Herbstschlacht im Marktschreierdorf.',
    ],
    ['Finnish', 'Hääyöaieuutinen kerrottiin lehdessä, ja kaupunginvaltuusto kokoontui illalla.'],
    ['Russian', 'Взгляд, взбзднуть, агентство, воинство и контрвзрыв вспомнили вчера.'],
    ['Serbian', 'Срп, крв, прст и чврст камен на врху брда, рекао је Црвенко.'],
    ['Persian', 'وزیر امور خارجه روز سه شنبه در نشست خبری گفت که مذاکرات ادامه دارد'],
    ['Amharic', 'ጠቅላይ ሚኒስትሩ ዛሬ በአዲስ አበባ ከጋዜጠኞች ጋር ተነጋገሩ'],
    ['Chinese', '国务院总理星期二在北京会见了来访的外宾并发表讲话'],
    [
      'genes',
      'The strands gattacagattaccagt, acgttgcaacgttgca and ccgtagctagctggcc were read twice.',
    ],
    ['codes', 'Keys: dGhpcyBpcyBhIHRlc3Q, 3f2b8c9d1e, XKJHSDFKWQ, QZXWVBNMRT, PLKJHGFDSQ.'],
    ['names', 'Mr Krzysztof Zbrzyzny met Ms Nkwrdlsz, Dr Schwartz and Hrvoje Brljak in Brno.'],
    ['code', 'const src = ctx.strm; if (!src) return fprintf(stderr, "no such stream"); exit(1);'],
    ['laughter', 'Hahahahaha hmmmmmm brrrrrr pssssst zzzzzz grrrrrr, wrote the readers, mmmmhm.'],
  ])('in %s is left alone', async (_, body) => {
    expect(await found(body)).toEqual([]);
  });
});
