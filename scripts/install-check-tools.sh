#!/bin/sh
# The programs that `npm run check:site` starts: Lighthouse, and the Nu checker, which wants Java. They
# have a lock file of their own: Lighthouse brings two hundred packages that nothing else needs, and the
# checker's install script would fetch a Java from elsewhere.
set -eu

here=$(cd "$(dirname "$0")/check-site/tools" && pwd)
if [ ! -f "$here/node_modules/lighthouse/package.json" ] || [ ! -f "$here/node_modules/vnu-jar/package.json" ]; then
  echo 'Installing Lighthouse and the Nu checker into scripts/check-site/tools' >&2
  npm ci --prefix "$here" --ignore-scripts --no-audit --no-fund >&2
fi
