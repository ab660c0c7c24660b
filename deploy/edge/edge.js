// For nginx's JavaScript module (which knows neither destructuring nor for-of): what the edge does beyond handing
// out objects.

async function answer(r) {
  // As it came: escaped, and without what follows the ?.
  const asked = r.variables.request_uri.split('?', 2);
  const path = asked[0];
  const plain = decoded(r, path);
  if (plain === undefined) return r.return(400, 'Not an address\n');
  if (isOdd(plain) || /%2f/i.test(path)) return show(r, 404, '/404.html');
  const key = plain.endsWith('/') ? `${plain}index.html` : plain;
  const about = await ask(r, key);
  if (about === undefined || isMissing(about)) return missing(r, plain, asked);
  const status = about.headersOut['x-amz-meta-status'];
  const location = about.headersOut['x-amz-meta-location'];
  // A redirect or a tombstone is an object that says so in its metadata.
  if (status === '301' && location) return redirect(r, location, about);
  if (status === '410') return show(r, 410, key);
  return r.internalRedirect(`/_object${key}`);
}

// Whatever could be read in two ways is no address of the site.
const isOdd = (plain) => /\/\/|\/\.\.?(\/|$)|[\\?#\x00-\x1f]/.test(plain);

async function ask(r, key) {
  try {
    return await r.subrequest(`/_about${key}`, { method: 'HEAD' });
  } catch (error) {
    r.log(`${key}: ${error.message}`);
    return undefined;
  }
}

// A bucket whose list readers may not see answers 403 for what is not in it.
const isMissing = (about) => about.status === 404 || about.status === 403;

// nginx escapes it again where it asks the store.
function decoded(r, path) {
  try {
    return decodeURIComponent(path);
  } catch (error) {
    r.log(`${path}: ${error.message}`);
    return undefined;
  }
}

async function missing(r, plain, asked) {
  if (plain.endsWith('/')) return show(r, 404, '/404.html');
  const index = await ask(r, `${plain}/index.html`);
  if (index === undefined || isMissing(index)) return show(r, 404, '/404.html');
  return redirect(r, `${asked[0]}/${asked[1] === undefined ? '' : `?${asked[1]}`}`, index);
}

function redirect(r, location, about) {
  r.headersOut['Cache-Control'] = about.headersOut['Cache-Control'] || 'public, max-age=60';
  r.return(301, location);
}

async function show(r, status, key) {
  const page = await r.subrequest(`/_object${key}`, { method: 'GET' });
  if (page.status !== 200) {
    r.headersOut['Content-Type'] = 'text/plain; charset=utf-8';
    r.return(status, 'Not found\n');
    return;
  }
  ['Content-Type', 'Content-Language', 'Cache-Control'].forEach((name) => {
    if (page.headersOut[name]) r.headersOut[name] = page.headersOut[name];
  });
  r.return(status, page.responseText);
}

export default { answer };
