import {
  type Answer,
  type CheckedSite,
  pagesAmong,
} from '../../../../scripts/check-site/checked-site.ts';
import type { Fault, Gate } from '../../../../scripts/check-site/gate.ts';
import { referencesOf } from '../../../../scripts/check-site/references.ts';

export const PUBLIC = 'https://news.example';

export interface File {
  readonly body?: string;
  readonly contentType?: string;
  readonly status?: number;
  readonly location?: string;
}

/** A site of a few files, as if it had been crawled; what is a text is a page. */
export function siteOf(
  files: Readonly<Record<string, string | File>>,
  changes: Partial<CheckedSite> = {},
): CheckedSite {
  const answers = new Map<string, Answer>();
  for (const [path, given] of Object.entries(files)) {
    const file: File = typeof given === 'string' ? { body: given } : given;
    const { body = '', contentType = 'text/html; charset=utf-8', status = 200 } = file;
    const location = file.location ?? null;
    const references = location === null ? referencesOf(contentType, body) : [];
    answers.set(path, { path, status, contentType, location, body, references, from: '' });
  }
  const pages = pagesAmong(answers.values(), '');
  return {
    ...{ url: 'http://127.0.0.1:1', publicUrl: PUBLIC, answers, pages, samples: pages },
    visits: { all: async () => [] },
    secrets: [],
    isShort: true,
    ...changes,
  };
}

/** What a gate finds: `file place: rule`. */
export async function found(gate: Gate, site: CheckedSite): Promise<string[]> {
  const { faults } = await gate.check(site);
  return faults.map(({ file, place, rule }: Fault) => `${file} ${place}: ${rule}`);
}

export const page = (body: string, head = ''): string =>
  `<!doctype html>\n<html lang="en" dir="ltr"><head><meta charset="utf-8"><title>A page</title>${head}</head><body>${body}</body></html>`;
