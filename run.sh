#!/usr/bin/env bash
# Installs, builds, starts everything and leads through what the gateway does. See --help.
set -euo pipefail

usage() {
    cat <<'USAGE'
Usage: ./run.sh [--once] [--port PORT]

Installs the servers that are missing (PostgreSQL, MySQL, MariaDB and Redis; needs apt and root), builds, and starts as local
processes a PostgreSQL primary with two replicas, a MySQL primary with two replicas, Redis and the gateway.

Then shows, for orders on PostgreSQL and for catalog on MySQL, in five steps each how a session reads its own writes while
replicas lag and die; in two more, how one bookmark carries the positions of both. Checks every step, and stays up until
Ctrl-C. Nothing is left behind.

  --once        End after the tour, with status 0 if every check passed, else 1.
  --port PORT   The gateway's port. Default: 8080, or a free one if that is taken.

Needs the .NET SDK 10. NO_COLOR turns colours off.
USAGE
}

for argument in "$@"; do
    case $argument in
        -h | --help) usage; exit 0 ;;
    esac
done

root=$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")
"$root/eng/install-servers.sh"
"$root/eng/build.sh" 'the gateway and the tour' tools/Tour/Tour.csproj
# The runtime's diagnostic sockets would stay behind in the temporary folder if something kills the tour.
export DOTNET_EnableDiagnostics=0
# In the place of this shell, so that signals reach it.
exec dotnet "$root/tools/Tour/bin/Debug/net10.0/CausalGateway.Tour.dll" "$@"
