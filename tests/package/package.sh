#!/bin/sh
# usage: package.sh CASE, with the environment that CMakeLists.txt sets. Exit 77: skipped.
set -eu
prefix=$TM_WORK/moved
libdir=$prefix/$TM_LIBDIR
here=$TM_SOURCE/tests/package
own=$TM_WORK/$1 # scratch folder of this case

fail() {
    echo "package: $*" >&2
    exit 1
}

skip() {
    echo "skipped: $*"
    exit 77
}

need_shared() {
    [ "$TM_SHARED" = ON ] || skip "this build has no shared library"
}

need_cxx() {
    [ -n "$CXX" ] || skip "no C++ compiler"
}

# same WHAT EXPECTED-FILE FILE
same() {
    diff -u "$2" "$3" >&2 || fail "$1 differ: - expected, + found"
}

public_headers() {
    (cd "$TM_SOURCE/libtm/include" && ls tm.h tm/*.h && echo tm/export.h && echo tm/version.h) | sort -u
}

case_install() {
    rm -rf "$TM_WORK/first" "$prefix"
    cmake --install "$TM_BUILD" --prefix "$TM_WORK/first" >"$own/log"
    # Relocatable: whatever still points at the old place fails from here on.
    mv "$TM_WORK/first" "$prefix"
    ! grep -rlF -e "$TM_WORK/first" -e "$TM_SOURCE" -e "$TM_BUILD" "$libdir/pkgconfig" \
        "$libdir/cmake" "$prefix/include" || fail "the files above name a folder of this machine"
    (cd "$prefix/include" && find . -name '*.h' | sed 's|^\./||' | sort) >"$own/found"
    public_headers >"$own/expected"
    same "installed headers" "$own/expected" "$own/found"
}

# Every header compiles alone, strictly, twice included, as C and as C++.
case_headers() {
    need_cxx
    for header in $(public_headers); do
        printf '#include <%s>\n#include <%s>\ntypedef int not_empty;\n' "$header" "$header" >"$own/one.c"
        cp "$own/one.c" "$own/one.cpp"
        "$CC" -std=c11 -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes -Wundef \
            -Werror -I"$prefix/include" -fsyntax-only "$own/one.c" || fail "$header as C"
        "$CXX" -std=c++11 -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wundef \
            -Werror -I"$prefix/include" -fsyntax-only "$own/one.cpp" || fail "$header as C++"
    done
}

# What the library exports is what the headers declare: nothing forgotten, nothing leaked.
declared_functions() {
    cat "$TM_SOURCE"/libtm/include/tm/*.h | tr '\n' ' ' | grep -o 'TM_API [^(;]*(' |
        sed 's/.*[ *]\([^ *]*\)($/\1/' | sort >"$own/declared"
    [ "$(wc -l <"$own/declared")" -gt 20 ] || fail "found too few declarations in the headers"
}

# Every function and every struct has a page, and no page has what troff complains of or a terminal
# would cut.
case_manual() {
    man=$prefix/share/man
    [ -e "$man/man3/libtm.3" ] || skip "the pages were not made"
    declared_functions
    while read -r name; do
        page=$man/man3/$name.3
        [ -e "$page" ] || fail "$name has no page"
        target=$(sed -n 's/^\.so //p' "$page")
        grep -qF -- "$name(" "$man/${target:-man3/$name.3}" || fail "$name is not in its page"
    done <"$own/declared"
    for name in $(sed -n 's/^typedef \(struct\|enum\) \(tm_[a-z0-9_]*\) {$/\2/p' "$TM_SOURCE"/libtm/include/tm/*.h); do
        grep -qF -- "$name {" "$man"/man3/tm_*.3 || fail "$name is in no page"
    done
    for section in 'struct stored_options' 'magic "TMMODEL' 'published_at' '@'; do
        case $section in
        @) ! grep -n '^@' "$man/man5/libtm-formats.5" || fail "the lines above were not filled in" ;;
        *) grep -qF -- "$section" "$man/man5/libtm-formats.5" || fail "libtm-formats(5) lacks $section" ;;
        esac
    done
    command -v groff >/dev/null || skip "no groff"
    for page in "$man"/man[135]/*; do
        ! grep -q '^\.so ' "$page" || continue
        groff -man -Tutf8 -P-cbou -ww "$page" >"$own/text" 2>"$own/warnings"
        [ ! -s "$own/warnings" ] || fail "$page: $(head -1 "$own/warnings")"
        awk -v page="$page" 'length > 100 { print page ": " $0; bad = 1 } END { exit bad }' "$own/text" ||
            fail "the line above is too long"
    done
}

case_exports() {
    need_shared
    declared_functions
    nm -D --defined-only "$TM_BUILD/libtm/libtm.so" | awk '{ print $3 }' | sort >"$own/exported"
    same "exported symbols" "$own/declared" "$own/exported"
}

# It does not even link what would print, exit, or read the environment or the locale.
case_manners() {
    need_shared
    nm -D --undefined-only "$TM_BUILD/libtm/libtm.so" | sed 's/.* //; s/@.*//' >"$own/used"
    [ -s "$own/used" ] || fail "nm finds nothing that libtm.so uses"
    ! grep -Ex '(__)?v?f?printf(_chk)?|f?put[sc]|putchar|perror|stdout|stderr|_?_?exit|abort|(secure_)?getenv|setlocale|s?rand|time' \
        "$own/used" || fail "libtm.so uses the functions above"
}

# Rooms include only what the table in libtm/DESIGN.md allows; only linalg calls BLAS.
case_rooms() {
    # shellcheck disable=SC2016 # a table row in Markdown
    sed -n 's/^| `\([a-z]*\)` |[^|]*| \(.*\) |$/\1 \2/p' "$TM_SOURCE/libtm/DESIGN.md" |
        sed 's/[,–]/ /g' >"$own/table"
    cd "$TM_SOURCE/libtm"
    for file in */*.[ch]; do
        room=${file%%/*}
        [ "$room" != include ] || continue
        allowed=$(grep "^$room " "$own/table") || fail "$room is not in the table of libtm/DESIGN.md"
        # shellcheck disable=SC2013 # words without spaces
        for included in $(sed -n 's|^#include "\([a-z]*\)/.*|\1|p' "$file"); do
            case " $allowed " in *" $included "*) ;; *) fail "$file includes $included" ;; esac
        done
        [ "$room" = linalg ] || ! grep -l 'cblas_\|LAPACKE_' "$file" || fail "the file above calls BLAS"
    done
}

# Every model has an entry in the manifest, with its own size and checksum.
case_models() {
    cd "$TM_SOURCE/models"
    sed -n 's/^file  *//p' MANIFEST | sort >"$own/listed"
    ls ./*.tm | sed 's|^\./||' | sort >"$own/found"
    same "models and the entries of MANIFEST" "$own/listed" "$own/found"
    for model in *.tm; do
        echo "size $(wc -c <"$model")"
        echo "sha256 $(sha256sum "$model" | cut -d' ' -f1)"
    done >"$own/are"
    for model in *.tm; do
        sed -n "/^file  *$model\$/,/^\$/s/^\(size\|sha256\)  */\1 /p" MANIFEST
    done >"$own/said"
    same "sizes and checksums in MANIFEST" "$own/said" "$own/are"
}

case_soname() {
    need_shared
    soname=$(readelf -d "$TM_BUILD/libtm/libtm.so" | sed -n 's/.*(SONAME).*\[\(.*\)\].*/\1/p')
    [ "$soname" = libtm.so.0 ] || fail "SONAME is '$soname', not libtm.so.0"
}

# with_pkgconfig PROGRAM COMPILER FILE [--static]: build and run through the installed libtm.pc
with_pkgconfig() {
    # shellcheck disable=SC2046 # flags are words
    "$2" -Wall -Werror "$3" -o "$own/$1" \
        $(PKG_CONFIG_PATH="$libdir/pkgconfig" pkg-config --cflags --libs ${4:+"$4"} libtm)
    LD_LIBRARY_PATH=$libdir "$own/$1" >"$own/$1.out" || fail "$1 exits with $?"
    grep -q "^libtm $TM_VERSION: 2 clusters$" "$own/$1.out" || fail "$1 prints $(cat "$own/$1.out")"
}

with_cmake() {
    cmake -S "$here/consumer" -B "$own/build" -DCMAKE_PREFIX_PATH="$prefix" \
        -DCMAKE_C_COMPILER="$CC" -DCMAKE_CXX_COMPILER="$CXX" >"$own/log"
    cmake --build "$own/build" >>"$own/log"
    for program in consumer_c consumer_cpp; do
        "$own/build/$program" >"$own/$program.out" || fail "$program exits with $?"
        grep -q "^libtm $TM_VERSION: 2 clusters$" "$own/$program.out" ||
            fail "$program prints $(cat "$own/$program.out")"
    done
}

case_pkgconfig() {
    need_shared
    need_cxx
    with_pkgconfig c "$CC" "$here/consumer/consumer.c"
    with_pkgconfig cpp "$CXX" "$here/consumer/consumer.cpp"
}

case_cmake() {
    need_cxx
    with_cmake
}

# The tree as a static library, tools included, installed and used.
case_static() {
    need_cxx
    cmake -S "$TM_SOURCE" -B "$own/tree" -DCMAKE_BUILD_TYPE=Release -DBUILD_SHARED_LIBS=OFF \
        -DBUILD_TESTING=OFF -DCMAKE_C_COMPILER="$CC" >"$own/log"
    cmake --build "$own/tree" -j 2 >>"$own/log"
    prefix=$own/prefix
    libdir=$prefix/$TM_LIBDIR
    rm -rf "$prefix" "$own/build"
    cmake --install "$own/tree" --prefix "$prefix" >>"$own/log"
    [ -f "$libdir/libtm.a" ] || fail "no libtm.a in $libdir"
    with_pkgconfig c "$CC" "$here/consumer/consumer.c" --static
    with_cmake
    ! ldd "$own/c" | grep -F libtm || fail "the static program needs a libtm.so"
    "$prefix/bin/tm-cluster" --version
}

# The tools find their library in the moved prefix, and do the same as where they were built.
case_tools() {
    [ -x "$prefix/bin/tm-cluster" ] || fail "no tm-cluster in $prefix/bin"
    for tool in "$prefix"/bin/*; do
        "$tool" --version | grep -qF "$TM_VERSION" || fail "$tool --version lacks $TM_VERSION"
        "$tool" --help | grep -q '^[Uu]sage' || fail "$tool --help lacks a usage line"
        if [ "$TM_SHARED" = ON ]; then
            ldd "$tool" | grep -qF "$prefix/" || fail "$tool does not find libtm in $prefix"
        fi
    done
    "$prefix/bin/tm-cluster" "$TM_SOURCE/data/day.jsonl" >"$own/installed"
    "$TM_BUILD/tools/tm-cluster" "$TM_SOURCE/data/day.jsonl" >"$own/built"
    [ -s "$own/installed" ] || fail "tm-cluster prints nothing"
    same "clusters" "$own/built" "$own/installed"
    # The models are found beside the moved tools too.
    language=$(echo 'Der Sturm hat die ganze Küste erreicht und viele Häuser sind ohne Strom.' |
        "$prefix/bin/tm-segment" --language)
    [ "$language" = de ] || fail "tm-segment --language calls German '$language'"
}

# README.md is what it says: its program compiles, its commands print what stands below them.
# TM_UPDATE_GOLDEN=1 writes what they print into it.
case_readme() {
    need_shared
    cd "$own"
    ln -sfn "$TM_SOURCE/data" data
    awk '/^```/ { on = $0 == "```c" && !seen++; next } on' "$TM_SOURCE/README.md" >example.c
    [ -s example.c ] || fail "README.md has no C program"
    [ "$(wc -l <example.c)" -lt 40 ] || fail "the program in README.md is longer than 40 lines"
    PATH=$prefix/bin:$PATH PKG_CONFIG_PATH=$libdir/pkgconfig LD_LIBRARY_PATH=$libdir \
        awk -f "$here/readme.awk" "$TM_SOURCE/README.md" >README.md
    if [ -n "${TM_UPDATE_GOLDEN:-}" ]; then
        cp README.md "$TM_SOURCE/README.md"
    fi
    cmp -s "$TM_SOURCE/README.md" README.md ||
        echo "If the new output is right: TM_UPDATE_GOLDEN=1 ctest -R package.readme"
    same "README.md and what its commands print" "$TM_SOURCE/README.md" README.md
}

# contains LIST PATTERN...: every pattern matches a line of the file
contains() {
    list=$1
    shift
    for pattern; do
        grep -q -- "$pattern" "$list" || fail "nothing matches $pattern in $(cat "$list")"
    done
}

case_archive() {
    rm -rf "$own/out"
    cpack --config "$TM_BUILD/CPackConfig.cmake" -G TGZ -B "$own/out" >"$own/log"
    tar tzf "$own"/out/*.tar.gz >"$own/list"
    contains "$own/list" 'share/man/man1/tm-cluster\.1$' 'share/man/man3/libtm\.3$' \
        'share/man/man5/libtm-formats\.5$' 'share/libtm/language\.tm$' \
        'include/tm\.h$' 'lib.*/libtm\.' 'pkgconfig/libtm\.pc$' 'cmake/tm/tm-config\.cmake$' \
        'bin/tm-cluster$' 'bin/tm-summarize$' 'LICENSE$'
    mkdir "$own/out/unpacked"
    tar xzf "$own"/out/*.tar.gz -C "$own/out/unpacked" --strip-components=1
    "$own/out/unpacked/bin/tm-summarize" "$TM_SOURCE/data/article.txt" | grep -q Senate ||
        fail "tm-summarize does not work where the archive is unpacked"
}

case_debian() {
    need_shared
    command -v dpkg-shlibdeps >/dev/null || skip "no dpkg-shlibdeps"
    rm -rf "$own/out"
    cpack --config "$TM_BUILD/CPackConfig.cmake" -G DEB -B "$own/out" >"$own/log"
    for package in libtm0 libtm-dev libtm-tools; do
        dpkg-deb -c "$own/out/$package"_*.deb >"$own/$package.list"
        dpkg-deb -f "$own/out/$package"_*.deb Depends >"$own/$package.depends"
    done
    contains "$own/libtm0.list" 'share/libtm/language\.tm$' 'libtm\.so\.0$\|libtm\.so\.0 ->'
    contains "$own/libtm0.depends" libopenblas libutf8proc libstemmer
    contains "$own/libtm-dev.list" 'include/tm\.h$' 'man3/tm_tfidf_fit\.3' 'pkgconfig/libtm\.pc$' 'libtm\.so ->'
    contains "$own/libtm-dev.depends" "libtm0 (= $TM_VERSION)"
    contains "$own/libtm-tools.list" 'bin/tm-cluster$'
    contains "$own/libtm-tools.depends" "libtm0 (= $TM_VERSION)" libarchive
    ! grep -e '/include/' -e '/bin/' "$own/libtm0.list" || fail "libtm0 holds the files above"
}

mkdir -p "$own"
"case_$1"
