import { TermIndex } from '../term-index.ts';
import { phrases } from './phrases.ts';
import type { Phrase } from './vocabulary.ts';

/** All phrases, ready to be looked for; built once for the rules that do. */
export const phraseIndex = new TermIndex<Phrase>(phrases);
