#!/usr/bin/env bash
# Finds MySQL, or puts it into a folder of its own beside the distribution's packages. See --help.
set -euo pipefail
umask 022

readonly TARGET=$(readlink -m -- "${CAUSALGATEWAY_MYSQL_DIR:-/opt/causalgateway/mysql}")
readonly NEW=$TARGET.unpacking
readonly OLD=$TARGET.replaced
readonly LEAST=8.4
readonly SUITE=sid
# What tests, benchmarks and the tour run; the rest of the packages' programs is not kept.
readonly PROGRAMS='mysqld mysql mysqladmin mysqlbinlog mysqldump'
# Written last, so that a folder with it is this script's own and whole.
readonly LIST=installed-packages

usage() {
    cat <<USAGE
Usage: eng/install-mysql.sh [--help]

Looks for MySQL $LEAST or later in the folder \$CAUSALGATEWAY_MYSQL_DIR (its run, usr/sbin, usr/bin, sbin or bin). Where that is
not set: in /opt/causalgateway/mysql, then on the PATH and in /usr/sbin. Many distributions call MariaDB's server mysqld: that
is not taken. Prints the version, and the folder of the server's program.

Where there is none, downloads Debian's packages of it (suite $SUITE, about 55 MB, signatures checked) from the mirror that
this system's apt uses, and unpacks them with all the libraries they need into the folder named first. The system's own
packages stay as they are, and nothing is started. Needs no root where that folder may be written, but a Debian with apt.
USAGE
}

say() { printf 'install-mysql: %s\n' "$*" >&2; }

fail() {
    say "$1"
    exit 1
}

give_up() {
    say "$1"
    say "Install MySQL $LEAST or later by hand, so that mysqld and mysql are on the PATH; or set CAUSALGATEWAY_MYSQL_DIR to the"
    say 'folder of an installation, such as an unpacked archive. Nothing of it has to run: no service is used.'
    exit 1
}

# The version of a mysqld, and nothing if it is MariaDB's, too old, or does not run.
version_of() {
    local says version
    says=$("$1" --version 2>/dev/null) || return 1
    [[ $says != *MariaDB* ]] || return 1
    version=$(sed -n 's/.* Ver \([0-9]*\.[0-9]*\.[0-9]*\).*/\1/p' <<<"$says")
    [ -n "$version" ] && printf '%s\n' "$LEAST" "$version" | sort -CV && echo "$version"
}

# The path of mysqld, looked for as tools/LocalCluster does.
find_mysql() {
    find_in "$TARGET"/{run,usr/sbin,usr/bin,sbin,bin} && return
    [ -z "${CAUSALGATEWAY_MYSQL_DIR:-}" ] && find_in ${PATH//:/ } /usr/sbin /usr/bin
}

# The first mysqld in these folders, if it is recent enough and a client is there as well.
find_in() {
    local server
    server=$(first_program mysqld "$@") && first_program mysql "$@" >/dev/null && version_of "$server" >/dev/null && echo "$server"
}

first_program() {
    local name=$1 folder
    shift
    for folder in "$@"; do
        if [ -x "$folder/$name" ]; then
            echo "$folder/$name"
            return
        fi
    done
    return 1
}

has_command() { command -v "$1" >/dev/null; }

print_version() {
    local server
    server=$(find_mysql) || return
    printf 'MySQL %s (%s)\n' "$(version_of "$server")" "$(dirname "$server")"
}

# The mirror and the keyring of the line or the paragraph that names this release, from apt's sources of either format.
read_sources() {
    local codename
    codename=$(. /etc/os-release && echo "${VERSION_CODENAME:-}")
    # Each source as one line: URI, keyring or -, suites.
    {
        find /etc/apt/sources.list.d -name '*.sources' -exec cat {} + -exec echo \; 2>/dev/null | awk '
            function out() { if (uri != "" && deb) print uri, (key == "" ? "-" : key), suites; uri = key = suites = ""; deb = 0 }
            /^[ \t]*$/ { out() }
            /^Types:/ { deb = / deb( |$)/ }
            /^URIs:/ { uri = $2 }
            /^Suites:/ { sub(/^Suites:/, ""); suites = $0 }
            /^Signed-By: *\// { key = $2 }
            /^Enabled: *no/ { deb = 0; uri = "" }
            END { out() }'
        find /etc/apt/sources.list /etc/apt/sources.list.d -name '*.list' -exec cat {} + 2>/dev/null | awk '
            /^deb[ \t]/ {
                key = "-"
                if (match($0, /signed-by=[^] ]*/)) key = substr($0, RSTART + 10, RLENGTH - 10)
                sub(/^deb[ \t]+(\[[^]]*\][ \t]*)?/, "")
                print $1, key, $2
            }'
    } | awk -v codename="$codename" '
        { for (i = 3; i <= NF; i++) if ($i ~ "^(" codename "|stable|testing|unstable|sid)$" && $1 !~ /security/) { print $1, $2; exit } }'
}

# An apt of its own: its own lists and cache, no package installed, and none of the system's hooks (one of them, common in
# containers, deletes downloaded archives whenever lists are updated). How to reach the network is taken from the system.
write_apt_configuration() {
    local mirror=$1 keyring=$2 apt=$3
    mkdir -p "$apt/lists/partial" "$apt/archives/partial"
    # The mirror may lag behind the week for which an unstable release's list is valid. Signatures are checked all the same.
    printf 'deb [signed-by=%s check-valid-until=no] %s %s main\n' "$keyring" "$mirror" "$SUITE" >"$apt/sources.list"
    # Only scripts need Perl, and none that is kept here: it counts as installed.
    printf 'Package: perl\nStatus: install ok installed\nArchitecture: %s\nMulti-Arch: allowed\nVersion: 99\n\n' \
        "$(dpkg --print-architecture)" >"$apt/status"
    {
        apt-config dump | grep -E '^Acquire::(http|https|ftp|socks5h)(::|")' || true
        cat <<CONF
Dir::Etc::Main "/dev/null";
Dir::Etc::Parts "/dev/null";
Dir::Etc::SourceList "$apt/sources.list";
Dir::Etc::SourceParts "/dev/null";
Dir::Etc::Preferences "/dev/null";
Dir::Etc::PreferencesParts "/dev/null";
Dir::State "$apt";
Dir::State::Status "$apt/status";
Dir::Cache "$apt";
Dir::Log "$apt";
APT::Architectures { "$(dpkg --print-architecture)"; };
APT::Sandbox::User "root";
APT::Install-Recommends "false";
APT::Get::AllowUnauthenticated "false";
APT::Update::Error-Mode "any";
Acquire::AllowInsecureRepositories "false";
Acquire::Languages "none";
Acquire::IndexTargets::deb::DEP-11::DefaultEnabled "false";
Acquire::IndexTargets::deb::Contents-deb::DefaultEnabled "false";
Acquire::Retries "3";
CONF
    } >"$apt/apt.conf"
}

fetch() {
    APT_CONFIG=$1/apt.conf apt-get -qq update >&2 \
        && APT_CONFIG=$1/apt.conf apt-get -qq -y --download-only install mysql-server-core mysql-client-core patchelf >&2
}

unpack() {
    local archives=$1 folder package
    # As where /lib and its like are links into /usr; packages that bring them as folders must not replace the links.
    for folder in bin sbin lib lib64; do
        mkdir -p "$NEW/usr/$folder"
        ln -s "usr/$folder" "$NEW/$folder"
    done
    for package in "$archives"/*.deb; do
        dpkg-deb --fsys-tarfile "$package" | tar -x --keep-directory-symlink --no-same-owner -C "$NEW"
        dpkg-deb --show --showformat '${Package} ${Version}\n' "$package" >>"$NEW/packages"
    done
}

# Programs name their loader, and where to look for libraries, by absolute paths: those of the folder that this one becomes.
# An old-style RPATH, because that also counts for what the libraries and the server's plugins need in turn.
bind_programs() {
    local program file loader libraries
    loader=$(compgen -G "$NEW/usr/lib/*/ld-linux*.so.*" | head -1)
    libraries=$(dirname "$loader")
    mkdir "$NEW/run"
    for program in $PROGRAMS; do
        file=$(compgen -G "$NEW/usr/*bin/$program")
        "$loader" --library-path "$libraries" "$NEW/usr/bin/patchelf" --force-rpath \
            --set-interpreter "$TARGET${loader#"$NEW"}" --set-rpath "$TARGET${libraries#"$NEW"}" "$file"
        "$loader" --library-path "$libraries" "$file" --version >/dev/null || give_up "The unpacked $program does not run."
        ln -s "..${file#"$NEW"}" "$NEW/run/$program"
    done
}

trim() {
    local keep=()
    for program in $PROGRAMS; do
        keep+=(! -name "$program")
    done
    find "$NEW"/usr/bin "$NEW"/usr/sbin ! -type d "${keep[@]}" -delete
    rm -rf "$NEW"/usr/share/{doc,man,locale,lintian,bash-completion}
    find "$NEW"/usr -name '*.a' -delete
}

clean_up() { rm -rf -- "$NEW" "$OLD"; }

# Everything happens in a folder beside the target, which is renamed at the end: the target is never there by half.
install_mysql() {
    local mirror keyring apt=$NEW/apt
    read -r mirror keyring < <(read_sources) || give_up "The sources of this system's apt name no Debian mirror."
    [ "$keyring" != - ] || keyring=/usr/share/keyrings/debian-archive-keyring.gpg
    [ -r "$keyring" ] || give_up "There is no $keyring to check packages with (package debian-archive-keyring)."

    say "Downloading MySQL for $TARGET."
    mkdir "$NEW"
    write_apt_configuration "$mirror" "$keyring" "$apt"
    if ! fetch "$apt"; then
        say 'Trying once more.'
        fetch "$apt" || give_up "Debian's packages of MySQL could not be downloaded from $mirror."
    fi
    unpack "$apt/archives"
    bind_programs
    trim
    rm -rf "$apt"
    mv "$NEW/packages" "$NEW/$LIST"
    [ ! -e "$TARGET" ] || mv -T "$TARGET" "$OLD"
    mv -T "$NEW" "$TARGET"
}

require_own_or_empty() {
    [ ! -e "$TARGET" ] || [ -e "$TARGET/$LIST" ] || rmdir "$TARGET" 2>/dev/null \
        || give_up "$TARGET holds something that was not put there by this script, and not a MySQL that runs."
}

# Servers do not run as root, but as nobody.
require_open() {
    [ "$(id -u)" != 0 ] || runuser -u nobody -- test -x "$1" \
        || fail "The servers run as the user nobody, who does not get to $1: a folder above it is closed to others."
}

case ${1:-} in
    '') ;;
    -h | --help) usage; exit 0 ;;
    *) usage >&2; exit 2 ;;
esac

if ! print_version; then
    has_command apt-get && has_command dpkg-deb || give_up 'There is no MySQL here, and no apt to get it with.'
    { mkdir -p "$(dirname "$TARGET")" && [ -w "$(dirname "$TARGET")" ]; } 2>/dev/null \
        || fail "$TARGET cannot be made: run this with sudo, or set CAUSALGATEWAY_MYSQL_DIR to a folder of yours."
    require_open "$(dirname "$TARGET")"
    # One at a time; the folder around the target is what all lock.
    exec {lock}<"$(dirname "$TARGET")"
    flock -w 900 "$lock" || give_up "Another installation into $TARGET does not end."
    if ! find_mysql >/dev/null; then
        require_own_or_empty
        clean_up
        trap clean_up EXIT
        install_mysql
        find_mysql >/dev/null || give_up "What was unpacked into $TARGET does not run."
    fi
    print_version
fi
require_open "$(find_mysql)"
