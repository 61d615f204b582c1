#!/usr/bin/env bash
# Builds a project or the solution, and prints more than a line only if that fails. See --help.
set -euo pipefail

usage() {
    cat <<'USAGE'
Usage: eng/build.sh NAME PATH

Builds PATH, a project or a solution below the repository's root, in the configuration Debug. NAME is what it is called
on the line that says how long it took. Leaves no build server behind.
USAGE
}

say() { printf 'build: %s\n' "$*" >&2; }

case ${1:-} in
    -h | --help) usage; exit 0 ;;
esac
[ $# = 2 ] || { usage >&2; exit 2; }
name=$1 path=$2

cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.."

if ! command -v dotnet >/dev/null; then
    say 'There is no dotnet on the PATH. Install the .NET SDK 10: https://dotnet.microsoft.com/download'
    exit 1
fi
# Fails where no installed SDK satisfies global.json.
if ! dotnet --version >/dev/null 2>&1; then
    say 'The .NET SDK 10 is needed: https://dotnet.microsoft.com/download. This is what dotnet says:'
    dotnet --version >&2 || true
    exit 1
fi

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_USE_MSBUILD_SERVER=0

log=$(mktemp)
trap 'rm -f "$log"' EXIT
printf 'Building %s ... ' "$name"
started=$SECONDS
if ! dotnet build "$path" --verbosity quiet --nodeReuse:false -p:UseSharedCompilation=false >"$log" 2>&1 </dev/null; then
    printf 'failed\n'
    cat "$log" >&2
    say "dotnet build $path failed; see above."
    exit 1
fi
printf '%d s\n' $((SECONDS - started))
