#!/usr/bin/env bash
# Runs every test: builds the native binary, the tests and the load process, and closes with one line of totals.
# --torture: those that take minutes, too (docs/torture.md).
set -uo pipefail
torture=off
case ${1-} in
    '') ;;
    --torture) torture=on ;;
    *)
        echo "usage: $0 [--torture]" >&2
        exit 2
        ;;
esac
cd "$(dirname "${BASH_SOURCE[0]}")"

results=artifacts/test-results
rm -rf "$results"
mkdir -p "$results"

# The binary under test is the one that users run.
./memory_tracker --version >/dev/null || exit 1
export MEMORY_TRACKER_BINARY=$PWD/artifacts/memory_tracker/memory_tracker

dotnet build --configuration Release --verbosity quiet --nologo || exit 1

failed=0
for project in MemoryTracker.Tests MemoryTracker.EndToEnd; do
    echo "== $project"
    # Of the others, what is explicit is run by other tests only, in namespaces of their own.
    explicit=off
    [ "$project" != MemoryTracker.EndToEnd ] || explicit=$torture
    # The test program itself, not `dotnet test`: its results file is the runner's own word.
    "artifacts/bin/$project/release/$project" -explicit "$explicit" -trx "$results/$project.trx" || failed=1
done

# Totals from the runner's own results: what it counted, not what it printed.
total() {
    sed -n "s/.*<Counters [^>]*\b$1=\"\([0-9]*\)\".*/\1/p" "$results"/*.trx | awk '{ sum += $1 } END { print sum + 0 }'
}
passed=$(total passed)
broken=$(( $(total failed) + $(total error) ))
skipped=$(total notExecuted)
[ "$(ls "$results"/*.trx 2>/dev/null | wc -l)" -eq 2 ] || failed=1
[ "$failed" -eq 0 ] || [ "$broken" -gt 0 ] || broken=1
echo
echo "$passed passed, $broken failed, $skipped skipped"
[ "$failed" -eq 0 ] && [ "$broken" -eq 0 ] && [ "$passed" -gt 0 ]
