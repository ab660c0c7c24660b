import { describe, expect, it } from 'vitest';
import { judgeBody } from '../support/judge-body.ts';

describe('honest texts that look little like news', () => {
  it.each([
    ['a first post', 'Hello world! This is a first post from the new system.'],
    ['a placeholder', 'And here comes the third paragraph of the sample article.'],
    ['filler', 'Lorem ipsum dolor sit amet, sed do eiusmod tempor, quis nostrud exercitation.'],
    [
      'a technical text',
      'A tiny queue for Node. Run `npm install minnow` and require it. Options: `limit` (default 10), `timeout` in ms. See the examples folder. Licensed under MIT; bug reports are welcome on the tracker.',
    ],
    [
      'a recipe',
      'Leek pie. Fry 3 leeks in 40 g butter, stir in 2 eggs and 200 ml cream, fill the crust and bake 35 minutes at 190 C. Serve with a green salad.',
    ],
    [
      'results',
      'Hockey: Rovers 3 Wanderers 2, Town 1 City 1. Top scorer: Blake with 17. Next round on Saturday at 15:00.',
    ],
    [
      'the weather',
      'Tomorrow: Alder 12 C, showers; Brook 9 C, fog; Cliff 14 C, sunny. Wind W 30 km/h.',
    ],
    [
      'events',
      'Sunday 11:00 flea market at the old station, free. 17:00 organ concert, St Luke, tickets 8 euros at the door.',
    ],
    [
      'an obituary',
      'Peter Holm, baker in Mill Street for fifty years, died on Monday aged 84. He leaves a wife and three daughters. The funeral is on Friday.',
    ],
    [
      'a job notice',
      'The library is looking for a part-time librarian, 20 hours a week. Letters to the town hall by 15 May.',
    ],
    [
      'a live blog',
      '11:20 The minister has resigned. 11:05 Shares fall 2.1%, oil at $79. 10:50 Follow it here: https://paper.example/live',
    ],
  ])('%s goes through', async (_, body) => {
    const { verdict, because } = await judgeBody(body);
    expect(because.filter(() => verdict !== 'approved')).toEqual([]);
  });
});
