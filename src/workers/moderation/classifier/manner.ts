import type { Passage } from '../passage.ts';
import { textOf } from '../units.ts';
import { signsOf } from './signs.ts';

/**
 * Whom a text speaks to. `reports`: of others, to nobody, as news does. `tells`: of whoever wrote
 * it, or with the marks of a message, such as an address. `addresses`: its reader.
 */
export type Manner = 'reports' | 'tells' | 'addresses';

const letter = String.raw`[\p{L}\p{M}\p{N}]`;
/** Of an abbreviation, as in “U.S.”: its letters are no words. */
const abbreviated = String.raw`\s?\.\s?\p{L}(?!\p{L})`;

const oneOf = (words: string): RegExp =>
  new RegExp(
    `(?<!${letter})(?:${words.trim().split(/\s+/).join('|')})(?!${letter}|${abbreviated})`,
    'iu',
  );

/**
 * Pronouns of the second person, in the languages of which the classifier was taught promotion:
 * those that are no word or common name in another of them, as `du` and `sen` are.
 */
const reader = oneOf(`
  you your yours yourself u ur
  kamu anda kalian kau bosku kak
  ты тебя тебе тобой твой твоя твоё твои вы вас вам вами ваш ваша ваше ваши вашу ваших вашего вашей
  tú tus usted ustedes
  você vocês
  vous votre vos toi
  dich dir dein deine deinen deiner
  sana senin siz sizin
  bạn
`);

/** The same of the first person. */
const writer = oneOf(`
  i i'm my me we our
  saya aku kami kita gue gw
  я мы мне мой моя мои нас нам наш наша наше наши нашу наших нашего нашей
  yo nosotros nuestro nuestra nuestros nuestras
  nós meu minha nosso nossa
  je nous notre nos
  ich wir mein meine unser unsere
  benim bizim
`);

/** What messages have and reports rarely. */
const marks = new Set([
  'fancy letters',
  'address',
  'messenger',
  'handle',
  'mail',
  'telephone',
  'exclamation',
  'emoji',
  'name with number',
  'name of four digits',
  'name of betting',
]);

/** Characters looked at: who writes to somebody does so from the start, and further on people are quoted. */
const beginning = 700;

export function mannerOf(passages: readonly Passage[]): Manner {
  const written = passages
    .map(({ text }) => text)
    .join('\n')
    .slice(0, beginning);
  if (reader.test(written)) return 'addresses';
  if (writer.test(written)) return 'tells';
  const folded = passages.map(({ skeleton: { units, length } }) =>
    textOf(units, Math.min(length, beginning)),
  );
  return signsOf(written, folded.join('\n')).some((sign) => marks.has(sign)) ? 'tells' : 'reports';
}
