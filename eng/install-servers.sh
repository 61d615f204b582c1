#!/usr/bin/env bash
# Installs the servers that tests, benchmarks and the tour run as local processes. See --help.
set -euo pipefail

readonly PACKAGES='postgresql-15 (server and client) and redis-server'
readonly POLICY=/usr/sbin/policy-rc.d
readonly DROP_IN=/etc/postgresql-common/createcluster.d/causalgateway.conf
made_policy=

usage() {
    cat <<'USAGE'
Usage: eng/install-servers.sh [--help]

Installs what is missing of PostgreSQL 15 (server and client) and Redis, from the distribution's packages. Neither is
started: Debian's own cluster on port 5432 is not created, and no service is run. Does nothing where both are there.

Needs apt and root. Elsewhere it says what to install by hand, and ends with status 1.
USAGE
}

say() { printf 'install-servers: %s\n' "$*" >&2; }

# As tools/LocalCluster looks for it: a folder of its own, Debian's folders, the PATH.
find_postgres() {
    local folder
    for folder in "${CAUSALGATEWAY_POSTGRES_BIN:-}" $(compgen -G '/usr/lib/postgresql/*/bin' | sort -t/ -k5,5nr) ${PATH//:/ }; do
        if [ -x "$folder/postgres" ] && [ -x "$folder/initdb" ] && [ -x "$folder/pg_basebackup" ] && [ -x "$folder/pg_rewind" ] \
            && [ "$("$folder/postgres" --version | sed 's/^[^0-9]*\([0-9]*\).*/\1/')" -ge 14 ]; then
            echo "$folder"
            return
        fi
    done
    return 1
}

find_redis() { command -v redis-server || { [ -x /usr/bin/redis-server ] && echo /usr/bin/redis-server; }; }

print_versions() {
    printf '%s (%s)\n' "$("$(find_postgres)/postgres" --version)" "$(find_postgres)"
    printf 'Redis %s (%s)\n' "$("$(find_redis)" --version | sed 's/.*v=\([^ ]*\).*/\1/')" "$(find_redis)"
}

complete() { find_postgres >/dev/null && find_redis >/dev/null; }

give_up() {
    say "$1"
    say "Install $PACKAGES by hand, PostgreSQL 14 or later will do; or set CAUSALGATEWAY_POSTGRES_BIN to the folder"
    say 'that holds postgres and initdb, and put redis-server on the PATH. Nothing of it has to run: no service is used.'
    say 'Or use the containers in compose/.'
    exit 1
}

apt_get() { DEBIAN_FRONTEND=noninteractive apt-get -y -q -o DPkg::Lock::Timeout=120 "$@" >&2; }

install_packages() { apt_get install --no-install-recommends "$@"; }

# One more try after what usually helps: an interrupted installation, an old or missing list of packages.
install_or_retry() {
    install_packages "$@" && return
    say "Trying once more after dpkg --configure -a and apt-get update."
    dpkg --configure -a >&2 || true
    apt_get update || say 'apt-get update failed; trying with the lists that are there.'
    install_packages "$@" || give_up "apt-get could not install $*."
}

# While this file says 101, packages do not start their services. Somebody else's is left as it is.
forbid_services() {
    [ -e "$POLICY" ] && return
    made_policy=yes
    printf '#!/bin/sh\nexit 101\n' >"$POLICY"
    chmod 755 "$POLICY"
}

clean_up() {
    rm -f "$DROP_IN"
    [ -z "$made_policy" ] || rm -f "$POLICY"
}

# Debian makes and starts a cluster on 5432 when a server package is first installed, unless postgresql-common is there
# already and has been told not to.
install_postgres() {
    local version=postgresql-15
    install_or_retry postgresql-common
    # A later release of the distribution has a later version only.
    apt-cache show "$version" >/dev/null 2>&1 || version=postgresql
    mkdir -p "$(dirname "$DROP_IN")"
    echo 'create_main_cluster = false' >"$DROP_IN"
    install_or_retry "$version"
}

case ${1:-} in
    '') ;;
    -h | --help) usage; exit 0 ;;
    *) usage >&2; exit 2 ;;
esac

if ! complete; then
    command -v apt-get >/dev/null || give_up 'This system has no apt-get.'
    [ "$(id -u)" = 0 ] || give_up 'Installing packages needs root; run this with sudo.'
    trap clean_up EXIT
    forbid_services
    find_postgres >/dev/null || install_postgres
    find_redis >/dev/null || install_or_retry redis-server
    complete || give_up 'The packages are installed, but their programs are not where they are expected.'
fi
print_versions
