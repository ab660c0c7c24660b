/**
 * The path by which readers ask for what lies under a key of the site, percent-encoded, with a slash
 * before it: a page is asked for by its folder.
 */
export const siteAddress = (key: string): string =>
  `/${key
    .replace(/(^|\/)index\.html$/, '$1')
    .split('/')
    .map(encodeURIComponent)
    .join('/')}`;
