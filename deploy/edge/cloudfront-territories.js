// CloudFront Function for viewer requests (runtime cloudfront-js-2.0): refuses pictures where they may not
// be seen. They lie under _media/x-<cc>…/ (_media/x-cz-sk/: neither in the Czech Republic nor in Slovakia).
// CloudFront-Viewer-Country must be named in the behaviour's origin request policy; in the cache policy it
// would keep a copy for every country.

function handler(event) {
  const { request } = event;
  const path = decoded(request.uri);
  if (path === undefined) return answer(400, 'Bad Request');
  const found = /^\/+_media\/+x-([a-z-]+)\//.exec(path);
  if (found === null) return request;
  const header = request.headers['cloudfront-viewer-country'];
  // Where nobody says where the reader is, the picture is refused: the ban is certain.
  if (header === undefined || found[1].split('-').includes(header.value.toLowerCase())) {
    return answer(451, 'Unavailable For Legal Reasons');
  }
  return request;
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

function answer(statusCode, statusDescription) {
  const headers = { 'cache-control': { value: 'private, no-store' } };
  return { statusCode, statusDescription, headers };
}
