import type { Finding } from '../../../shared/finding.ts';
import type { Passage, Range } from '../passage.ts';
import type { Rule } from '../rule.ts';

/** Names of messengers, as readers of many languages know them. */
const messengers =
  /whatsapp|telegram|wechat|weixin|viber|kakao|zalo|微信|加微|飞机|텔레그램|카톡|واتساب|تلگرام|телеграм|ватсап|лс|личку/iu;

/** Where readers are drawn away to. Each is linear in the text. */
const contacts: readonly (readonly [name: string, pattern: RegExp])[] = [
  [
    'a messenger',
    /(?:t\.me\/|wa\.me\/|chat\.whatsapp\.com\/|line\.me\/|discord\.gg\/)[\w+/-]{2,60}/giu,
  ],
  [
    'a messenger',
    new RegExp(
      String.raw`(?:${messengers.source})\s{0,2}[:：@+]?\s{0,2}[@+]?[a-z\d][\w -]{4,24}`,
      'giu',
    ),
  ],
  ['a telephone number', /(?<![\d.,])\+\d[\d ()-]{8,16}\d(?!\d)/g],
];

/** A call to do something, near which a contact is a lure; news gives addresses too. */
const calls =
  /(?:click|contact us|call (?:now|us)|text us|dm me|inbox me|join (?:us|now|our)|sign up|register now|order now|buy now|hubungi|daftar|klik|gabung|minat|пиши|пишите|жми|переход|подпис|звони|tıkla|katıl|iletişim|liên hệ|đăng ký|nhấp|ติดต่อ|สมัคร|แอด|联系|加我|咨询|點擊|点击|문의|가입|연락|お問い合わせ|登録|للتواصل|اتصل|تواصل معنا|تماس بگیرید|عضو شوید|کلیک)/iu;
/** Characters between the call and the contact. */
const near = 80;
const maximumFindings = 10;

/** A telephone number or a messenger beside a call to use it. */
export const contactLures: Rule = {
  name: 'contact-lures',
  kind: 'links',
  version: 1,
  find({ passages }) {
    return passages
      .filter(({ field }) => field === '/body')
      .flatMap((passage) => luresIn(passage))
      .slice(0, maximumFindings);
  },
};

/** A quick look that lets through all that has a contact: most texts have none. */
const mayHoldContact = (text: string): boolean =>
  text.includes('/') || text.includes('+') || messengers.test(text);

function luresIn(passage: Passage): Finding[] {
  const { text } = passage;
  if (!mayHoldContact(text) || !calls.test(text)) return [];
  return contacts.flatMap(([name, pattern]) =>
    [...text.matchAll(pattern)].slice(0, maximumFindings).flatMap((match) => {
      const range = { start: match.index, end: match.index + match[0].length };
      const around = text.slice(Math.max(0, range.start - near), range.end + near);
      return calls.test(around) ? [findingOf(passage, range, name)] : [];
    }),
  );
}

const findingOf = (passage: Passage, range: Range, name: string): Finding => ({
  rule: 'contact-lures',
  action: 'note',
  weight: 0.3,
  field: passage.field,
  ...passage.locate(range),
  excerpt: passage.excerpt(range),
  reason: `Readers are called to use ${name}: “${passage.text.slice(range.start, range.end).slice(0, 80)}”`,
});
