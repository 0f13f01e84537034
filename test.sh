#!/usr/bin/env bash
# Runs every test: builds the native binary, the tests and the load process, and closes with one line of totals.
#   --torture   those that take minutes, too (docs/torture.md)
#   --mutants   tries instead whether the unit tests see small mistakes in the core
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

torture=off
case ${1-} in
    '') ;;
    --torture) torture=on ;;
    --mutants) exec tests/mutants/run ;;
    *)
        echo "usage: $0 [--torture | --mutants]" >&2
        exit 2
        ;;
esac

results=artifacts/test-results
rm -rf "$results"
mkdir -p "$results"

# The binary under test is the one that users run.
./memory_tracker --version >/dev/null || exit 1
export MEMORY_TRACKER_BINARY=$PWD/artifacts/memory_tracker/memory_tracker

dotnet build --configuration Release --verbosity quiet --nologo || exit 1

# The unit tests run as a copy in which the library counts what they run through.
least_branches=90
coverage=artifacts/coverage
built=artifacts/bin/MemoryTracker.Tests/release
rm -rf "$coverage"
mkdir -p "$coverage"
cp -al "$built" "$coverage/tests"
cp --remove-destination "$built"/MemoryTracker.{dll,pdb} "$coverage/tests/"
dotnet msbuild tests/MemoryTracker.Tests -target:Instrument -verbosity:quiet -nologo || exit 1

failed=0
for program in "$coverage/tests/MemoryTracker.Tests" artifacts/bin/MemoryTracker.EndToEnd/release/MemoryTracker.EndToEnd; do
    project=$(basename "$program")
    echo "== $project"
    # Of the others, what is explicit is run by other tests only, in namespaces of their own.
    explicit=off
    [ "$project" != MemoryTracker.EndToEnd ] || explicit=$torture
    # The test program itself, not `dotnet test`: its results file is the runner's own word.
    "$program" -explicit "$explicit" -trx "$results/$project.trx" || failed=1
done
dotnet msbuild tests/MemoryTracker.Tests -target:ReportCoverage -verbosity:quiet -nologo || failed=1

# Of the report's first element: how many lines or branches there are, or were run through.
covered() {
    sed -n "s/^<coverage .* $1=\"\([0-9]*\)\".*/\1/p" "$coverage/coverage.cobertura.xml"
}
echo
awk -v least="$least_branches" -v taken="$(covered branches-covered)" -v branches="$(covered branches-valid)" -v run="$(covered lines-covered)" -v lines="$(covered lines-valid)" 'BEGIN {
    if (branches + 0 == 0) { print "src/MemoryTracker: what is covered is not known"; exit 1 }
    printf "src/MemoryTracker: %.1f %% of %d branches, %.1f %% of %d lines covered by unit tests\n", 100 * taken / branches, branches, 100 * run / lines, lines
    if (100 * taken < least * branches) { printf "src/MemoryTracker: at least %d %% of branches are wanted\n", least; exit 1 }
}' || failed=1

# Totals from the runner's own results: what it counted, not what it printed.
total() {
    sed -n "s/.*<Counters [^>]*\b$1=\"\([0-9]*\)\".*/\1/p" "$results"/*.trx | awk '{ sum += $1 } END { print sum + 0 }'
}
passed=$(total passed)
broken=$(( $(total failed) + $(total error) ))
skipped=$(total notExecuted)
[ "$(ls "$results"/*.trx 2>/dev/null | wc -l)" -eq 2 ] || failed=1
[ "$failed" -eq 0 ] || [ "$broken" -gt 0 ] || broken=1
echo "$passed passed, $broken failed, $skipped skipped"
[ "$failed" -eq 0 ] && [ "$broken" -eq 0 ] && [ "$passed" -gt 0 ]
