import { counted, type Gate } from '../gate.ts';

/** What is withdrawn, or under embargo, can be read nowhere: on no page, in no feed, map or index. */
export const secrets: Gate = {
  name: 'secrets',
  needs: [],
  async check({ answers, secrets: texts }) {
    const faults = [...answers.values()].flatMap(({ path, body }) =>
      texts
        .filter((text) => body.includes(text))
        .map((text) => ({ file: path, place: '', rule: 'not-published', detail: text })),
    );
    return {
      looked: `${counted(texts.length, 'text')} in ${counted(answers.size, 'file')}`,
      faults,
    };
  },
};
