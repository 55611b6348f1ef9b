#!/usr/bin/env bash
# One command to install: the wheel of this clone by uv, and once more by pipx where there is one, away from the clone; then
# what the guide says of a school's own computer: the site opens, the doctor looks at it, a backup is made and tried.
set -euo pipefail
cd "$(dirname "$0")/.."
clone=$PWD place=$(mktemp -d) port=$((20000 + RANDOM % 9000)) serving=""
trap 'kill $serving 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$place"' EXIT
test -x .venv/bin/uv || { echo "NOT TRIED: there is no .venv with uv here; make test makes it."; exit 1; }
.venv/bin/uv build --quiet --wheel --no-build-isolation --python .venv/bin/python --out-dir "$place/wheel" .
wheel=$(ls "$place"/wheel/*.whl)
unset PYTHONPATH VIRTUAL_ENV
export CAITIEN_VAR="$place/data" UV_TOOL_DIR="$place/tools" UV_TOOL_BIN_DIR="$place/bin" PIPX_HOME="$place/pipx" PIPX_BIN_DIR="$place/pipx-bin"

failed=0
hold() { if eval "$2"; then echo "holds: $1"; else echo "DOES NOT HOLD: $1"; failed=1; fi; }
cd "$place"
begun=$SECONDS
"$clone/.venv/bin/uv" tool install --quiet --python "$(readlink -f "$clone/.venv/bin/python")" --constraints "$clone/requirements/app.txt" "$wheel"
echo "installed by uv tool install in $((SECONDS - begun)) s"
caitien="$place/bin/caitien"
hold "the command is there, of the wheel and not of the clone" '! "$place/tools/caitien/bin/python" -c "import caitien; print(caitien.__file__)" | grep -q "$clone"'

"$caitien" serve --port $port >out 2>log & serving=$!
ask() { curl --silent "$@"; }
for _ in $(seq 240); do ask "http://localhost:$port/san-sang" | grep -q "sẵn sàng" && break; sleep 0.5; done
hold "the site opens and reaches its database" 'ask "http://localhost:$port/san-sang" | grep -q "sẵn sàng"'
hold "it prints the address that opens once" 'grep -q "http://localhost:$port/" out'
hold "pages have their styles" 'css=$(ask --location "http://localhost:$port/" | grep -o "/static/[^\"]*\.css" | head -1 || true) && [ -n "$css" ] && [ "$(ask --output /dev/null --write-out "%{http_code}" "http://localhost:$port$css")" = 200 ]'
hold "only its owner reads the data" '[ "$(stat -c %a data)" = 700 ]'
"$caitien" doctor >doctor || true
hold "the doctor finds nothing broken" '! grep -q "hỏng" doctor'
"$caitien" backup --into "$place/backups" >/dev/null
backup=$(ls "$place"/backups/*.zip)
hold "a backup is made while it runs, and comes back" '"$caitien" backup verify "$backup" --restore >verified'
kill -TERM $serving; wait $serving && ended=0 || ended=$?; serving=""
hold "it ends when it is told to" '[ $ended -eq 0 ]'
if command -v pipx >/dev/null; then
  pipx install --pip-args="--quiet" "$wheel" >/dev/null 2>&1
  hold "pipx installs it too" '"$place/pipx-bin/caitien" --help >/dev/null'
else
  echo "NOT TRIED: there is no pipx here."
fi
exit $failed
