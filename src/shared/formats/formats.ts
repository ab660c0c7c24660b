import type { Format } from '../source-declaration.ts';
import { ans } from './ans.ts';
import { atom } from './atom.ts';
import { dateline } from './dateline.ts';
import type { StoryFormat } from './format.ts';
import { ghost } from './ghost.ts';
import { html } from './html.ts';
import { newsml1 } from './newsml-1.ts';
import { newsmlG2 } from './newsml-g2.ts';
import { ninjs } from './ninjs.ts';
import { nitf } from './nitf.ts';
import { rss } from './rss.ts';
import { text } from './text.ts';
import { wordpress } from './wordpress.ts';

/** Every format that a source may be set to. */
export const formats: Readonly<Record<Format, StoryFormat>> = {
  dateline,
  ninjs,
  'newsml-1': newsml1,
  'newsml-g2': newsmlG2,
  nitf,
  wordpress,
  ghost,
  ans,
  rss,
  atom,
  html,
  text,
};
