#!/bin/sh
# sh checks.sh CHECK BINARIES SCRATCH DATA: what golden files cannot do. Run in DATA.
# shellcheck disable=SC2016 # awk's dollars
set -u
# shellcheck source=tests/checks_common.sh
. "$(dirname "$0")/../checks_common.sh"

same() {
    cmp -s "$1" "$scratch/out" || fail "stdout differs from $1"
}

no_sanitizer() {
    [ -z "${TM_SANITIZE:-}" ] || skip "a sanitizer takes memory and time of its own"
}

# ---- packing ----

# packed TOOL SUFFIX COMMAND...: every format gives the same records packed and plain
packed() {
    tool=$1
    suffix=$2
    shift 2
    command -v "$tool" >/dev/null 2>&1 || return 0
    for file in lines.txt records.jsonl array.json table.csv rss.xml page.html; do
        print_records $file >"$scratch/plain" || fail "$file"
        "$@" <$file >"$scratch/$file.$suffix" || fail "$tool"
        run 0 print_records "$scratch/$file.$suffix"
        same "$scratch/plain"
        run 0 print_records <"$scratch/$file.$suffix"
        same "$scratch/plain"
    done
}

check_packed_gz() {
    packed gzip gz gzip -c
}

check_packed_bz2() {
    have bzip2
    packed bzip2 bz2 bzip2 -c
}

check_packed_xz() {
    have xz
    packed xz xz xz -c
}

check_packed_zst() {
    have zstd
    packed zstd zst zstd -qc
}

check_archives() {
    have tar
    print_records rss.xml table.csv >"$scratch/plain" 2>/dev/null
    tar cf "$scratch/a.tar" rss.xml table.csv
    run 0 print_records "$scratch/a.tar"
    same "$scratch/plain"
    gzip -c "$scratch/a.tar" >"$scratch/a.tgz"
    run 0 print_records "$scratch/a.tgz"
    same "$scratch/plain"
    command -v zip >/dev/null 2>&1 || return 0
    zip -q "$scratch/a.zip" rss.xml table.csv
    run 0 print_records "$scratch/a.zip"
    same "$scratch/plain"
}

check_members_that_are_no_text() {
    have tar
    printf 'PNG\0\0\0\1\0\2' >"$scratch/a.png"
    cp lines.txt "$scratch/lines.txt"
    (cd "$scratch" && tar cf a.tar a.png lines.txt)
    print_records lines.txt >"$scratch/plain"
    run 0 print_records "$scratch/a.tar"
    says "a.tar:a.png: is not text; skipped"
    same "$scratch/plain"
}

check_many_files_that_are_no_text() {
    mkdir "$scratch/d"
    cp lines.txt "$scratch/d/b.txt"
    for i in a c d e; do
        printf 'PNG\0\0\0\1\0\2' >"$scratch/d/$i.png"
    done
    printf '%%PDF-1.4 without a zero' >"$scratch/d/a.pdf"
    run 0 print_records "$scratch/d"
    says "a.pdf and 4 more are not text; skipped"
    [ "$(wc -l <"$scratch/err")" -eq 1 ] || fail 'more than one message'
}

check_several_gzip_members() {
    { head -2 lines.txt | gzip -c; tail -n +3 lines.txt | gzip -c; } >"$scratch/two.gz"
    print_records lines.txt >"$scratch/plain"
    run 0 print_records "$scratch/two.gz"
    same "$scratch/plain"
}

check_truncated() {
    awk 'BEGIN { srand(1); for (i = 0; i < 60000; i++) print "line", i, rand() }' >"$scratch/long"
    gzip -c "$scratch/long" | head -c 100000 >"$scratch/cut.gz"
    run 1 print_records "$scratch/cut.gz"
    says "cut.gz: truncated gzip data"
    head -c 300 rss.xml >"$scratch/cut.xml"
    run 1 print_records "$scratch/cut.xml"
    says "cut.xml:"
    head -c 60 array.json >"$scratch/cut.json"
    run 1 print_records "$scratch/cut.json"
    says "cut.json:2: ends in the middle"
    make_warc | head -c 900 >"$scratch/cut.warc"
    run 1 print_records "$scratch/cut.warc"
    says "cut.warc: ends in the middle of a record"
}

check_damaged_gzip() {
    gzip -c records.jsonl >"$scratch/a.gz"
    size=$(wc -c <"$scratch/a.gz")
    { head -c $((size - 6)) "$scratch/a.gz"; printf '\0\0'; tail -c 4 "$scratch/a.gz"; } >"$scratch/b.gz"
    run 1 print_records "$scratch/b.gz"
    says "b.gz: damaged gzip data"
}

# ---- WARC ----

check_warc() {
    make_warc >"$scratch/a.warc"
    run 0 print_records "$scratch/a.warc"
    cp "$scratch/out" "$scratch/plain"
    [ "$(wc -l <"$scratch/out")" = 4 ] || fail "not four records"
    grep -qF '"id":"http://news.example/"' "$scratch/out" || fail "no front page"
    grep -qF 'Harbour reopens' "$scratch/out" || fail "no title"
    grep -qF 'Le café ferme – déjà.' "$scratch/out" || fail "latin"
    grep -qF 'In chunks, joined' "$scratch/out" || fail "chunks"
    grep -qF '"date":"2026-03-01T10:00:00Z"' "$scratch/out" || fail "date of fetching"
    grep -qF '"date":"2026-02-27T09:00:00Z"' "$scratch/out" || fail "the date of the page counts more"
    # One gzip member a record, as crawlers write it, is the same as one for all of them.
    gzip -c "$scratch/a.warc" >"$scratch/a.warc.gz"
    cat "$scratch/a.warc.gz" "$scratch/a.warc.gz" >"$scratch/b.warc.gz"
    run 0 print_records "$scratch/a.warc.gz"
    same "$scratch/plain"
    run 0 print_records --quiet "$scratch/b.warc.gz"
    [ "$(cat "$scratch/out")" = 8 ] || fail "two members"
}

check_warc_with_garbage() {
    { make_warc; echo "what is this"; make_warc; } >"$scratch/a.warc"
    run 0 print_records --quiet "$scratch/a.warc"
    [ "$(cat "$scratch/out")" = 8 ] || fail "eight records"
    says "something that is no WARC record"
}

# ---- feeds ----

check_feed_without_authors() {
    cat >"$scratch/atom.xml" <<'EOT'
<feed xmlns="http://www.w3.org/2005/Atom"><title>Harbour news</title>
<author><name>Ann Lee</name><uri>http://news.example/ann</uri></author>
<author><name>Bo Ray</name></author>
<entry><title>One ship</title><link href="about:blank"/><summary>It came in.</summary></entry>
<entry><title>Two ships</title><author><name>Cy Dunn</name></author></entry></feed>
EOT
    run 0 print_records "$scratch/atom.xml"
    grep -F '"title":"One ship"' "$scratch/out" | grep -qF '"author":"Ann Lee, Bo Ray"' ||
        fail "the feed's authors"
    grep -F '"title":"Two ships"' "$scratch/out" | grep -qF '"author":"Cy Dunn"' ||
        fail "the entry's own author"
    ! grep -qF 'about:blank' "$scratch/out" || fail "a link that leads nowhere"
    echo '<rss><channel><item><title>A</title><link>about:blank</link></item></channel></rss>' |
        print_records >"$scratch/out"
    ! grep -qF 'about:blank' "$scratch/out" || fail "a link that leads nowhere"
}

# ---- folders ----

check_folder() {
    mkdir -p "$scratch/d/b/c" "$scratch/d/.hidden"
    echo 'second document' >"$scratch/d/b/a.txt"
    echo 'first document
in two lines' >"$scratch/d/a.txt"
    echo 'never' >"$scratch/d/.hidden/x.txt"
    echo 'never' >"$scratch/d/.x.txt"
    printf 'a\0b\0\0\0c' >"$scratch/d/b/picture"
    cp records.jsonl "$scratch/d/c.jsonl"
    ln -s .. "$scratch/d/b/c/up"
    ln -s nowhere "$scratch/d/b/z"
    run 0 print_records "$scratch/d"
    says "b/picture: is not text; skipped"
    says "c/up: leads back to a folder above it; skipped"
    says "b/z: No such file or directory; skipped"
    { print_records --input text "$scratch/d/a.txt" "$scratch/d/b/a.txt" &&
        print_records records.jsonl 2>/dev/null; } | sed 's/"id":[12],"line":0/X/' >"$scratch/want"
    sed -i 's/"id":[12],"line":0/X/' "$scratch/out"
    same "$scratch/want"
}

# ---- charsets ----

check_charsets() {
    have iconv
    printf 'Zażółć gęślą jaźń, pisze gazeta.\nŚwięto wiosny w Łodzi trwało trzy dni.\n' >"$scratch/pl"
    printf 'Погода в Москве снова ухудшилась.\nЖители города готовятся к зиме.\n' >"$scratch/ru"
    printf 'Die Häfen öffnen früh; viele Läden schließen später.\n' >"$scratch/de"
    printf '港は月曜日に再び開いた。\n最初の船が正午前に入った。\n' >"$scratch/ja"
    printf '港口星期一重新开放，第一批船只在中午之前进港。\n' >"$scratch/zh"
    printf 'Ο καιρός στην Αθήνα βελτιώθηκε σήμερα.\n' >"$scratch/el"
    for pair in pl:ISO-8859-2 pl:WINDOWS-1250 ru:KOI8-R ru:WINDOWS-1251 ru:ISO-8859-5 \
        de:WINDOWS-1252 de:UTF-16 de:UTF-16LE ru:UTF-16BE ru:UTF-32 ja:SHIFT_JIS ja:EUC-JP \
        zh:GB18030 zh:UTF-16 el:ISO-8859-7 el:WINDOWS-1253; do
        print_records "$scratch/${pair%:*}" >"$scratch/want"
        iconv -f UTF-8 -t "${pair#*:}" "$scratch/${pair%:*}" >"$scratch/in" || fail "$pair"
        run 0 print_records "$scratch/in"
        same "$scratch/want"
        case $pair in *UTF-16 | *UTF-32) continue ;; esac # byte-order marks
        run 0 print_records --charset "${pair#*:}" "$scratch/in"
        same "$scratch/want"
    done
    run 2 print_records --charset nonsense "$scratch/de"
    says "--charset: 'nonsense' is unknown here"
}

# A megabyte of ASCII first, then one word that is not.
check_late_charset() {
    have iconv
    { yes 'plain words' | head -100000; echo 'gęślą jaźń'; } >"$scratch/utf8"
    iconv -f UTF-8 -t ISO-8859-2 "$scratch/utf8" >"$scratch/in"
    print_records "$scratch/utf8" >"$scratch/want"
    run 0 print_records "$scratch/in"
    same "$scratch/want"
}

# ---- limits ----

check_bomb() {
    head -c 15000000 /dev/zero | tr '\0' '\n' | gzip -c >"$scratch/bomb.gz"
    run 0 print_records --quiet "$scratch/bomb.gz"
    run 1 print_records --quiet --limit 10000000 "$scratch/bomb.gz"
    says "bomb.gz: unpacks to more than 200 times its size"
    run 1 print_records --quiet --limit 10000000 - <"$scratch/bomb.gz"
    says "standard input: unpacks to more than 200 times its size"
    rm -f "$scratch/bomb.gz"
}

check_long_record() {
    for format in text lines json csv html; do
        { [ $format != json ] || printf '["'; head -c 11000000 /dev/zero | tr '\0' x; } |
            print_records --quiet --limit 10000000 --input $format >"$scratch/out" 2>"$scratch/err"
        says "longer than 10000000 bytes"
    done
}

# ---- memory ----

# limit COMMAND: what COMMAND prints, 200 MB and more, is read in less than 48 MB
limit() {
    no_sanitizer
    "$@" 2>/dev/null | print_records --quiet --memory >"$scratch/out" 2>"$scratch/err" ||
        fail "exit"
    [ "$(cat "$scratch/out")" -ge 400000 ] || fail "only $(cat "$scratch/out") records"
    echo "$(cat "$scratch/out") records, $(tail -1 "$scratch/err") KiB"
    [ "$(tail -1 "$scratch/err")" -lt 49152 ] || fail "memory"
}

words='word and more words of a story that goes on for some time, and then ends at last. '

jsonl() {
    awk -v w="$words" 'BEGIN { w = w w w w w w; for (i = 0; i < 400000; i++)
        printf "{\"id\":%d,\"title\":\"Title %d\",\"text\":\"%s\"}\n", i, i, w }'
}

array() {
    awk -v w="$words" 'BEGIN { w = w w w w w w; print "{\"articles\":["; for (i = 0; i < 400000; i++)
        printf "%s{\"id\":%d,\"text\":\"%s\"}\n", i ? "," : "", i, w; print "]}" }'
}

table() {
    awk -v w="$words" 'BEGIN { w = w w w w w w; print "id,title,text"; for (i = 0; i < 400000; i++)
        printf "%d,\"Title, %d\",\"%s\n%s\"\n", i, i, w, "the end" }'
}

feed() {
    awk -v w="$words" 'BEGIN { w = w w w w w w; print "<rss><channel><title>Feed</title>"
        for (i = 0; i < 400000; i++) printf "<item><title>Title %d</title>" \
            "<description>%s</description><guid>g%d</guid></item>\n", i, w, i
        print "</channel></rss>" }'
}

check_memory_jsonl() {
    limit jsonl
}

check_memory_array() {
    limit array
}

check_memory_csv() {
    limit table
}

check_memory_feed() {
    limit feed
}

check_"$1"
