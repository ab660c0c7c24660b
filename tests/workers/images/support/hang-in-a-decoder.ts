import { createSurvival } from '../../../../src/workers/images/survival.ts';
import { sharp } from '../../../../src/workers/images/tuned-sharp.ts';

/**
 * Draws an SVG of a billion squares, which libvips' timeout does not stop, as a hostile picture would
 * be decoded: the process must not live to print that it is done.
 */
sharp.unblock({ operation: ['VipsForeignLoadSvgBuffer'] });
const levels = Array.from(
  { length: 9 },
  (_, level) => `<g id="a${level + 1}">${`<use href="#a${level}" x="1"/>`.repeat(10)}</g>`,
);
const bomb = `<svg xmlns="http://www.w3.org/2000/svg" width="200" height="200"><defs><rect id="a0" width="1" height="1"/>${levels.join('')}</defs><use href="#a9"/></svg>`;

const { withinWall } = createSurvival({
  begun: { begin: async () => 1, end: async () => {} },
  endProcess: () => process.kill(process.pid, 'SIGKILL'),
  wallMs: 1_500,
});
process.stdout.write('decoding\n');
await withinWall(() => sharp(Buffer.from(bomb)).png().timeout({ seconds: 1 }).toBuffer());
process.stdout.write('done\n');
