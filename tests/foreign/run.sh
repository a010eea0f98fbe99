#!/bin/sh
# Verifies sample certificates with independent software.
#
#   run.sh [DIR]          DIR as written by the example issue_sample of onewindow-credential;
#                         without it the samples are written first, which needs cargo
#
# ONEWINDOW_FOREIGN_CACHE  folder for installed packages (default: target/foreign of the workspace)
#
# Each check prints one line: `ok`, `FAILED`, or `skipped: …` where a language or its packages
# cannot be had. Exit code 0 if nothing failed, 1 if something did, 2 on wrong use.
set -u

here=$(cd "$(dirname "$0")" && pwd)
cache=${ONEWINDOW_FOREIGN_CACHE:-$here/../../target/foreign}
mkdir -p "$cache" && cache=$(cd "$cache" && pwd) || exit 2
if [ $# -eq 0 ]; then
    set -- "$cache/samples"
    (cd "$here/../.." && cargo run --quiet -p onewindow-credential --example issue_sample -- "$1") || exit 1
fi
if [ $# -ne 1 ] || [ ! -f "$1/certificate.txt" ]; then
    echo "usage: run.sh [DIR]   (a folder written by the example issue_sample)" >&2
    exit 2
fi
samples=$(cd "$1" && pwd)
failed=0

# check NAME EXPECTED-EXIT-CODE PATTERN|- COMMAND…: the line of JSON must also contain the pattern.
check() {
    name=$1 expected=$2 pattern=$3
    shift 3
    output=$("$@" 2>&1)
    code=$?
    if [ "$code" -eq "$expected" ] && { [ "$pattern" = - ] || echo "$output" | grep -q -- "$pattern"; }; then
        echo "ok      $name: $output"
    else
        echo "FAILED  $name (exit code $code, expected $expected): $output"
        failed=1
    fi
}

# disbelieve NAME COMMAND…: RFC 9901 refuses a certificate with a changed field. Both packages leave
# such a field out instead; either way the false value must not be among the claims.
disbelieve() {
    name=$1
    shift
    output=$("$@" 2>&1)
    case $output in
    *玫瑰*) echo "FAILED  $name: $output" && failed=1 ;;
    *'"verdict"'*) echo "ok      $name: $output" ;;
    *) echo "FAILED  $name: $output" && failed=1 ;;
    esac
}

node_verifies() {
    if ! command -v node >/dev/null 2>&1 || ! command -v npm >/dev/null 2>&1; then
        echo "skipped: node or npm is not installed"
        return
    fi
    # Copied, so that the working tree stays clean and modules resolve beside the script.
    mkdir -p "$cache/node"
    cp "$here/package.json" "$here/package-lock.json" "$here/.npmrc" "$here/verify.mjs" "$cache/node/"
    if ! cmp -s "$here/package-lock.json" "$cache/node/installed-lock.json"; then
        if ! (cd "$cache/node" && npm ci --ignore-scripts >install.log 2>&1); then
            echo "skipped: npm packages could not be installed, see $cache/node/install.log"
            return
        fi
        cp "$here/package-lock.json" "$cache/node/installed-lock.json"
    fi
    verify() { node "$cache/node/verify.mjs" "$samples/$1" "$samples/trust.json" "$samples/status.jwt"; }
    check "npm, complete" 0 '"scope":\["hot food","drinks"\]' verify certificate.txt
    check "npm, two fields" 0 '"name":"海棠小吃店"' verify presented.txt
    check "npm, holder key" 0 '"verdict":"valid"' verify bound.txt
    check "npm, revoked" 1 '"reason":"revoked"' verify revoked.txt
    check "npm, tampered" 1 '"verdict":"refused"' verify tampered.txt
    disbelieve "npm, tampered field" verify tampered-field.txt
}

python_verifies() {
    if ! command -v python3 >/dev/null 2>&1 || ! python3 -c 'import venv, ensurepip' 2>/dev/null; then
        echo "skipped: python3 with venv is not installed"
        return
    fi
    python=$cache/python/bin/python
    if ! cmp -s "$here/requirements.txt" "$cache/python/installed.txt"; then
        if ! { python3 -m venv "$cache/python" && "$python" -m pip install --quiet \
            --disable-pip-version-check -r "$here/requirements.txt"; } >"$cache/python.log" 2>&1; then
            echo "skipped: python packages could not be installed, see $cache/python.log"
            return
        fi
        cp "$here/requirements.txt" "$cache/python/installed.txt"
    fi
    verify() { "$python" "$here/verify.py" "$samples/$1" "$samples/trust.json"; }
    check "python, complete" 0 '"scope": \["hot food", "drinks"\]' verify certificate.txt
    check "python, two fields" 0 '"name": "海棠小吃店"' verify presented.txt
    check "python, holder key" 0 '"verdict": "valid"' verify bound.txt
    check "python, tampered" 1 '"verdict": "refused"' verify tampered.txt
    disbelieve "python, tampered field" verify tampered-field.txt
}

node_verifies
python_verifies
exit $failed
