// CloudFront Function for viewer requests (runtime cloudfront-js-2.0, which knows neither destructuring nor
// for-of): index documents, the missing slash, and pictures refused where they may not be seen. They lie
// under _media/x-<cc>…/ (_media/x-cz-sk/: neither in the Czech Republic nor in Slovakia).
// CloudFront-Viewer-Country must be named in the behaviour's origin request policy; in the cache policy it
// would keep a copy for every country.

function handler(event) {
  const request = event.request;
  const path = decoded(request.uri);
  if (path === undefined || isOdd(request.uri, path)) return answer(400, 'Bad Request');
  if (isRefused(path, request.headers['cloudfront-viewer-country'])) {
    return answer(451, 'Unavailable For Legal Reasons');
  }
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (name === '') {
    request.uri += 'index.html';
    return request;
  }
  // Whether there is such a page cannot be looked up here: where there is none, the 404 comes next.
  if (!name.includes('.')) return redirect(`${request.uri}/${queryOf(request.querystring)}`);
  return request;
}

function isRefused(path, country) {
  const found = /^\/_media\/x-([a-z-]+)\//.exec(path);
  if (found === null) return false;
  // Where nobody says where the reader is, the picture is refused: the ban is certain.
  return country === undefined || found[1].split('-').includes(country.value.toLowerCase());
}

// Whatever could be read in two ways is no address of the site, and //host would lead elsewhere.
function isOdd(uri, path) {
  return /\/\/|\/\.\.?(\/|$)|\\/.test(path) || /%(2f|5c|0|1|7f)/i.test(uri);
}

// The store reads %5Fmedia as _media.
function decoded(uri) {
  try {
    return decodeURIComponent(uri);
  } catch (error) {
    console.log(`${uri}: ${error.message}`);
    return undefined;
  }
}

function queryOf(querystring) {
  const pairs = [];
  Object.keys(querystring).forEach((name) => {
    const field = querystring[name];
    (field.multiValue || [field]).forEach((one) => {
      pairs.push(one.value === '' ? name : `${name}=${one.value}`);
    });
  });
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}

function redirect(location) {
  return {
    statusCode: 301,
    statusDescription: 'Moved Permanently',
    headers: { location: { value: location }, 'cache-control': { value: 'public, max-age=60' } },
  };
}

function answer(statusCode, statusDescription) {
  const headers = { 'cache-control': { value: 'private, no-store' } };
  return { statusCode, statusDescription, headers };
}
