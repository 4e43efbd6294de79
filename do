#!/bin/sh
# Runs one task: `./do build`, `./do test`, `./do --list`.
# Makes .venv with the pinned packages on first use and again when the pins change; uv is used
# where it is there, else venv and pip. Tasks for developers get the developers' packages too.
set -eu

here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
venv="$here/.venv"

find_python() {
    for name in ${PYTHON:-} python3.11 python3.12 python3.13 python3.14 python3; do
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$name"
            return
        fi
    done
    echo "./do: no Python 3.11 or newer found; install one, or name it: PYTHON=/path/to/python ./do" >&2
    exit 1
}

# An install counts only when it finished: the stamp holds the checksum of the pins it was made of.
install() {
    stamp="$venv/.installed-$1"
    shift
    pins=$(cat "$@" | cksum)
    [ "$(cat "$stamp" 2>/dev/null || true)" = "$pins" ] && return
    echo "./do: installing the packages of $(echo "$@" | sed "s#$here/##g") into .venv (once)" >&2
    if command -v uv >/dev/null 2>&1; then
        [ -x "$venv/bin/python" ] || uv venv --quiet --python "$(find_python)" "$venv"
        for file in "$@"; do
            uv pip install --quiet --python "$venv/bin/python" --require-hashes -r "$file"
        done
    else
        [ -x "$venv/bin/python" ] || "$(find_python)" -m venv "$venv"
        for file in "$@"; do
            "$venv/bin/python" -m pip install --quiet --disable-pip-version-check \
                --require-hashes -r "$file"
        done
    fi
    echo "$pins" >"$stamp"
}

case "${1:-}" in
test | check | goldens | audit | sbom)
    install developing "$here/requirements.txt" "$here/requirements-dev.txt" \
        "$here/requirements-choices.txt"
    ;;
choices) install choosing "$here/requirements.txt" "$here/requirements-choices.txt" ;;
*) install running "$here/requirements.txt" ;;
esac

exec "$venv/bin/python" -m invoke --search-root "$here" "$@"
