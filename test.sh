#!/usr/bin/env bash
# Installs, builds and runs every test suite. See --help.
set -euo pipefail

usage() {
    cat <<'USAGE'
Usage: ./test.sh [--long] [--filter PATTERN] [SUITE...]

Installs the servers that are missing, builds the solution, and runs every test project below tests/, one after another.
The last line is "N passed, M failed" over all of them, with ", K skipped" if there were any. A suite that crashes, hangs,
is not built or has no tests counts as one failure. Reports and logs are in TestResults/.

  SUITE              Only suites whose name contains this, in any case: ./test.sh gateway
  --filter PATTERN   Only test methods whose full name matches, with * at its start or end: '*Bookmark*'. A suite
                     without any is left out.
  --long             More seeds and faults (sets CAUSALGATEWAY_LONG=1), and more time for each suite.

Ends with status 0 if nothing failed. Needs the .NET SDK 10.
USAGE
}

say() { printf 'test: %s\n' "$*" >&2; }

wanted=()
filter=
limit=900
while [ $# -gt 0 ]; do
    case $1 in
        -h | --help) usage; exit 0 ;;
        --long) export CAUSALGATEWAY_LONG=1; limit=1800 ;;
        --filter) [ $# -ge 2 ] || { usage >&2; exit 2; }; filter=$2; shift ;;
        -*) usage >&2; exit 2 ;;
        *) wanted+=("$1") ;;
    esac
    shift
done

cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")"
readonly RESULTS=$PWD/TestResults
passed=0 failed=0 skipped=0

# Every way to the end of a run passes here, so that the last line is always the same.
finish() {
    local line="$passed passed, $failed failed"
    [ "$skipped" = 0 ] || line+=", $skipped skipped"
    printf '%s\n' "$line"
    [ "$failed" = 0 ] && exit 0
    exit 1
}

fail_run() {
    say "$1"
    failed=$((failed + 1))
    finish
}

# The suites that are asked for: projects that have the test SDK. What else lies below tests/ serves them.
find_suites() {
    local project name part
    for project in tests/*/*.csproj; do
        grep -q 'Microsoft\.NET\.Test\.Sdk' "$project" || continue
        name=$(basename "$project" .csproj)
        [ ${#wanted[@]} -gt 0 ] || { echo "$project"; continue; }
        for part in "${wanted[@]}"; do
            if [[ ${name,,} == *"${part,,}"* ]]; then
                echo "$project"
                break
            fi
        done
    done
}

# A number from the report's <assembly> element; nothing if there is no complete report.
count() {
    sed -n '1,/<assembly /{s/.*<assembly \([^>]*\)>.*/\1/p}' "$1" 2>/dev/null | grep -o " $2=\"[0-9]*\"" | grep -o '[0-9]*' || true
}

# Sets problem to why a suite counts as failed as a whole, or to nothing.
judge() {
    local status=$1 total=$2 suite_failed=$3
    problem=
    if [ "$status" = 124 ] || [ "$status" = 137 ]; then
        problem="killed: it did not end within $((limit / 60)) minutes"
    elif [ -z "$total" ]; then
        problem="crashed with status $status, without a report"
    elif [ "$status" != 0 ] && [ "$suite_failed" = 0 ]; then
        problem="ended with status $status, although no test failed"
    elif [ "$status" = 0 ] && [ "$total" = 0 ] && [ -z "$filter" ]; then
        problem='has no tests'
    fi
}

run_suite() {
    local project=$1 name assembly report log started status=0 total p f s errors problem options=()
    name=$(basename "$project" .csproj)
    assembly=tests/$name/bin/Debug/net10.0/CausalGateway.$name.dll
    report=$RESULTS/$name.xml log=$RESULTS/$name.log
    if ! grep -qF "$(basename "$project")" CausalGateway.sln || [ ! -f "$assembly" ]; then
        printf '%-28s is not built: it has to be in CausalGateway.sln\n' "$name"
        failed=$((failed + 1))
        return
    fi

    [ -z "$filter" ] || options=(-method "$filter")
    started=$SECONDS
    # In the foreground, so that Ctrl-C reaches it. The first signal lets it say what it was doing; its servers end with it.
    timeout --foreground --signal=INT --kill-after=30 "$limit" \
        dotnet "$assembly" -noLogo -noColor -longRunning 60 "${options[@]}" -xml "$report" </dev/null >"$log" 2>&1 || status=$?

    total=$(count "$report" total) p=$(count "$report" passed) s=$(count "$report" skipped)
    f=$(count "$report" failed) errors=$(count "$report" errors)
    f=$((${f:-0} + ${errors:-0}))
    judge "$status" "$total" "$f"
    [ -z "$problem" ] || f=$((f + 1))
    p=${p:-0} s=${s:-0}
    passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
    [ -n "$filter" ] && [ "$total" = 0 ] && [ -z "$problem" ] && return
    printf '%-28s %5d passed, %d failed%s  %4d s%s\n' \
        "$name" "$p" "$f" "$([ "$s" = 0 ] || echo ", $s skipped")" $((SECONDS - started)) "${problem:+  $problem}"
    [ "$f" = 0 ] || sed 's/^/    /' "$log"
}

trap 'exit 130' INT
trap 'exit 143' TERM

mapfile -t suites < <(find_suites)
[ ${#suites[@]} -gt 0 ] || fail_run "No suite below tests/ is called like that."

eng/install-servers.sh || fail_run 'The servers that the tests need are not there.'
eng/build.sh 'everything' CausalGateway.sln || fail_run 'Nothing was tested, because the build failed.'

rm -rf "$RESULTS"
mkdir -p "$RESULTS"
for project in "${suites[@]}"; do
    run_suite "$project"
done
[ $((passed + failed + skipped)) -gt 0 ] || fail_run 'No test matches.'
finish
