import type { Site } from '../../shared/newsroom.ts';
import type { Theme } from './theme.ts';

/** What every page is made with. */
export interface Press {
  readonly site: Site;
  readonly theme: Theme;
  /** Base of every URL in the site, without a slash at its end. */
  readonly publicUrl: string;
}

/** What a link within the site begins with: empty, or the path the site lives under. */
export function linkBase(publicUrl: string): string {
  return new URL(publicUrl).pathname.replace(/\/+$/, '');
}

/** Key in the site store of the page at a path with slashes at both ends. */
export function pageKey(path: string): string {
  return `${decodeURI(path.slice(1))}index.html`;
}
