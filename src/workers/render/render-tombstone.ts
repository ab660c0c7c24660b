import { storyTag } from '../../shared/cache-tags.ts';
import { html } from './html.ts';
import { languageOf } from './language.ts';
import { printPage } from './page.ts';
import { linkBase, type Press, pageKey } from './press.ts';
import { cacheTag, type Printed, pageType } from './site-objects.ts';
import { pageView } from './site-view.ts';

export interface TombstoneSubject {
  readonly storyId: string;
  /** Where the story was. */
  readonly path: string;
  /** Of the story. */
  readonly language: string;
}

/** What stands where a withdrawn story was: 410, and not a word of the story. */
export function renderTombstone(press: Press, subject: TombstoneSubject): Printed {
  const view = pageView(press, { language: subject.language });
  const body = printPage(press, 'tombstone', {
    view,
    head: {
      title: press.theme.text(view.language, 'withdrawnTitle'),
      description: '',
      path: null,
      language: view.language,
      feeds: [{ path: '/feed.xml', title: view.site.name }],
    },
  });
  return {
    ...standing(press, subject, 'page'),
    contentLanguage: view.language,
    body,
    metadata: { status: '410', 'cache-tag': cacheTag([storyTag(subject.storyId)]) },
  };
}

export interface RedirectSubject extends TombstoneSubject {
  /** Where the story is now. */
  readonly to: string;
}

/** What stands at a story's former address: a 301 at an edge that knows metadata, else a page. */
export function renderRedirect(press: Press, subject: RedirectSubject): Printed {
  const { publicUrl, site } = press;
  const location = encodeURI(linkBase(publicUrl) + subject.to);
  const { tag } = languageOf(subject.language, site.language);
  const body = html`<!doctype html>
<html lang="${tag}">
<meta charset="utf-8">
<title>${site.name}</title>
<meta name="robots" content="noindex">
<link rel="canonical" href="${publicUrl}${subject.to}">
<meta http-equiv="refresh" content="0; url=${location}">
<p><a href="${location}">${publicUrl}${subject.to}</a></p>
</html>
`.toString();
  return {
    ...standing(press, subject, 'redirect'),
    contentLanguage: tag,
    body,
    metadata: { status: '301', location, 'cache-tag': cacheTag([storyTag(subject.storyId)]) },
  };
}

function standing<Kind extends 'page' | 'redirect'>(
  { site }: Press,
  { path }: TombstoneSubject,
  kind: Kind,
) {
  return {
    key: pageKey(path),
    kind,
    contentType: pageType,
    cacheControl: site.cacheControl.brief,
  };
}
