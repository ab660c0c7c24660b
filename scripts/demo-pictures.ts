/** Draws the pictures of the demo stories: `npx tsx scripts/demo-pictures.ts` writes them anew. */
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';

const WIDTH = 1600;
const HEIGHT = 1067;
const folder = new URL('../newsroom/demo/', import.meta.url);

const range = (count: number): number[] => Array.from({ length: count }, (_, at) => at);
const each = (count: number, draw: (at: number) => string): string =>
  range(count).map(draw).join('');
const box = (x: number, y: number, size: readonly [number, number], fill: string): string =>
  `<rect x="${x}" y="${y}" width="${size[0]}" height="${size[1]}" fill="${fill}"/>`;
const dot = (x: number, y: number, r: number, fill: string): string =>
  `<circle cx="${x}" cy="${y}" r="${r}" fill="${fill}"/>`;
const shape = (points: string, fill: string): string =>
  `<polygon points="${points}" fill="${fill}"/>`;
const sky = (top: string, bottom: string): string =>
  `<defs><linearGradient id="sky" x2="0" y2="1"><stop stop-color="${top}"/>` +
  `<stop offset="1" stop-color="${bottom}"/></linearGradient></defs>` +
  box(0, 0, [WIDTH, HEIGHT], 'url(#sky)');

const pictures: Readonly<Record<string, string>> = {
  'harbour-lights':
    sky('#14213d', '#e07a5f') +
    box(0, 640, [WIDTH, 427], '#101a33') +
    shape('0,640 0,590 1250,560 1420,610 1420,640', '#0b1226') +
    each(9, (at) => {
      const x = 90 + at * 145;
      const y = 500 - at * 5;
      return (
        box(x - 4, y, [8, 100], '#0b1226') +
        dot(x, y, 42, '#ffd16633') +
        dot(x, y, 16, '#ffd166') +
        each(6, (row) => box(x - 30 + row * 4, 670 + row * 48, [60 - row * 8, 10], '#ffd16688'))
      );
    }) +
    shape('1080,690 1500,690 1450,760 1130,760', '#d8dee9') +
    box(1210, 630, [150, 60], '#f4f1de'),
  'border-market':
    sky('#f2cc8f', '#f4f1de') +
    box(0, 800, [WIDTH, 267], '#b08968') +
    `<path d="M0 560H1600V720H1500A150 150 0 0 0 1200 720H1000A150 150 0 0 0 700 720H500A150 150 0 0 0 200 720H0Z" fill="#8d99ae"/>` +
    each(5, (at) => {
      const x = 60 + at * 310;
      const cloth = ['#e63946', '#2a9d8f', '#e9c46a', '#457b9d', '#6a4c93'][at] ?? '';
      const stripes = each(6, (stripe) =>
        shape(
          `${x + stripe * 42},760 ${x + stripe * 42 + 21},760 ${x + stripe * 42 + 15},860 ${x + stripe * 42 - 6},860`,
          cloth,
        ),
      );
      return (
        shape(`${x},760 ${x + 250},760 ${x + 270},860 ${x - 20},860`, '#fefae0') +
        stripes +
        box(x, 860, [10, 130], '#5f4b32') +
        box(x + 240, 860, [10, 130], '#5f4b32') +
        box(x - 10, 930, [270, 70], '#7f5539')
      );
    }),
  'bakery-flour':
    sky('#8ecae6', '#f1faee') +
    box(0, 760, [WIDTH, 307], '#e9c46a') +
    box(980, 260, [330, 560], '#9c4a34') +
    shape('940,270 1145,120 1350,270', '#6d2e1f') +
    each(12, (at) =>
      box(1030 + (at % 3) * 90, 330 + Math.floor(at / 3) * 110, [50, 66], '#fefae0'),
    ) +
    box(1390, 380, [46, 440], '#7f4f3a') +
    each(80, (at) => {
      const x = (at * 211) % WIDTH;
      const y = 800 + ((at * 97) % 240);
      return box(x, y, [6, 60], '#bc8a2c') + dot(x + 3, y, 11, '#d9a441');
    }),
  'slow-freight':
    sky('#cfe8ef', '#fdf0d5') +
    shape('0,620 240,430 470,560 760,370 1080,560 1330,440 1600,590 1600,700 0,700', '#7392b7') +
    box(0, 660, [WIDTH, 407], '#a3b18a') +
    box(0, 800, [WIDTH, 16], '#5c5346') +
    each(7, (at) => {
      const colours = ['#bc4749', '#386641', '#e9c46a', '#457b9d', '#6d597a'];
      const x = 40 + at * 190;
      const wheels = dot(x + 40, 790, 20, '#2b2d42') + dot(x + 130, 790, 20, '#2b2d42');
      return box(x, 660, [172, 115], colours[at % colours.length] ?? '') + wheels;
    }) +
    shape('1370,775 1370,620 1490,620 1570,720 1570,775', '#2b2d42') +
    box(1400, 645, [70, 50], '#cfe8ef') +
    dot(1410, 790, 22, '#111') +
    dot(1520, 790, 22, '#111'),
  'library-voices':
    box(0, 0, [WIDTH, HEIGHT], '#3d2b1f') +
    each(4, (row) => {
      const colours = ['#e07a5f', '#81b29a', '#f2cc8f', '#3d5a80', '#bc6c25', '#dda15e', '#6d6875'];
      const spines = each(20, (at) => {
        const high = 110 + ((at * 37 + row * 53) % 60);
        const fill = colours[(at * 3 + row * 2) % colours.length] ?? '';
        return box(20 + at * 79, 60 + row * 210 + (170 - high), [68, high], fill);
      });
      return spines + box(0, 230 + row * 210, [WIDTH, 18], '#2a1c12');
    }) +
    each(3, (at) => {
      const x = 330 + at * 470;
      return (
        box(x - 3, 0, [6, 330], '#1b120b') +
        shape(`${x - 90},420 ${x - 40},330 ${x + 40},330 ${x + 90},420`, '#1b120b') +
        shape(`${x - 80},422 ${x + 80},422 ${x + 190},900 ${x - 190},900`, '#ffe8a31f')
      );
    }) +
    box(0, 900, [WIDTH, 167], '#7f5539') +
    '<path d="M700 930A100 90 0 0 1 900 930" fill="none" stroke="#111" stroke-width="18"/>' +
    box(680, 925, [44, 84], '#111') +
    box(876, 925, [44, 84], '#111'),
  'mountain-relay':
    sky('#fcd5ce', '#f8edeb') +
    shape('0,560 300,240 520,430 820,140 1150,450 1380,300 1600,480 1600,1067 0,1067', '#9a8c98') +
    shape('0,720 260,520 640,700 980,470 1320,690 1600,590 1600,1067 0,1067', '#4a4e69') +
    shape('0,860 420,700 900,880 1300,730 1600,820 1600,1067 0,1067', '#386641') +
    '<path d="M60 1067C420 900 520 1010 800 900S1200 830 1330 735" fill="none" stroke="#f2e9e4" stroke-width="26"/>' +
    each(8, (at) => {
      const x = 330 + at * 125;
      const y = 925 - at * 20 - (at > 5 ? (at - 5) * 14 : 0);
      return dot(x, y - 40, 11, '#3d2b1f') + box(x - 10, y - 28, [20, 34], '#d62828');
    }),
  'kabul-kites':
    sky('#4ea8de', '#caf0f8') +
    each(9, (at) => {
      const high = 190 + ((at * 83) % 130);
      const windows = each(3, (hole) =>
        box(at * 180 + 30 + hole * 46, HEIGHT - high + 60, [24, 40], '#6b4f3a'),
      );
      const walls = ['#c8a27a', '#b98b5e', '#d4b08c'];
      return box(at * 180, HEIGHT - high, [176, high], walls[at % 3] ?? '') + windows;
    }) +
    each(6, (at) => {
      const x = 170 + at * 250;
      const y = 190 + ((at * 149) % 330);
      const fill = ['#e63946', '#ffb703', '#8338ec', '#2a9d8f', '#fb5607', '#f1faee'][at] ?? '';
      return (
        `<path d="M${x} ${y + 95}Q${x + 60} ${y + 300} ${x - 40} ${HEIGHT - 150}" fill="none" stroke="#ffffff" stroke-width="2"/>` +
        shape(`${x},${y - 95} ${x + 75},${y} ${x},${y + 95} ${x - 75},${y}`, fill) +
        shape(`${x},${y - 95} ${x + 75},${y} ${x},${y}`, '#00000022')
      );
    }),
};

for (const [name, drawing] of Object.entries(pictures)) {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}">${drawing}</svg>`;
  const { size } = await sharp(Buffer.from(svg))
    .jpeg({ quality: 62, mozjpeg: true })
    .toFile(fileURLToPath(new URL(`${name}.jpg`, folder)));
  console.log(`${name}.jpg ${size} bytes`);
}
