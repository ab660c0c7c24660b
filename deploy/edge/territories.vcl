# Varnish: refuses pictures where they may not be seen. They lie under _media/x-<cc>…/ (_media/x-cz-sk/:
# neither in the Czech Republic nor in Slovakia). Where a reader is says X-Country, two letters: whatever
# stands in front of Varnish sets it on every request, over what the reader sent; with a GeoIP module, set
# req.http.X-Country from it before the call. To include:
#
#   sub vcl_recv    { call dateline_territories_recv; … }
#   sub vcl_deliver { call dateline_territories_deliver; … }
#   sub vcl_synth   { call dateline_territories_synth; … }

sub dateline_territories_recv {
  # A store reads %5Fmedia as _media: nobody who means well writes letters, digits or -._~ so.
  if (req.url ~ "^[^?]*%(2[DdEe]|3[0-9]|4[1-9A-Fa-f]|5[0-9AaFf]|6[1-9A-Fa-f]|7[0-9AaEe])") {
    return (synth(400, "Not an address"));
  }
  if (req.url ~ "^/_media/x-") {
    set req.http.X-Dateline-Place = req.http.X-Country + ":" + req.url;
    # Where nobody says where the reader is, the picture is refused: the ban is certain.
    if (req.http.X-Dateline-Place !~ "(?i)^[a-z][a-z]:/" ||
        req.http.X-Dateline-Place ~ "(?i)^([a-z][a-z]):/_media/x-(?:[a-z][a-z]-)*\1[-/]") {
      unset req.http.X-Dateline-Place;
      return (synth(451, "Unavailable For Legal Reasons"));
    }
    unset req.http.X-Dateline-Place;
  }
}

# Varnish itself keeps one copy for all it may show it to; a cache behind it must not.
sub dateline_territories_deliver {
  if (req.url ~ "^/_media/x-") {
    set resp.http.Vary = "X-Country";
  }
}

sub dateline_territories_synth {
  if (resp.status == 451) {
    set resp.http.Cache-Control = "private, no-store";
    set resp.http.Content-Type = "text/plain; charset=utf-8";
    synthetic("Not for readers in this country" + {"
"});
    return (deliver);
  }
}
