import { describe, expect, it } from 'vitest';
import { placeOfSign } from '../../../../src/workers/moderation/classifier/features.ts';
import { readNames } from '../../../../src/workers/moderation/classifier/names.ts';
import { scriptOf } from '../../../../src/workers/moderation/classifier/script.ts';
import { Passage } from '../../../../src/workers/moderation/passage.ts';

function placesIn(text: string): number[] {
  const places: number[] = [];
  readNames(Passage.of('/body', text), (place) => places.push(place));
  return places;
}

describe('names to be searched for', () => {
  it.each([
    ['fancy', 'main di 𝐌𝐄𝐆𝐀𝐁𝐄𝐓𝟗𝟗 saja'],
    ['fancy', 'heran sama P͓̽U͓̽L͓̽A͓̽U͓̽W͓̽I͓̽N͓̽ itu'],
    ['apart', 'main di A L E X I S 1 7 saja'],
    ['numbered', 'main di pasti88 saja'],
    ['numbered', 'cari KYT4D di situ'],
    ['framed', 'gabung 🖤Unsurku🖤 yuk'],
    ['capitals', 'ada di LUMBUNG kemarin'],
  ])('are known by their look: %s', (look, text) => {
    expect(placesIn(text)).toContain(placeOfSign(`name, ${look}`));
  });

  it('leave the same traces in the same sentence, whatever the name', () => {
    expect(placesIn('main di pasti88 saja')).toEqual(placesIn('main di raja777 saja'));
    expect(placesIn('main di pasti88 saja')).not.toEqual(placesIn('benci raja777 itu'));
  });

  it('are not seen in plain words, numbers, or a text that shouts', () => {
    expect(placesIn('The council approved 120 houses in 2024, the mayor said')).toEqual([]);
    expect(placesIn('THE COUNCIL APPROVED THE HOUSES')).toEqual([]);
  });
});

describe('the script of a text', () => {
  it('is that of most of its letters', () => {
    expect(scriptOf([Passage.of('/body', 'Совет одобрил план, said BBC')])).toBe('other');
    expect(scriptOf([Passage.of('/body', 'The council said да')])).toBe('latin');
    expect(scriptOf([])).toBe('latin');
  });
});
