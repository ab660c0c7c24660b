import { loadTheme, type Theme } from './theme.ts';
import { printSamples } from './theme-trial.ts';

/** The theme that comes with us; our own tests print with it. */
const OURS = 'dateline';

/**
 * The theme that pages will be printed with. One of the newsroom's own is tried first: what is wrong
 * with it must stop the process that would print, not each story that comes to it. Throws ThemeError.
 * @param name as site.yaml has it
 */
export async function openTheme(name: string, folder: string): Promise<Theme> {
  const theme = await loadTheme(folder);
  if (name !== OURS) printSamples(theme);
  return theme;
}
