import { scriptLanguage } from './script-language.ts';

/** A language told from a text (BCP 47, without region), and whether that may be relied upon. */
export interface Detected {
  readonly language: string;
  readonly isSure: boolean;
}

/** Tells a text's language, or nothing of a text too short to tell. */
export type DetectLanguage = (text: string) => Detected | undefined;

/** Names and quotations outweigh the rest of a shorter text. */
const fewestLetters = 40;
/** More is not more telling; time is linear to it, and under 1 ms here. */
const mostCharacters = 2_000;
const leastProbability = 0.9;

/** Tags of the detector that are not those of BCP 47 today. */
const renamed: Readonly<Record<string, string>> = { iw: 'he', no: 'nb' };

let loading: Promise<DetectLanguage> | undefined;

/** The detector, which is loaded when it is first asked for (20 to 60 ms, 15 MB) and then kept. */
export function languageDetector(): Promise<DetectLanguage> {
  loading ??= load();
  return loading;
}

async function load(): Promise<DetectLanguage> {
  const { loadModule } = await import('cld3-asm');
  const factory = await loadModule();
  // Bytes: those of 2,000 characters in any script.
  const identifier = factory.create(0, mostCharacters * 4);
  return (whole) => {
    const text = whole.slice(0, mostCharacters).replace(/https?:\/\/\S+|[\w.+-]{1,64}@\S+/g, ' ');
    const letters = text.match(/\p{L}/gu)?.length ?? 0;
    if (letters < fewestLetters) return undefined;
    const byScript = scriptLanguage(text, letters);
    if (byScript !== undefined) return { language: byScript, isSure: true };
    const { language, probability, is_reliable: isReliable } = identifier.findLanguage(text);
    // `ru-Latn` and the like are what it takes for gibberish.
    if (language === 'und' || language.includes('-')) return undefined;
    const isSure = isReliable && probability >= leastProbability;
    return { language: renamed[language] ?? language, isSure };
  };
}
