import type { Format } from '../newsroom.ts';
import { dateline } from './dateline.ts';
import type { StoryFormat } from './format.ts';

/** Every format that a source may be set to. */
export const formats: Readonly<Record<Format, StoryFormat>> = { dateline };
