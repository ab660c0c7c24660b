import { type ConfigData, HtmlValidate } from 'html-validate';
import { counted, type Fault, type Gate } from '../gate.ts';

/** What of its advice is not for us, and why. */
const rules: ConfigData['rules'] = {
  'doctype-style': 'off',
  // Headlines are as long as editors write them, and search engines cut them where they like.
  'long-title': 'off',
  // What stands there until a picture has come is each picture's own; gates/scriptless.ts watches.
  'no-inline-style': 'off',
  // The tables of stories, as they came: a browser adds the element.
  'prefer-tbody': 'off',
  // Assets of the site itself are named by their hash; a CDN that minifies may still serve them.
  'require-sri': ['error', { target: 'crossorigin' }],
};

/** Markup as the standard wants it, and as people can keep it (html-validate). */
export const validHtml: Gate = {
  name: 'html-validate',
  needs: [],
  async check({ pages: all, samples, isShort }) {
    const pages = isShort ? samples : all;
    const validator = new HtmlValidate({
      root: true,
      extends: ['html-validate:recommended', 'html-validate:document'],
      rules,
    });
    const faults: Fault[] = [];
    for (const { path, body } of pages) {
      const report = await validator.validateString(body, path);
      const messages = report.results.flatMap((result) => result.messages);
      faults.push(
        ...messages.map(({ line, column, ruleId, message }) => ({
          file: path,
          place: `${line}:${column}`,
          rule: ruleId,
          detail: message,
        })),
      );
    }
    return { looked: counted(pages.length, 'page'), faults };
  },
};
