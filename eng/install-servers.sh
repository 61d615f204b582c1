#!/usr/bin/env bash
# Installs the servers that tests, benchmarks and the tour run as local processes. See --help.
set -euo pipefail

readonly POLICY=/usr/sbin/policy-rc.d
readonly DROP_IN=/etc/postgresql-common/createcluster.d/causalgateway.conf
made_policy=

usage() {
    cat <<'USAGE'
Usage: eng/install-servers.sh [--help]

Installs what is missing of PostgreSQL 15 (server and client), MariaDB 10.11 (server and client) and Redis, from the
distribution's packages, and of MySQL by eng/install-mysql.sh, whose --help says where it comes from and goes to. None is
started: Debian's own cluster on port 5432 is not created, and no service is run. Does nothing where all are there. Prints
the version of each, and the folder of its programs.

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

# A program of this name, on the PATH or where Debian puts it, which an ordinary user's PATH may lack.
find_program() { PATH=$PATH:/usr/sbin:/usr/bin command -v "$1"; }

maria_version() { "$(find_program mariadbd)" --version | sed -n 's/.* Ver \([0-9.]*\)-MariaDB.*/\1/p'; }

find_maria() {
    { find_program mariadbd && find_program mariadb-install-db && find_program mariadb; } >/dev/null \
        && printf '%s\n' 10.11 "$(maria_version)" | sort -CV
}

print_versions() {
    printf '%s (%s)\n' "$("$(find_postgres)/postgres" --version)" "$(find_postgres)"
    printf 'MariaDB %s (%s)\n' "$(maria_version)" "$(dirname "$(find_program mariadbd)")"
    printf 'Redis %s (%s)\n' "$("$(find_program redis-server)" --version | sed 's/.*v=\([^ ]*\).*/\1/')" \
        "$(dirname "$(find_program redis-server)")"
}

# All but MySQL.
complete() { { find_postgres && find_maria && find_program redis-server; } >/dev/null; }

give_up() {
    say "$1"
    say 'Install by hand: PostgreSQL 14 or later, its programs on the PATH or their folder in CAUSALGATEWAY_POSTGRES_BIN; MariaDB'
    say '10.11 or later, mariadbd, mariadb-install-db and mariadb on the PATH; and redis-server on the PATH. Nothing of it has'
    say 'to run: no service is used.'
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
    # These packages are the programs alone, without a service.
    find_maria || install_or_retry mariadb-server-core mariadb-client-core
    find_program redis-server >/dev/null || install_or_retry redis-server
    complete || give_up 'The packages are installed, but their programs are not where they are expected.'
fi
print_versions
"$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/install-mysql.sh"
