import { frontTag } from '../../shared/cache-tags.ts';
import type { FrontPrinter, FrontTools } from './front-tools.ts';
import { ownPages } from './own-pages.ts';
import { printPage } from './page.ts';
import { searchPage } from './search-page.ts';
import { cacheTag, type Printed, pageType, printedAssets } from './site-objects.ts';
import { pageView } from './site-view.ts';

/** What the site has once: the theme's assets, its own pages, search, `404.html` and `robots.txt`. */
export const siteFront: FrontPrinter = async (tools) => [
  ...printedAssets(tools),
  ...ownPages(tools),
  ...searchPage(tools),
  notFound(tools),
  robots(tools),
];

function notFound(tools: FrontTools): Printed {
  const view = pageView(tools);
  const body = printPage(tools, '404', {
    view,
    head: {
      title: tools.theme.text(view.language, 'notFoundTitle'),
      description: '',
      path: null,
      language: view.language,
      feeds: [{ path: '/feed.xml', title: view.site.name }],
    },
  });
  const type = { contentType: pageType, contentLanguage: view.language };
  return { key: '404.html', kind: 'page', body, ...type, ...brief(tools) };
}

function robots(tools: FrontTools): Printed {
  const maps = ['sitemap.xml', 'news-sitemap.xml'].map(
    (name) => `Sitemap: ${tools.publicUrl}/${name}\n`,
  );
  const body = `User-agent: *\nAllow: /\n\n${maps.join('')}`;
  const contentType = 'text/plain; charset=utf-8';
  return { key: 'robots.txt', kind: 'feed', body, contentType, ...brief(tools) };
}

function brief({ site }: FrontTools) {
  return {
    cacheControl: site.cacheControl.brief,
    metadata: { 'cache-tag': cacheTag([frontTag('site')]) },
  };
}
