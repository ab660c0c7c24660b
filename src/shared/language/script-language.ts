/** Scripts that one language alone writes, as far as news goes. */
const scripts: readonly (readonly [language: string, script: RegExp])[] = [
  ['ja', /[\p{Script=Hiragana}\p{Script=Katakana}]/gu],
  ['ko', /\p{Script=Hangul}/gu],
  ['th', /\p{Script=Thai}/gu],
  ['lo', /\p{Script=Lao}/gu],
  ['km', /\p{Script=Khmer}/gu],
  ['my', /\p{Script=Myanmar}/gu],
  ['he', /\p{Script=Hebrew}/gu],
  ['el', /\p{Script=Greek}/gu],
  ['hy', /\p{Script=Armenian}/gu],
  ['ka', /\p{Script=Georgian}/gu],
];

/**
 * The language that the script of most letters belongs to, or none where several share it. Japanese
 * needs no more than a fifth of kana: the rest is written in Chinese characters.
 */
export function scriptLanguage(text: string, letters: number): string | undefined {
  for (const [language, script] of scripts) {
    const share = (text.match(script)?.length ?? 0) / letters;
    if (share > (language === 'ja' ? 0.2 : 0.5)) return language;
  }
  return undefined;
}
