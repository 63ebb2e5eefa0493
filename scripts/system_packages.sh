#!/usr/bin/env bash
# Install the system packages that are missing, or say exactly what to type.
#
#   system_packages.sh run     what the site needs: text layout and Chinese fonts for the PDF circulars.
#                              Without them the site runs and only the PDF is refused, so this never fails.
#   system_packages.sh test    the same, a browser and the PDF tools for the tests. Fails when something is missing.
set -euo pipefail

mode="${1:?run or test}"

# package:what is there when it is installed (a library, a font file or a program)
needed=(
    libpango-1.0-0:lib=libpango-1.0.so.0
    libpangoft2-1.0-0:lib=libpangoft2-1.0.so.0
    libharfbuzz-subset0:lib=libharfbuzz-subset.so.0
    fontconfig:program=fc-list
    fonts-noto-cjk:font=NotoSerifCJK-Regular
    fonts-arphic-gkai00mp:font=gkai00mp
)
if [ "$mode" = test ]; then
    needed+=(
        chromium:program=chromium
        libatomic1:lib=libatomic.so.1  # the Node.js inside Playwright
        poppler-utils:program=pdftoppm
    )
fi

libraries="$(PATH="$PATH:/sbin:/usr/sbin" ldconfig -p 2>/dev/null || true)"
fonts="$(fc-list : file 2>/dev/null || true)"

missing=()
for entry in "${needed[@]}"; do
    package="${entry%%:*}"
    kind="${entry#*:}"
    name="${kind#*=}"
    case "$kind" in
        lib=*) grep -qF "$name" <<<"$libraries" || missing+=("$package") ;;
        font=*) grep -qF "$name" <<<"$fonts" || missing+=("$package") ;;
        program=*) command -v "$name" >/dev/null || missing+=("$package") ;;
    esac
done
[ ${#missing[@]} -gt 0 ] || exit 0

line="apt-get install --yes --no-install-recommends ${missing[*]}"
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing system packages: ${missing[*]} ..."
    if apt-get update -qq && DEBIAN_FRONTEND=noninteractive $line >/dev/null; then
        exit 0
    fi
    echo "That did not work; its own message stands above." >&2
fi

{
    echo
    if command -v apt-get >/dev/null; then
        echo "Missing on this machine: ${missing[*]}. Type once:"
        [ "$(id -u)" = 0 ] && sudo="" || sudo="sudo "
        echo "    ${sudo}apt-get update && ${sudo}$line"
    else
        echo "Missing on this machine; these are the names on Debian, look for the like: ${missing[*]}"
    fi
} >&2
if [ "$mode" = run ]; then
    echo "The site runs without them; only PDF circulars are refused until then." >&2
    echo >&2
    exit 0
fi
exit 1
