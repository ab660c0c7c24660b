import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { isInstalled } from '../../images/tool.ts';
import type { SiteBench } from '../bench.ts';
import type { BenchStory } from '../stories.ts';
import { openRival, type Rival } from './rival.ts';

/** Renders everything at each change: otherwise sections, topics and authors stay as they were. */
const command = [
  ...['hugo', 'server', '--disableFastRender', '--renderToDisk', '--disableLiveReload'],
  ...['--port', '0', '--bind', '127.0.0.1'],
];

/** `undefined`: it is not installed. */
export async function openHugo(
  { folder, say }: SiteBench,
  stories: number,
): Promise<Rival | undefined> {
  if (!isInstalled('hugo')) {
    say('Hugo is not on the PATH (Debian: apt-get install hugo): left out.');
    return undefined;
  }
  const site = join(folder, `hugo-${stories}`);
  await cp(join(import.meta.dirname, 'hugo'), site, { recursive: true });
  const built = /^(?:Web Server is available|Total in )/;
  const input = { name: 'Hugo', folder: site, command, built, fileOf, textOf };
  return openRival(input, stories);
}

const fileOf = ({ section, slug }: BenchStory): string => `content/${section}/${slug}.html`;

const textOf = ({ headline, description, published, topics, author, body }: BenchStory): string =>
  `${JSON.stringify({ title: headline, description, date: published, tags: topics, authors: [author] })}\n${body}\n`;
