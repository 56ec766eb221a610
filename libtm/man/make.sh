#!/bin/sh
# usage: make.sh SOURCE VERSION OUT: the pages of sections 3 and 5, from the headers in
# SOURCE/libtm/include and from comments of the sources.
set -eu
here=$1/libtm/man
out=$3
rm -rf "$out"
mkdir -p "$out/man3" "$out/man5"

pages=
for header in "$1"/libtm/include/tm/*.h; do
    pages="$pages tm_$(basename "$header" .h)"
done
awk -f "$here/man3.awk" -v page=libtm -v version="$2" -v names=/dev/null -v pages="$pages" \
    "$1/libtm/include/tm.h" >"$out/man3/libtm.3"
for page in $pages; do
    : >"$out/names"
    awk -f "$here/man3.awk" -v page="$page" -v version="$2" -v names="$out/names" \
        "$1/libtm/include/tm/${page#tm_}.h" >"$out/man3/$page.3"
    # A function is found by its own name.
    while read -r name; do
        [ -e "$out/man3/$name.3" ] || echo ".so man3/$page.3" >"$out/man3/$name.3"
    done <"$out/names"
done
rm "$out/names"
awk -f "$here/man5.awk" -v source="$1" -v version="$2" "$here/libtm-formats.5.in" >"$out/man5/libtm-formats.5"
