# Varnish in front of the site's bucket: index documents, the missing slash, redirects and taken-down
# pages as the objects' metadata says them, the site's own 404 page, purges by tag, and copies that go on
# being shown while the store is away. Needs the module xkey (Debian: varnish-modules).
#
# To change: where the bucket is (backend, and its folder in vcl_backend_fetch), who may purge (acl), and
# who says where a reader is (territories.vcl).
vcl 4.1;

import std;
import xkey;
include "./territories.vcl";

backend objectstore {
  .host = "objectstore";
  .port = "8333";
  .connect_timeout = 2s;
  .first_byte_timeout = 10s;
  .between_bytes_timeout = 10s;
}

# Publish workers. Where their addresses are not known, list the whole network and set DATELINE_CDN_TOKEN
# for varnishd and for them: it is then asked for as well.
acl purgers {
  "localhost";
}

sub vcl_recv {
  # Nothing that a reader sends may pass for a note of ours.
  if (req.restarts == 0) {
    unset req.http.X-Dateline-Slashless;
    unset req.http.X-Dateline-Missing;
    unset req.http.X-Dateline-Any-Age;
    if (req.method == "PURGE") {
      call purge_by_tag;
    }
    if (req.method != "GET" && req.method != "HEAD") {
      return (synth(405, "Only GET and HEAD"));
    }
    call plain_address;
  }
  call dateline_territories_recv;
  # A reader waits for what is older than this, unless there is nothing newer to be had.
  set req.grace = 60s;
  if (req.http.X-Dateline-Any-Age) {
    set req.grace = 1d;
  }
  return (hash);
}

# xkey-purge: keys of what may not be shown again. xkey-softpurge: it may, once, while it is fetched anew.
sub purge_by_tag {
  if (client.ip !~ purgers) {
    return (synth(403, "May not purge"));
  }
  if (std.getenv("DATELINE_CDN_TOKEN") && req.http.X-Purge-Token != std.getenv("DATELINE_CDN_TOKEN")) {
    return (synth(403, "May not purge"));
  }
  set req.http.X-Dateline-Purged = xkey.purge(req.http.xkey-purge) + xkey.softpurge(req.http.xkey-softpurge);
  return (synth(200, "Purged " + req.http.X-Dateline-Purged));
}

# One address, one copy: whatever could be read in two ways is no address of the site.
sub plain_address {
  unset req.http.Cookie;
  unset req.http.Authorization;
  set req.http.X-Dateline-Query = regsub(req.url, "^[^?]*", "");
  set req.url = regsub(req.url, "\?.*$", "");
  if (req.url !~ "^/" || req.url ~ "//|/\.\.?(/|$)|\\|%(2[Ff]|5[Cc]|0|1|7[Ff]|[^0-9A-Fa-f]|.?$)") {
    return (synth(400, "Not an address"));
  }
  # The page's own copy says whether there is one to lead to.
  if (req.url ~ "/[^/.]+$") {
    set req.http.X-Dateline-Slashless = req.url + "/" + req.http.X-Dateline-Query;
    set req.url = req.url + "/";
  }
}

sub vcl_hash {
  # Not the host: whoever invents one would get a cache of his own.
  hash_data(req.url);
  return (lookup);
}

sub vcl_backend_fetch {
  if (bereq.url ~ "/$") {
    set bereq.url = bereq.url + "index.html";
  }
  set bereq.url = "/dateline-site" + bereq.url;
  unset bereq.http.X-Country;
}

sub vcl_backend_response {
  if (beresp.status >= 500) {
    if (bereq.is_bgfetch) {
      return (abandon);
    }
    return (error(503, "Store away"));
  }
  # A bucket whose list readers may not see answers 403 for what is not in it.
  if (beresp.status == 403 || beresp.status == 404) {
    set beresp.status = 404;
    set beresp.ttl = 5s;
    set beresp.grace = 0s;
    set beresp.http.xkey = "missing";
    return (deliver);
  }
  if (beresp.http.x-amz-meta-cache-tag) {
    set beresp.http.xkey = regsuball(beresp.http.x-amz-meta-cache-tag, ", *", " ");
  }
  if (beresp.http.x-amz-meta-status == "301" && beresp.http.x-amz-meta-location) {
    set beresp.status = 301;
    set beresp.http.Location = beresp.http.x-amz-meta-location;
  } else if (beresp.http.x-amz-meta-status == "410") {
    set beresp.status = 410;
  }
  # Shown while the store is away.
  set beresp.grace = 1d;
  if (beresp.http.Content-Type ~ "^text/|json|xml") {
    set beresp.do_gzip = true;
  }
  # Without Varnish's own rules, which keep nothing of what has expired on its way here.
  return (deliver);
}

sub vcl_deliver {
  # The store failed: what was known, however old, is better than nothing.
  if (resp.status >= 500 && !req.http.X-Dateline-Any-Age) {
    set req.http.X-Dateline-Any-Age = "yes";
    return (restart);
  }
  if (resp.status == 404 && !req.http.X-Dateline-Missing) {
    set req.http.X-Dateline-Missing = "yes";
    set req.url = "/404.html";
    return (restart);
  }
  if (req.http.X-Dateline-Missing) {
    if (resp.status != 200) {
      return (synth(404, "Not found"));
    }
    set resp.status = 404;
    set resp.http.Cache-Control = "public, max-age=5";
  } else if (req.http.X-Dateline-Slashless && resp.status < 500) {
    return (synth(301, req.http.X-Dateline-Slashless));
  }
  call safe_headers;
  call dateline_territories_deliver;
}

sub safe_headers {
  set resp.http.X-Content-Type-Options = "nosniff";
  set resp.http.Content-Security-Policy = "default-src 'none'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
  # No script runs on a page, whatever got into it; search has one, of the site itself.
  if (req.url ~ "^/search/(\?|$)") {
    set resp.http.Content-Security-Policy = resp.http.Content-Security-Policy + "; script-src 'self'";
  }
  unset resp.http.xkey;
  unset resp.http.x-amz-request-id;
  unset resp.http.x-amz-id-2;
  unset resp.http.x-amz-meta-status;
  unset resp.http.x-amz-meta-location;
  unset resp.http.x-amz-meta-rev;
  unset resp.http.x-amz-meta-sha;
  unset resp.http.x-amz-meta-cache-tag;
  unset resp.http.X-Varnish;
  unset resp.http.Via;
  unset resp.http.Server;
}

sub vcl_synth {
  call safe_headers;
  call dateline_territories_synth;
  set resp.http.Content-Type = "text/plain; charset=utf-8";
  if (resp.status == 301) {
    set resp.http.Location = resp.reason;
    set resp.http.Cache-Control = "public, max-age=60";
    set resp.reason = "Moved Permanently";
    return (deliver);
  }
  if (resp.status == 405) {
    set resp.http.Allow = "GET, HEAD";
  }
  synthetic(resp.reason + {"
"});
  return (deliver);
}

sub vcl_backend_error {
  set beresp.uncacheable = true;
  set beresp.ttl = 0s;
  set beresp.http.Content-Type = "text/plain; charset=utf-8";
  set beresp.http.Retry-After = "1";
  synthetic({"The site's store is away
"});
  return (deliver);
}
