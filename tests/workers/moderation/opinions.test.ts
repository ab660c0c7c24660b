import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ModerationHook } from '../../../src/shared/moderation-policy.ts';
import { SitePolicy } from '../../../src/shared/moderation-policy.ts';
import { openWebClient } from '../../../src/shared/web/web-client.ts';
import { outsideOpinions } from '../../../src/workers/moderation/opinions/opinions.ts';
import { quietLog } from '../../support/quiet-log.ts';
import { aStory } from '../../support/story-samples.ts';

const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const story = aStory();

interface Asked {
  readonly request: IncomingMessage;
  readonly body: string;
}

let asked: Asked[];
let answer: string | undefined;
let url: string;
let close: () => void;
beforeEach(async () => {
  asked = [];
  answer = '{"findings":[]}';
  const server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      asked.push({ request, body: Buffer.concat(pieces).toString('utf8') });
      // Without an answer the client must give up by itself.
      if (answer !== undefined) response.end(answer);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/check`;
  close = () => {
    server.closeAllConnections();
    server.close();
  };
});
afterEach(() => close());

const hooks = (...declared: object[]): readonly ModerationHook[] =>
  SitePolicy.parse({ hooks: declared }).hooks;

async function opinions(declared: readonly ModerationHook[], allowPrivate = [new URL(url).host]) {
  // Only who says nothing is not waited for.
  const total = answer === undefined ? 300 : 30_000;
  const limits = { bytes: 10_000, redirects: 0, connect: total, headers: total, total };
  const web = openWebClient(limits, { allowPrivate });
  const signal = new AbortController().signal;
  try {
    return await outsideOpinions(
      { story, id: 'story.1', publicUrl: 'https://news.example', signal },
      { hooks: declared, web, log: quietLog },
    );
  } finally {
    await web.close();
  }
}

const own = () => hooks({ name: 'house', url, secret });

test('where no hook is configured nothing leaves the process', async () => {
  expect(await opinions(hooks())).toEqual([]);
  expect(asked).toEqual([]);
});

test('a hook gets the signed texts of the story, and its findings are placed in them', async () => {
  const place = { field: '/body', offset: 3, length: 9 };
  answer = JSON.stringify({
    findings: [{ ...place, action: 'strip', reason: 'An old wire line' }],
  });
  expect(await opinions(own())).toEqual([
    {
      ...{ ...place, rule: 'hook:house', action: 'strip', weight: 1, reason: 'An old wire line' },
      excerpt: story.submittedBody.slice(3, 12),
    },
  ]);
  const [{ request, body }] = asked as [Asked];
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
  );
  expect(new Webhook(secret).verify(body, headers)).toMatchObject({
    ...{ storyId: story.storyId, headline: story.headline, body: story.submittedBody },
  });
});

test('a place that the story does not have becomes the whole body', async () => {
  answer =
    '{"findings":[{"action":"hold","reason":"x","field":"/storyId","offset":5000,"length":9}]}';
  const length = story.submittedBody.length;
  expect(await opinions(own())).toMatchObject([{ field: '/body', offset: 0, length }]);
});

test.each([
  ['nothing', undefined],
  ['what is no JSON', '<html>'],
  ['other JSON', '{"spam":true}'],
  ['more than is read', `{"findings":[],"more":"${'x'.repeat(20_000)}"}`],
])(
  'a hook that answers %s holds the story, or is noted where so configured',
  async (_what, said) => {
    answer = said;
    expect(await opinions(own())).toMatchObject([{ rule: 'hook:house', action: 'hold' }]);
    const lenient = hooks({ name: 'house', url, secret, whenSilent: 'note' });
    expect(await opinions(lenient)).toMatchObject([{ action: 'note', weight: 0 }]);
  },
);

test('a hook at a private address that is not admitted is never asked', async () => {
  expect(await opinions(own(), [])).toMatchObject([{ action: 'hold' }]);
  expect(asked).toEqual([]);
});

test.each([
  ['true', [{ rule: 'hook:akismet', action: 'hold', field: '/body', offset: 0 }]],
  ['false', []],
  ['invalid', [{ rule: 'hook:akismet', action: 'hold', field: '/headline' }]],
])('a service that speaks as Akismet and says %s', async (said, findings) => {
  answer = said;
  const akismet = hooks({ kind: 'akismet', name: 'akismet', url, key: 'k1' });
  expect(await opinions(akismet)).toMatchObject(findings);
  const form = new URLSearchParams(asked[0]?.body);
  expect(form.get('comment_content')).toContain(story.headline);
  expect([form.get('api_key'), form.get('blog')]).toEqual(['k1', 'https://news.example']);
});
