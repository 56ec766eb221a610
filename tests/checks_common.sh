# What the checks of the tools share; read by checks.sh of a folder, which has TOOLS and SCRATCH.
# A check fails by `fail`, or by a sanitizer's report in what the tools said.
# shellcheck shell=sh
scratch=$3
PATH=$2:$PATH
rm -rf "$scratch"
mkdir -p "$scratch"

fail() {
    echo "FAILED: $*"
    [ ! -s "$scratch/err" ] || sed 's/^/  stderr: /' "$scratch/err" | head -20
    exit 1
}

skip() {
    echo "skipped: $*"
    exit 77
}

have() {
    command -v "$1" >/dev/null 2>&1 || skip "no $1 here"
}

# run WANTED_EXIT COMMAND...: stdout and stderr go to $scratch/out and $scratch/err
run() {
    wanted=$1
    shift
    "$@" >"$scratch/out" 2>"$scratch/err"
    got=$?
    [ "$got" = "$wanted" ] || fail "exit $got, not $wanted: $*"
    ! grep -q 'Sanitizer\|runtime error' "$scratch/err" || fail "sanitizer: $*"
}

says() {
    grep -qF -- "$1" "$scratch/err" || fail "stderr does not say: $1"
}
