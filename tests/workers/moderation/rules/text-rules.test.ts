import { describe, expect, it } from 'vitest';
import { judgeBody, without } from '../support/judge-body.ts';

const news =
  'The council approved a new water main for the old town on Tuesday after a long debate.\n' +
  'Work begins in May, the mayor said, and the streets will stay open to residents.';
const rulesOf = async (body: string) => (await judgeBody(body)).findings.map(({ rule }) => rule);

describe('wording', () => {
  const comment = 'Main slot di 𝐌𝐄𝐆𝐀𝐁𝐄𝐓𝟗𝟗 gampang maxwin, daftar sekarang juga bosku!';

  it('of a message that promotes holds it, by its strongest words', async () => {
    const { verdict, because } = await judgeBody(comment);
    expect(verdict).not.toBe('approved');
    expect(because.join()).toMatch(/Worded like spam \(\d\d of 100\), by .*“maxwin”/);
  });

  it('of a mail is placed where the rest would run without it', async () => {
    const body = `${news}\n${news.replace('May', 'June')}\n${comment}`;
    const { verdict, against } = await judgeBody(body);
    expect(verdict).toBe('held');
    expect((await judgeBody(without(body, against))).verdict).toBe('approved');
  });

  it('of reporting is left alone', async () => {
    expect((await judgeBody(news)).verdict).toBe('approved');
  });
});

describe('words that mix alphabets', () => {
  it('count from the third on', async () => {
    const two = 'Президент прибыл в Kабул, сказал Иван, и вылетел в Mоскву.';
    expect(await rulesOf(two)).not.toContain('disguised-words');
    const many = 'Пpeдлaгаю yдaлённую рaбoтy, вcё офuциaльно, пишuте';
    const { verdict, against } = await judgeBody(many);
    expect(verdict).not.toBe('approved');
    expect(against.filter(({ rule }) => rule === 'disguised-words').length).toBeGreaterThan(2);
  });
});

describe('shouting and repetition', () => {
  it('are found, and hold nothing alone', async () => {
    const loud = `${news}\n${'THE COUNCIL HAS APPROVED THE NEW WATER MAIN FOR THE OLD TOWN AT LAST, THE MAYOR SAID TODAY'}`;
    const repeated = `${news}\n${'The meeting goes on.\n'.repeat(7)}`;
    for (const body of [loud, repeated]) {
      const { verdict, findings } = await judgeBody(body);
      expect(findings.map(({ rule }) => rule)).toContain('shouting');
      expect(verdict).toBe('approved');
    }
  });
});

describe('contacts', () => {
  it('are lures beside a call to use them', async () => {
    expect(await rulesOf(`${news}\nJoin our channel t.me/quickprofit now`)).toContain(
      'contact-lures',
    );
  });

  it('are none in reporting', async () => {
    const body = `${news}\nThe council's office answers on +44 20 7946 0991, the mayor said.`;
    expect(await rulesOf(body)).not.toContain('contact-lures');
  });
});

describe('swear words', () => {
  it('of the language of the story are noted, and never counted', async () => {
    const body = `${news}\n“This is bullshit,” the opposition said.`;
    const { verdict, findings } = await judgeBody(body);
    expect(verdict).toBe('approved');
    expect(findings).toMatchObject([{ rule: 'profanity', weight: 0, action: 'note' }]);
  });

  it('of other languages are names and places here', async () => {
    expect(await rulesOf(`${news}\nMr Kut and Ms Puta were there, in Scunthorpe.`)).toEqual([]);
  });
});
