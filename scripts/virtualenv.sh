#!/usr/bin/env bash
# Make .venv with the interpreter named in $1, or say which line to type.
set -euo pipefail
cd "$(dirname "$0")/.."

python="${1:-}"
if [ -z "$python" ]; then
    echo "Python 3.11 or newer is needed and was not found. On Debian or Ubuntu:" >&2
    echo "    apt-get install python3 python3-venv" >&2
    exit 1
fi
# A virtual environment that was copied or whose interpreter has gone does not run.
if [ -x .venv/bin/python ] && .venv/bin/python -m pip --version >/dev/null 2>&1; then
    exit 0
fi
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    # Debian keeps these two modules in a package of their own.
    line="apt-get install --yes --no-install-recommends python3-venv"
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        echo "Installing python3-venv ..."
        apt-get update -qq
        DEBIAN_FRONTEND=noninteractive $line >/dev/null
    else
        echo "Python's venv module is missing. Type this once, then start again:" >&2
        echo "    sudo $line" >&2
        exit 1
    fi
fi
rm -rf .venv
"$python" -m venv .venv
