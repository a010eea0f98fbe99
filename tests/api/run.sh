#!/bin/sh
# Tries every operation of a running node with schemathesis, all checks on: as a person, an officer, a
# clerk, an auditor, an administrator, a program, and somebody who signs out.
#
#   run.sh EXAMPLES       so many examples an operation and caller
#
# BASE_URL, ONEWINDOW_BIN, ONEWINDOW_DATA   the node, a demonstration behind a proxy on this machine
# ONEWINDOW_API_CACHE   folder for installed packages (default: target/api of the workspace)
#
# Prints a line for each caller: `ok`, `FAILED`, or `skipped: …` where Python or its packages cannot be
# had. Exit code 0 if nothing failed, 1 if something did.
set -u

here=$(cd "$(dirname "$0")" && pwd)
cache=${ONEWINDOW_API_CACHE:-$here/../../target/api}
mkdir -p "$cache" && cache=$(cd "$cache" && pwd) || exit 2
examples=${1:?usage: run.sh EXAMPLES}

if ! command -v python3 >/dev/null 2>&1 || ! python3 -c 'import venv, ensurepip' 2>/dev/null; then
    echo "skipped: python3 with venv is not installed"
    exit 0
fi
python=$cache/python/bin/python
if ! cmp -s "$here/requirements.txt" "$cache/installed.txt"; then
    if ! { python3 -m venv "$cache/python" && "$python" -m pip install --quiet \
        --disable-pip-version-check -r "$here/requirements.txt"; } >"$cache/python.log" 2>&1; then
        echo "skipped: python packages could not be installed, see $cache/python.log"
        exit 0
    fi
    cp "$here/requirements.txt" "$cache/installed.txt"
fi

work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
cp "$here/hooks.py" "$work/" && "$python" "$here/people.py" "$work" || exit 1
failed=0

# try CALLER OPTION…: the operations that the options choose, as this caller.
try() {
    caller=$1
    shift
    log=$cache/$caller.log
    if (cd "$work" && SCHEMATHESIS_HOOKS=hooks "$python" -m schemathesis.cli \
        --config-file "$caller.toml" run "$BASE_URL/api/openapi.json" --checks all \
        --max-examples "$examples" --generation-database :memory: --no-color "$@") >"$log" 2>&1; then
        echo "ok      $caller: $(sed -n 's/^ *Test cases: *//p;s/^ *\([0-9,]* generated.*\)/\1/p' "$log" | tail -1)"
    else
        sed -n '/FAILURES/,$p;/ERRORS/,$p' "$log" | tail -150
        echo "FAILED  $caller: see $log"
        failed=1
    fi
}

try citizen --exclude-tag desk --exclude-tag staff --exclude-tag audit --exclude-tag sessions \
    --exclude-tag agency --exclude-tag tokens
try officer --include-tag desk
try clerk --include-tag drafts --exclude-operation-id startDraft --exclude-operation-id listDrafts
try agency --include-tag agency --include-tag tokens
try auditor --include-tag audit
# Last: they may put the others out, and end their own session.
try administrator --include-tag staff
try leaver --include-tag sessions
exit $failed
