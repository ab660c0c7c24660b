import type { TrialQuestion } from '../queues/trial.ts';
import { chooseLanguage } from '../shared/language/choose-language.ts';
import { languageDetector } from '../shared/language/language-detector.ts';
import type { Site } from '../shared/newsroom.ts';
import type { Story } from '../shared/story.ts';

/**
 * A text that somebody wants judged, as the body of a story that nobody sent. Its language is that
 * of the lists on trial where they are for one, else told from the text as ingest would.
 */
export async function storyOfText(
  text: string,
  { lists = [] }: Pick<TrialQuestion, 'lists'>,
  site: Pick<Site, 'language' | 'sections'>,
): Promise<Story> {
  const meant = lists.find(({ language }) => language !== undefined)?.language;
  const detect = await languageDetector();
  return {
    schema: 1,
    ...{ storyId: '', revision: 1, source: '', externalId: '', submissionId: '', slug: '' },
    ...{ headline: '', body: text, submittedBody: text, section: site.sections[0]?.slug ?? '' },
    language: meant ?? chooseLanguage(site.language, detect(text)),
    ...{ keywords: [], removed: [], images: [], authors: [], corrections: [], notes: [] },
    received: new Date().toISOString(),
  };
}
