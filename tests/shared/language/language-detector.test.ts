import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { chooseLanguage } from '../../../src/shared/language/choose-language.ts';
import { languageDetector } from '../../../src/shared/language/language-detector.ts';

const detect = await languageDetector();

const stories: readonly [language: string, text: string][] = [
  ['fa', 'باران‌های سنگین شب گذشته در کابل خانه‌های زیادی را ویران کرد و راه‌ها را بست.'],
  ['ps', 'په کابل کې تېره شپه درنو بارانونو ډېر کورونه ړنګ کړل او لارې یې وتړلې.'],
  ['ar', 'أدت الأمطار الغزيرة الليلة الماضية إلى انهيار عدد كبير من المنازل وإغلاق الطرق.'],
  ['ru', 'Сильные дожди прошлой ночью разрушили много домов и перекрыли дороги.'],
  [
    'zh',
    '昨晚的大雨冲毁了许多房屋并中断了道路，救援人员整夜在山谷中寻找失踪的居民，政府已经宣布进入紧急状态。',
  ],
  ['id', 'Hujan deras tadi malam merusak banyak rumah dan menutup jalan di kota tersebut.'],
  ['tr', 'Dün geceki şiddetli yağmur birçok evi yıktı ve yolları kapattı.'],
  ['th', 'ฝนตกหนักเมื่อคืนนี้ทำให้บ้านเรือนจำนวนมากเสียหายและถนนหลายสายถูกปิด'],
  ['vi', 'Mưa lớn đêm qua đã làm hư hại nhiều ngôi nhà và chặn các con đường.'],
  [
    'ko',
    '어젯밤 폭우로 많은 집이 무너지고 도로가 막혔으며 구조대가 밤새 골짜기에서 실종자를 찾았다. 정부는 비상사태를 선포했다.',
  ],
  ['he', 'גשמים כבדים בלילה האחרון הרסו בתים רבים וחסמו את הכבישים.'],
];

test.each(stories)('a story in %s is told by its text', (language, text) => {
  expect(detect(text)).toEqual({ language, isSure: true });
});

test('a text of fewer than 40 letters tells nothing', () => {
  expect(detect('Die Brücke ist wieder offen.')).toBeUndefined();
});

describe('the language that a story gets', () => {
  const sure = (language: string) => ({ language, isSure: true });

  test('is that of a sure detection, whatever the source declares', () => {
    expect(chooseLanguage('en', sure('fa'))).toBe('fa');
  });

  test('is the declared one where the detection is not sure, or there is none', () => {
    expect(chooseLanguage('en', { language: 'ca', isSure: false })).toBe('en');
    expect(chooseLanguage('en', undefined)).toBe('en');
  });

  test('keeps the region that is declared', () => {
    expect(chooseLanguage('fa-AF', sure('fa'))).toBe('fa-AF');
    expect(chooseLanguage('pt-BR', sure('pt'))).toBe('pt-BR');
  });

  test('is the declared one of two that are nearly the same', () => {
    expect(chooseLanguage('id', sure('ms'))).toBe('id');
    expect(chooseLanguage('nn-NO', sure('nb'))).toBe('nn-NO');
  });
});

const Sentence = z.object({ text: z.string(), lang: z.string() });
const at = join(process.env.DATELINE_CORPUS ?? '', 'moderation/sets/sib200_32lang.jsonl');
const hasSentences = process.env.DATELINE_CORPUS !== undefined && existsSync(at);
if (!hasSentences) console.info('Skipped: sentences in 32 languages (DATELINE_CORPUS)');

test.skipIf(!hasSentences)('wrong languages are not told surely of single sentences', () => {
  let asked = 0;
  let surelyRight = 0;
  let surelyWrong = 0;
  const lines = readFileSync(at, 'utf8').trim().split('\n');
  for (const line of lines.filter((_, index) => index % 8 === 0)) {
    const { text, lang } = Sentence.parse(JSON.parse(line));
    const found = detect(text);
    if (found === undefined) continue;
    asked += 1;
    if (!found.isSure) continue;
    if (chooseLanguage(lang, found) === lang) surelyRight += 1;
    else surelyWrong += 1;
  }
  console.info(
    `languages: ${asked} asked, surely right ${surelyRight}, surely wrong ${surelyWrong}`,
  );
  expect(surelyRight / asked).toBeGreaterThan(0.9);
  expect(surelyWrong / asked).toBeLessThan(0.003);
});
