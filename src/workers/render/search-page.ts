import { createHash } from 'node:crypto';
import { frontTag } from '../../shared/cache-tags.ts';
import type { FrontTools } from './front-tools.ts';
import { languageOf } from './language.ts';
import { printPage } from './page.ts';
import { linkBase } from './press.ts';
import { searchScript } from './search-script.ts';
import { cacheTag, type Printed, pageType } from './site-objects.ts';
import { pageView } from './site-view.ts';
import { line } from './text.ts';

const scriptHash = createHash('sha256').update(searchScript).digest('hex').slice(0, 16);
const scriptKey = `_assets/search.${scriptHash}.js`;

/** `/search/` and the one script of the site; without it the page leads to the sections. */
export function searchPage(tools: FrontTools): Printed[] {
  const { site, theme, publicUrl } = tools;
  const view = pageView(tools);
  const heading = theme.text(site.language, 'search');
  const base = linkBase(publicUrl);
  const body = printPage(tools, 'search', {
    view: { ...view, heading, indexUrl: `${base}/search/index.json` },
    head: {
      ...{ title: heading, description: '', path: '/search/', language: site.language },
      feeds: [{ path: '/feed.xml', title: line(site.name) }],
      script: scriptKey,
      isIndexed: false,
    },
  });
  return [
    {
      ...{ key: scriptKey, kind: 'asset', body: searchScript, metadata: {} },
      contentType: 'text/javascript; charset=utf-8',
      cacheControl: site.cacheControl.immutable,
    },
    {
      ...{ key: 'search/index.html', kind: 'page', body, contentType: pageType },
      contentLanguage: languageOf(site.language).tag,
      cacheControl: site.cacheControl.front,
      metadata: { 'cache-tag': cacheTag([frontTag('site')]) },
    },
  ];
}
