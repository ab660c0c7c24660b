import { ThemeError } from './render/theme-error.ts';
import { type Trial, tryTheme } from './render/theme-trial.ts';

/** Why a theme cannot be used. Lines and columns count from 1. */
export interface ThemeFault {
  /** With the line and a caret under the place, where there is one. */
  readonly message: string;
  readonly file: string;
  readonly line: number | null;
  readonly column: number | null;
}

export type ThemeVerdict = ({ readonly ok: true } & Trial) | ({ readonly ok: false } & ThemeFault);

/** Tries a theme as pages would be printed with it. */
export async function checkTheme(folder: string): Promise<ThemeVerdict> {
  try {
    return { ok: true, ...(await tryTheme(folder)) };
  } catch (error) {
    if (!(error instanceof ThemeError)) throw error;
    const { file, line = null, column = 0 } = error.place;
    const place = { file, line, column: line === null ? null : column + 1 };
    return { ok: false, message: error.message, ...place };
  }
}
