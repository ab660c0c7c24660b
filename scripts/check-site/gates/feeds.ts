import type { Answer } from '../checked-site.ts';
import { counted, type Fault, type Gate } from '../gate.ts';
import { atomFaults } from './feed-atom.ts';
import { jsonFeedFaults } from './feed-json.ts';
import { rssFaults } from './feed-rss.ts';

/** Of each format: what it is served as, and what it must be like. */
const formats: readonly {
  readonly file: RegExp;
  readonly contentType: string;
  readonly faultsOf: (answer: Answer) => Fault[];
}[] = [
  { file: /\/feed\.xml$/, contentType: 'application/rss+xml', faultsOf: rssFaults },
  { file: /\/atom\.xml$/, contentType: 'application/atom+xml', faultsOf: atomFaults },
  { file: /\/feed\.json$/, contentType: 'application/feed+json', faultsOf: jsonFeedFaults },
];

/** Feeds are what their formats demand, and what readers of feeds rely on. */
export const feeds: Gate = {
  name: 'feeds',
  needs: [],
  async check({ answers }) {
    const found = [...answers.values()].flatMap((answer) => {
      const format = formats.find(({ file }) => file.test(answer.path));
      return format === undefined || answer.status !== 200 ? [] : [{ answer, format }];
    });
    const faults = found.flatMap(({ answer, format }) => [
      ...(answer.contentType.startsWith(format.contentType)
        ? []
        : [
            {
              file: answer.path,
              place: '',
              rule: 'content-type',
              detail: `served as ${answer.contentType}`,
            },
          ]),
      ...format.faultsOf(answer),
    ]);
    if (found.length === 0)
      faults.push({
        file: '/feed.xml',
        place: '',
        rule: 'present',
        detail: 'the site has no feed',
      });
    return { looked: counted(found.length, 'feed'), faults };
  },
};
