// CloudFront Function for viewer responses (runtime cloudfront-js-2.0, which knows neither destructuring nor
// for-of): redirects and taken-down pages as the objects' metadata says them. It runs on answers out of the
// cache too, but not on those of 400 and above, which custom error responses are for (docs/cdn.md).

function handler(event) {
  const response = event.response;
  const headers = response.headers;
  const status = headers['x-amz-meta-status'];
  const location = headers['x-amz-meta-location'];
  if (status !== undefined && status.value === '301' && location !== undefined) {
    response.statusCode = 301;
    response.statusDescription = 'Moved Permanently';
    headers.location = { value: location.value };
  }
  if (status !== undefined && status.value === '410') {
    response.statusCode = 410;
    response.statusDescription = 'Gone';
  }
  ['status', 'location', 'sha', 'rev', 'cache-tag'].forEach((name) => {
    delete headers[`x-amz-meta-${name}`];
  });
  if (event.request.uri.startsWith('/_media/x-')) headers.vary = { value: 'X-Country' };
  return response;
}
