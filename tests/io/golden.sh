#!/bin/sh
# sh golden.sh PROGRAM CASE: run PROGRAM with the words of CASE.args, compare with CASE.want.
set -u
got=$(mktemp)
trap 'rm -f "$got" "$got.err"' EXIT
# shellcheck disable=SC2046 # the words of the file on purpose
"$1" $(cat "$2.args") >"$got" 2>"$got.err" </dev/null
status=$?
sed 's/^/stderr: /' "$got.err" >>"$got"
echo "exit: $status" >>"$got"
if [ -n "${REFRESH:-}" ]; then
    cp "$got" "$2.want"
else
    diff -u "$2.want" "$got"
fi
