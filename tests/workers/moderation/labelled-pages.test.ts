import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { html } from '../../../src/shared/formats/html.ts';
import { judgeBody, without } from './support/judge-body.ts';

const path = join(process.env.DATELINE_CORPUS ?? '', 'moderation/dev_html.jsonl');
const hasCorpus = process.env.DATELINE_CORPUS !== undefined && existsSync(path);
if (!hasCorpus) console.info('DATELINE_CORPUS is not set: labelled pages are not judged');

const Row = z.object({
  html: z.string(),
  label: z.enum(['spam', 'ham']),
  technique: z.string().optional(),
});
type Row = z.infer<typeof Row>;

const rows = (): Row[] =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => Row.parse(JSON.parse(line)));

const share = (of: readonly boolean[]) => of.filter(Boolean).length / of.length;

describe.skipIf(!hasCorpus)('labelled pages', () => {
  it('that were injected are found, by every technique, and clean ones go through', async () => {
    const byTechnique = new Map<string, boolean[]>();
    const flips: boolean[] = [];
    const clean: boolean[] = [];
    for (const row of rows()) {
      const { verdict, against } = await judgeBody(row.html);
      const isFound = verdict !== 'approved';
      if (row.label === 'ham') clean.push(isFound);
      else {
        const found = byTechnique.get(row.technique ?? '') ?? [];
        byTechnique.set(row.technique ?? '', [...found, isFound]);
        const rest = await judgeBody(without(row.html, against));
        if (isFound) flips.push(rest.verdict === 'approved');
      }
    }
    expect(clean.length).toBeGreaterThan(300);
    expect(share(clean)).toBeLessThanOrEqual(0.005);
    expect(share([...byTechnique.values()].flat())).toBeGreaterThanOrEqual(0.98);
    for (const found of byTechnique.values()) expect(share(found)).toBeGreaterThanOrEqual(0.9);
    expect(share(flips)).toBeGreaterThanOrEqual(0.95);
  });

  it('that come as web pages are judged by what stands around the article too', async () => {
    const found = { spam: [] as boolean[], ham: [] as boolean[] };
    // Every other page: `npm run eval:moderation` reads them all.
    for (const { html: page, label } of rows().filter((_, index) => index % 2 === 0)) {
      const own = '<link rel="canonical" href="https://news.example/1"></head>';
      if (/<div class="entry-content"><\/div>/.test(page)) continue;
      const { body } = html.read(Buffer.from(page.replace('</head>', own)));
      const { findings, against } = await judgeBody(body);
      if (findings.some(({ rule }) => rule === 'empty-body')) continue;
      found[label].push(against.length > 0);
    }
    expect(found.spam.length).toBeGreaterThan(100);
    expect(found.ham.length).toBeGreaterThan(100);
    expect(share(found.spam)).toBeGreaterThanOrEqual(0.98);
    expect(share(found.ham)).toBeLessThanOrEqual(0.005);
  });
});
