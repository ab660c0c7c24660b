import type { Gate } from './gate.ts';
import { direction } from './gates/direction.ts';
import { feeds } from './gates/feeds.ts';
import { lighthouse } from './gates/lighthouse.ts';
import { links } from './gates/links.ts';
import { nu } from './gates/nu.ts';
import { scriptless } from './gates/scriptless.ts';
import { secrets } from './gates/secrets.ts';
import { barriers, movement, overflow, quiet } from './gates/shown.ts';
import { sitemaps } from './gates/sitemaps.ts';
import { structured } from './gates/structured.ts';
import { translations } from './gates/translations.ts';
import { validHtml } from './gates/valid-html.ts';
import { weight } from './gates/weight.ts';

/** Every gate, the quick ones first. */
export const gates: readonly Gate[] = [
  links,
  feeds,
  sitemaps,
  structured,
  direction,
  translations,
  secrets,
  scriptless,
  weight,
  validHtml,
  nu,
  barriers,
  overflow,
  movement,
  quiet,
  lighthouse,
];
