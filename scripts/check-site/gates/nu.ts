import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { Answer } from '../checked-site.ts';
import { counted, type Fault, type Gate } from '../gate.ts';
import { NU, outputOf } from '../programs.ts';

/** Starting Java costs more than the pages do: no second compiler, no threads for the garbage. */
const java = ['-Xss4m', '-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-Xshare:auto'];

const Report = z.object({
  messages: z.array(
    z.object({
      type: z.enum(['error', 'info', 'non-document-error']),
      url: z.string().optional(),
      lastLine: z.int().optional(),
      firstColumn: z.int().optional(),
      lastColumn: z.int().optional(),
      message: z.string(),
    }),
  ),
});

/** The checker that the W3C runs: pages and style sheets, in one call. */
export const nu: Gate = {
  name: 'Nu checker',
  needs: ['java', 'nu'],
  async check({ pages: all, samples, isShort, answers }) {
    const pages = isShort ? samples : all;
    const sheets = [...answers.values()].filter(({ contentType }) =>
      contentType.startsWith('text/css'),
    );
    const files = [...pages, ...sheets];
    const folder = await mkdtemp(join(tmpdir(), 'dateline-nu-'));
    try {
      await Promise.all(files.map((file, at) => keep(folder, at, file)));
      const output = await outputOf('java', [
        ...java,
        ...[
          '-jar',
          NU,
          '--errors-only',
          '--format',
          'json',
          '--stdout',
          '--also-check-css',
          folder,
        ],
      ]);
      return {
        looked: `${counted(pages.length, 'page')}, ${counted(sheets.length, 'style sheet')}`,
        faults: faultsIn(output, files),
      };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

/** Under its number: paths may be longer than file names. */
async function keep(folder: string, at: number, { body, contentType }: Answer): Promise<void> {
  const place = join(folder, String(at));
  await mkdir(place);
  await writeFile(join(place, contentType.startsWith('text/css') ? 'a.css' : 'a.html'), body);
}

function faultsIn(output: string, files: readonly Answer[]): Fault[] {
  return Report.parse(JSON.parse(output)).messages.map((message) => {
    const at = /\/(\d+)\/a\.(?:html|css)$/.exec(message.url ?? '')?.[1];
    return {
      file: files[Number(at)]?.path ?? message.url ?? '',
      place: `${message.lastLine ?? 0}:${message.firstColumn ?? message.lastColumn ?? 0}`,
      rule: message.type,
      detail: message.message,
    };
  });
}
