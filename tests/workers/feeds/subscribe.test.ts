import { text } from 'node:stream/consumers';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { openSubscriptions, type Subscriptions } from '../../../src/shared/feeds/subscriptions.ts';
import { openSeal } from '../../../src/shared/seal.ts';
import { openWebClient } from '../../../src/shared/web/web-client.ts';
import { discoverHub } from '../../../src/workers/feeds/discover-hub.ts';
import {
  dropSubscription,
  type SubscribeTools,
  tendSubscription,
} from '../../../src/workers/feeds/subscribe.ts';
import { temporaryStores } from '../../support/temporary-archive.ts';
import { serve } from '../images/support/picture-server.ts';

const START = Date.parse('2026-11-26T10:00:00Z');
const DAY = 24 * 3_600_000;

const feed = (body: string, link = '') => ({
  ...{ body: Buffer.from(body), link, contentType: '', etag: null, lastModified: null },
});

describe('the hub that a feed names', () => {
  const atomLinks =
    '<a:link xmlns:a="http://www.w3.org/2005/Atom" rel="hub" href="/hub"/>' +
    '<a:link xmlns:a="http://www.w3.org/2005/Atom" rel="self" href="https://f.example/self"/>';

  test('is found in an RSS channel and an Atom feed', () => {
    const rss = `<rss version="2.0"><channel><link>https://x.example/</link>${atomLinks}</channel></rss>`;
    const offer = { hub: 'https://f.example/hub', topic: 'https://f.example/self' };
    expect(discoverHub(feed(rss), 'https://f.example/rss')).toEqual(offer);
    const atom = `<feed xmlns="http://www.w3.org/2005/Atom">${atomLinks}</feed>`;
    expect(discoverHub(feed(atom), 'https://f.example/rss')).toEqual(offer);
  });

  test('is that of the headers first; without a self the address is the name', () => {
    const rss = '<rss version="2.0"><channel></channel></rss>';
    const link = '<https://h.example/>; title="x"; rel="alternate HUB", <next>; rel=next';
    expect(discoverHub(feed(rss, link), 'https://f.example/rss')).toEqual({
      ...{ hub: 'https://h.example/', topic: 'https://f.example/rss' },
    });
    expect(discoverHub(feed(rss), 'https://f.example/rss')).toBeUndefined();
    expect(discoverHub(feed(rss, '<ftp://h/>; rel=hub'), 'https://f.example/')).toBeUndefined();
  });

  test('costs no second reading of a feed that only has news of one', () => {
    const unreadable = 'GitHub and PubMed are <no XML';
    expect(discoverHub(feed(unreadable), 'https://f.example/rss')).toBeUndefined();
  });
});

describe('a subscription', () => {
  let now: number;
  let modes: (string | null)[];
  let secrets: (string | null)[];
  let status: number;
  let tools: SubscribeTools;
  let subscriptions: Subscriptions;
  let offer: { hub: string; topic: string };

  beforeEach(async () => {
    [now, modes, secrets, status] = [START, [], [], 202];
    const host = await serve((request, response) => {
      void text(request).then((body) => {
        const form = new URLSearchParams(body);
        modes.push(form.get('hub.mode'));
        secrets.push(form.get('hub.secret'));
        response.writeHead(status).end();
      });
    });
    const stores = await temporaryStores();
    onTestFinished(() => stores.remove());
    subscriptions = openSubscriptions(stores.archive.store, openSeal('a key of the tests, long'));
    const limits = { bytes: 1000, redirects: 3, connect: 1000, headers: 1000, total: 5000 };
    const web = openWebClient(limits, { allowPrivate: [host] });
    onTestFinished(() => web.close());
    const log = { info: () => undefined, warn: () => undefined };
    tools = { web, subscriptions, log, doorUrl: 'https://door.example', now: () => new Date(now) };
    offer = { hub: `http://${host}/hub`, topic: 'https://f.example/self' };
  });

  const tend = () => tendSubscription('river', offer, tools);
  const confirm = (leaseSeconds: number) =>
    subscriptions.change('river', (known) => {
      if (known === undefined) throw new Error('nothing was asked');
      const until = new Date(now + leaseSeconds * 1000).toISOString();
      return { ...known, state: 'active', isAsking: false, until, leaseSeconds };
    });

  test('is asked for once while the hub thinks, and again after ten minutes', async () => {
    expect(await tend()).toBeUndefined();
    await tend();
    expect(modes).toEqual(['subscribe']);
    now += 11 * 60_000;
    await tend();
    expect(modes).toEqual(['subscribe', 'subscribe']);
  });

  test('is renewed before its lease ends, with the same secret', async () => {
    await tend();
    await confirm(4 * 24 * 3600);
    expect(await tend()).toBe(START + 3 * DAY);
    now += 3 * DAY - 1;
    await tend();
    expect(modes).toHaveLength(1);
    now += 1;
    await tend();
    expect(modes).toEqual(['subscribe', 'subscribe']);
    expect(secrets[0]).toBe(secrets[1]);
    expect(await subscriptions.find('river')).toMatchObject({ state: 'active', isAsking: true });
  });

  test('that a hub refuses is told of, and the feed goes at its own pace', async () => {
    status = 500;
    expect(await tend()).toBeUndefined();
    expect(await subscriptions.find('river')).toMatchObject({
      ...{ state: 'asked', because: 'The hub answered 500.' },
    });
  });

  test('moves with the feed to another hub, under another secret', async () => {
    await tend();
    await confirm(86_400);
    offer = { ...offer, hub: `${offer.hub}/2` };
    await tend();
    expect(modes).toEqual(['subscribe', 'unsubscribe', 'subscribe']);
    expect(secrets[2]).not.toBe(secrets[0]);
  });

  test('is ended once where the feed is dropped, and forgotten after a day', async () => {
    await tend();
    await confirm(86_400);
    await dropSubscription('river', tools);
    await dropSubscription('river', tools);
    expect(modes).toEqual(['subscribe', 'unsubscribe']);
    expect(await subscriptions.find('river')).toMatchObject({ state: 'ending' });
    now += DAY + 1;
    await dropSubscription('river', tools);
    expect(await subscriptions.find('river')).toBeUndefined();
  });

  test('keeps its secret sealed, and asks nobody where the door has no address', async () => {
    tools = { ...tools, doorUrl: undefined };
    expect(await tend()).toBeUndefined();
    expect(modes).toEqual([]);
    tools = { ...tools, doorUrl: 'https://door.example' };
    await tend();
    const known = await subscriptions.find('river');
    expect(JSON.stringify(known)).not.toContain(secrets[0]);
  });
});
