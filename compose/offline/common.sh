# shellcheck shell=bash
# What engine and build-images share: messages, and the mirror this machine's own apt uses.
# Sourced, not run.

# Debian release that the stand-in images and the Compose plugin come from.
# shellcheck disable=SC2034 # used by the scripts that source this
readonly STAND_IN_SUITE=trixie

say() { printf '%s\n' "$*"; }

# die SENTENCE: one line that says what is wrong and what mends it, exit code 1.
die() {
    printf '%s: %s\n' "${0##*/}" "$*" >&2
    exit 1
}

need_root() {
    [ "$(id -u)" -eq 0 ] || die "needs root for $1; run it with sudo."
}

have() { command -v "$1" >/dev/null 2>&1; }

# on_debian: true where apt-get installs packages of Debian or of one of its children.
on_debian() { have apt-get && [ -r /etc/os-release ] && grep -Eq '^ID(_LIKE)?=.*(debian|ubuntu)' /etc/os-release; }

# debian_mirror: the first mirror of Debian that this machine's apt is set up to use, from
# one-line and deb822 sources alike. LAB_DEBIAN_MIRROR goes before.
debian_mirror() {
    if [ -n "${LAB_DEBIAN_MIRROR:-}" ]; then
        printf '%s\n' "$LAB_DEBIAN_MIRROR"
        return
    fi
    local mirror
    # shellcheck disable=SC2016 # apt's own placeholders
    mirror=$(apt-get indextargets --format '$(REPO_URI) $(ORIGIN) $(CREATED_BY)' 2>/dev/null |
        awk '$2 == "Debian" && $NF == "Packages" && !/security/ { print $1; exit }')
    if [ -z "$mirror" ]; then
        mirror=$(awk '
            $1 == "URIs:" { uri = $2 }
            $1 == "deb" { for (i = 2; i <= NF; i++) if ($i ~ /^[a-z+]+:\//) { uri = $i; break } }
            uri ~ /\/debian\/?$/ { print uri; exit }' \
            /etc/apt/sources.list /etc/apt/sources.list.d/*.list /etc/apt/sources.list.d/*.sources 2>/dev/null)
    fi
    [ -n "$mirror" ] || die "finds no Debian mirror in this machine's apt sources; set LAB_DEBIAN_MIRROR to one."
    printf '%s\n' "${mirror%/}"
}

# apt_install PACKAGE…: installs what is missing, quietly, without starting services.
apt_install() {
    local missing=() package log
    for package in "$@"; do
        dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
    done
    [ "${#missing[@]}" -gt 0 ] || return 0
    need_root "apt-get install ${missing[*]}"
    say "Installing ${missing[*]} with apt-get …"
    log=$(mktemp)
    if ! { apt-get -qq update && DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 \
        apt-get -qq -y --no-install-recommends install "${missing[@]}"; } >"$log" 2>&1; then
        tail -n 5 "$log" >&2
        rm -f "$log"
        die "could not install ${missing[*]}; run 'apt-get update && apt-get install ${missing[*]}' and read its message."
    fi
    rm -f "$log"
}
