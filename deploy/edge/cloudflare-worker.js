// Cloudflare Worker in front of the site's bucket: index documents, the missing slash, redirects and
// taken-down pages as the objects' metadata says them, the site's own 404 page, tags for purges, and pictures
// refused where they may not be seen. To set (docs/cdn.md): a route for the site's whole domain, and either
// the binding SITE to an R2 bucket or the variable ORIGIN, the address of a bucket that may be read. Copies
// are kept by the Cache API, whose Cache-Tag the zone's purges reach; leave Workers Caching off, which has
// purges of its own.

const POLICY =
  "default-src 'none'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; font-src 'self'; " +
  "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
const SEARCH_POLICY = `${POLICY}; script-src 'self'`;

export default {
  async fetch(request, env, context) {
    const { pathname, search, origin } = new URL(request.url);
    const path = decoded(pathname);
    const answer =
      request.method !== 'GET' && request.method !== 'HEAD'
        ? plain(405, 'Only GET and HEAD', { allow: 'GET, HEAD' })
        : path === undefined || isOdd(pathname, path)
          ? plain(400, 'Not an address')
          : isRefused(path, request.cf?.country)
            ? plain(451, 'Not for readers in this country')
            : await find({ path, search, origin }, env, context);
    return forReaders(answer, request, path ?? '');
  },
};

async function find({ path, search, origin }, env, context) {
  const isPage = path.endsWith('/');
  const name = path.slice(path.lastIndexOf('/') + 1);
  const tools = { origin, env, context };
  try {
    // The page's own copy says whether there is one to lead to.
    if (isPage || name.includes('.')) return await copyOf(path, tools);
    const page = await copyOf(`${path}/`, tools);
    if (page.status === 404) return page;
    const location = `${encoded(path)}/${search}`;
    return plain(301, 'Moved Permanently', { location, 'cache-control': 'public, max-age=60' });
  } catch (error) {
    console.error(`${path}: ${error.message}`);
    return plain(503, "The site's store is away", { 'retry-after': '1' });
  }
}

/** One copy for one address, whatever stands behind its question mark. */
async function copyOf(path, { origin, env, context }) {
  const key = new Request(origin + encoded(path));
  const kept = await caches.default.match(key);
  if (kept !== undefined) return kept;
  const object = await fromStore(path.endsWith('/') ? `${path}index.html` : path, env);
  const made = object === undefined ? await missing(env) : shown(object);
  context.waitUntil(caches.default.put(key, made.clone()));
  return made;
}

/** What an object says of itself: that it has moved, or was taken down. */
function shown({ body, headers, about }) {
  if (about['cache-tag']) headers.set('cache-tag', about['cache-tag']);
  if (about.status === '301' && about.location) {
    headers.set('location', about.location);
    return new Response(body, { status: 301, headers });
  }
  return new Response(body, { status: about.status === '410' ? 410 : 200, headers });
}

async function missing(env) {
  const page = await fromStore('/404.html', env);
  const type = page?.headers.get('content-type') ?? 'text/plain; charset=utf-8';
  return new Response(page?.body ?? 'Not found\n', {
    status: 404,
    headers: {
      'content-type': type,
      'cache-control': 'public, max-age=5',
      'cache-tag': 'missing',
    },
  });
}

async function fromStore(key, { SITE, ORIGIN }) {
  return SITE === undefined ? fromOrigin(key, ORIGIN) : fromR2(key, SITE);
}

async function fromR2(key, bucket) {
  const object = await bucket.get(key.slice(1));
  if (object === null) return undefined;
  const headers = new Headers();
  object.writeHttpMetadata(headers);
  headers.set('etag', object.httpEtag);
  return { body: object.body, headers, about: object.customMetadata ?? {} };
}

async function fromOrigin(key, origin) {
  // Cloudflare would keep a copy of its own, which no tag purges.
  const answer = await fetch(origin + encoded(key), { cache: 'no-store' });
  // A bucket whose list readers may not see answers 403 for what is not in it.
  if (answer.status === 403 || answer.status === 404) {
    await answer.body?.cancel();
    return undefined;
  }
  if (answer.status !== 200) throw new Error(`the store answered ${answer.status}`);
  const headers = new Headers();
  for (const name of ['content-type', 'content-language', 'cache-control', 'etag']) {
    if (answer.headers.has(name)) headers.set(name, answer.headers.get(name));
  }
  const about = {};
  for (const name of ['status', 'location', 'cache-tag']) {
    about[name] = answer.headers.get(`x-amz-meta-${name}`) ?? undefined;
  }
  return { body: answer.body, headers, about };
}

function forReaders(answer, request, path) {
  const headers = new Headers(answer.headers);
  headers.delete('cache-tag');
  headers.set('x-content-type-options', 'nosniff');
  // No script runs on a page, whatever got into it; search has one, of the site itself.
  headers.set('content-security-policy', path === '/search/' ? SEARCH_POLICY : POLICY);
  if (path.startsWith('/_media/x-')) headers.set('vary', 'X-Country');
  const etag = headers.get('etag');
  const isKnown = etag !== null && request.headers.get('if-none-match') === etag;
  if (isKnown && answer.status === 200) return new Response(null, { status: 304, headers });
  const body = request.method === 'HEAD' ? null : answer.body;
  return new Response(body, { status: answer.status, headers });
}

/** Pictures lie under _media/x-<cc>…/ (_media/x-cz-sk/: neither in the Czech Republic nor in Slovakia). */
function isRefused(path, country) {
  const [, banned] = /^\/_media\/x-([a-z-]+)\//.exec(path) ?? [];
  if (banned === undefined) return false;
  // Where nobody says where the reader is (XX, and T1 for Tor), the picture is refused: the ban is certain.
  const isUnknown = country === undefined || country === 'XX' || country === 'T1';
  return isUnknown || banned.split('-').includes(country.toLowerCase());
}

/** Whatever could be read in two ways is no address of the site. */
const isOdd = (pathname, path) =>
  /\/\/|\/\.\.?(\/|$)|\\/.test(path) || /%(2f|5c|0|1|7f)/i.test(pathname);

function decoded(pathname) {
  try {
    return decodeURIComponent(pathname);
  } catch (error) {
    if (!(error instanceof URIError)) throw error;
    return undefined;
  }
}

const encoded = (path) => path.split('/').map(encodeURIComponent).join('/');

function plain(status, text, headers = {}) {
  return new Response(`${text}\n`, {
    status,
    headers: {
      'content-type': 'text/plain; charset=utf-8',
      'cache-control': 'private, no-store',
      ...headers,
    },
  });
}
