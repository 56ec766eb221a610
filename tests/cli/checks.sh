#!/bin/sh
# sh checks.sh CHECK TOOLS SCRATCH: what golden files cannot do. Run from the source folder.
set -u
# shellcheck source=tests/checks_common.sh
. "$(dirname "$0")/../checks_common.sh"

prints() {
    grep -qF -- "$1" "$scratch/out" || fail "stdout does not have: $1"
}

lines() {
    got=$(wc -l <"$scratch/out")
    [ "$got" -eq "$1" ] || fail "$got lines, not $1"
}

quiet() {
    [ ! -s "$scratch/err" ] || fail "stderr is not empty"
}

# ---- odd input ----

check_empty_file() {
    : >"$scratch/empty"
    for format in json jsonl text tsv; do
        run 0 tm-cluster --format $format "$scratch/empty"
        quiet
    done
    run 0 tm-cluster --format jsonl "$scratch/empty"
    lines 0
    run 0 tm-cluster "$scratch/empty"
    prints '0 documents'
    run 0 tm-vectorize "$scratch/empty"
    prints '0 0 0'
    # A file is a document; a pipe that brings nothing is none.
    run 0 tm-summarize --format jsonl "$scratch/empty"
    lines 1
    run 0 tm-summarize --format jsonl <"$scratch/empty"
    lines 0
    run 0 tm-summarize "$scratch/empty"
    lines 0
}

check_one_word() {
    echo hello >"$scratch/one"
    for k in '' '-k 1' '-k 5'; do
        # shellcheck disable=SC2086
        run 0 tm-cluster $k --format jsonl "$scratch/one"
        lines 1
        prints '"id": 1, "cluster": 1'
    done
    run 0 tm-cluster "$scratch/one"
    prints '1 document, 0 stories, 1 loner'
    run 0 tm-summarize "$scratch/one"
    prints hello
    # Nothing but stop words, nothing but signs.
    printf 'the\n' | run_pipe tm-cluster --format jsonl
    lines 1
    printf '!!! ???\n' | run_pipe tm-cluster --format jsonl
    lines 1
    printf '!!! ???\n' | run_pipe tm-summarize
}

run_pipe() {
    cat >"$scratch/in"
    run 0 "$@" <"$scratch/in"
}

# Nothing but stop words, a sentence of 100 kB, scripts without spaces: by every method something is
# chosen, and a budget of a word holds.
check_odd_summaries() {
    printf 'It is what it is. He was not there. They are here. We do. I have been.\n' >"$scratch/stop"
    awk 'BEGIN { for (i = 0; i < 18000; i++) printf "%s ", i % 7 ? "storm" i % 90 : "coast"; print "ended." }' \
        >"$scratch/long"
    printf '市议会星期一开会。议员们同意增加开支。市长说这将造福居民。工程将于春天开始。\n' >"$scratch/wide"
    printf 'สภาเมืองประชุมเมื่อวันจันทร์ สมาชิกเห็นชอบ\n' >"$scratch/thai"
    for method in coverage lead random luhn edmundson lexrank textrank textrank-bm25 lsa sumbasic kl \
        centroid mmr bigrams; do
        for file in stop long wide thai; do
            run 0 tm-summarize --algorithm $method -n 2 --format jsonl "$scratch/$file"
            lines 1
            prints '"text": '
            run 0 tm-summarize --algorithm $method --words 1 "$scratch/$file"
            lines 1
            [ "$(wc -w <"$scratch/out")" = 1 ] || fail "more than a word by $method of $file"
        done
    done
    # Copies of one text are one text.
    awk 'BEGIN { for (i = 0; i < 5000; i++) print "{\"text\": \"Ships left. It rained all day.\"}" }' |
        run_pipe tm-summarize --together --format jsonl
    prints '"summary": "Ships left. It rained all day."'
    for file in stop long wide thai; do
        run 0 tm-keywords --format jsonl "$scratch/$file"
        lines 1
    done
}

check_more_clusters_than_documents() {
    printf 'one apple\ntwo pears\nthree plums\n' | run_pipe tm-cluster -k 100 --format jsonl
    lines 3
    says 'tm-cluster: -k 100: 3 documents make only 3 topics'
    printf 'one apple\n' | run_pipe tm-cluster -k 3
    says 'tm-cluster: -k 3: 1 document makes only 1 topic'
    # Copies stay together, whatever k says.
    printf 'same line\nsame line\nother\nsame line\n' >"$scratch/in"
    for algorithm in topics kmeans bisecting lsa-kmeans naive-bayes soft-naive-bayes nmf average; do
        run 0 tm-cluster --algorithm $algorithm -k 3 --format jsonl "$scratch/in"
        says 'tm-cluster: -k 3: 4 documents have only 2 different texts: 2 topics'
        [ "$(grep -c '"cluster": 1,' "$scratch/out")" = 3 ] || fail "$algorithm parts copies"
    done
}

check_cluster_copies() {
    printf 'a ship sank\na ship sank\nother news\na ship sank\n' >"$scratch/copies"
    run 0 tm-cluster "$scratch/copies"
    prints 'a ship sank  (3 x)'
    # Words of a text that most of the documents repeat are not too frequent for topics either.
    yes 'bread costs more' | head -n 20 >"$scratch/most"
    printf 'a ship sank off Lune\nship sank near Lune\nmayor of Garz resigns\nGarz: mayor resigns\n' >>"$scratch/most"
    for how in topics kmeans average; do
        run 0 tm-cluster -k 3 --algorithm $how "$scratch/most"
        prints '  (20)'
    done
    run 0 tm-cluster -n 0 "$scratch/copies"
    [ "$(grep -c '^ *a ship sank$' "$scratch/out")" = 3 ] || fail "-n 0 shows all"
    run 0 tm-cluster --format jsonl "$scratch/copies"
    [ "$(grep -c '"copy_of": 1}' "$scratch/out")" = 2 ] || fail "two copies in jsonl"
    run 0 tm-cluster --format json "$scratch/copies"
    [ "$(grep -o '"copy_of": 1}' "$scratch/out" | wc -l)" = 2 ] || fail "two copies in json"
    run 0 tm-cluster --format tsv "$scratch/copies"
    [ "$(cut -f 9 "$scratch/out" | tr '\n' ' ')" = 'copy_of  1  1 ' ] || fail "two copies in tsv"
}

# Neither with a title before it nor without one does a preamble change what is alike.
check_cluster_preambles() {
    cat >"$scratch/bare" <<'EOT'
{"title": "Ships sank", "text": "Two ships sank off the coast on Monday after they met in the fog, and nine sailors were saved by a lifeboat from the harbour, the coast guard of the town said in the evening."}
{"text": "Nine sailors were saved by a lifeboat when two ships sank in the fog off the harbour of the town, and the coast guard looked for others until the evening, as the mayor told reporters there."}
{"text": "A judge in the county sent the mayor to prison for a year, since he had taken money from builders who wanted the land behind the old station, and had hidden it in the house of his mother, she said."}
EOT
    sed 's/"text": "/&Story highlights PARIS (Reuters) - /' "$scratch/bare" >"$scratch/preambles"
    for name in bare preambles; do
        run 0 tm-cluster --format jsonl "$scratch/$name"
        cut -d, -f2-4 "$scratch/out" >"$scratch/$name.clusters"
    done
    [ "$(grep -c '"cluster": 1' "$scratch/bare.clusters")" = 2 ] || fail "two reports of one story"
    cmp -s "$scratch/bare.clusters" "$scratch/preambles.clusters" || fail "preambles count"
}

# What sites say of themselves is no story, however often it is there.
check_cluster_notices() {
    cat >"$scratch/notices" <<'EOT'
{"id": 1, "title": "A ship sank off Lune", "text": "Please enable JavaScript to view this page."}
{"id": 2, "text": "Please enable JavaScript to view this page."}
{"id": 3, "text": "Please enable JavaScript to view this page."}
{"id": 4, "text": "The ship that sank off Lune was old."}
EOT
    run 0 tm-cluster --format tsv "$scratch/notices"
    [ "$(cut -f 1,2,7,9,10 "$scratch/out" | tail -n +2 | tr '\t\n' ' /')" = '1 1 0  1/2 2 1  1/3 3 1 2 1/4 1 0  0/' ] ||
        fail "notices stand alone, but for their titles"
    run 0 tm-cluster --format jsonl "$scratch/notices"
    [ "$(grep -c '"notice": true}' "$scratch/out")" = 3 ] || fail "three notices in jsonl"
    [ "$(grep -c '"label": "Please enable JavaScript to view this page."' "$scratch/out")" = 2 ] ||
        fail "they are called what they say"
}

check_cluster_trees() {
    printf 'storm hits coast\nstorm hits coast hard\nstorm hits coast\na "quoted" tale\n' >"$scratch/in"
    run 0 tm-cluster --tree "$scratch/t.nwk" "$scratch/in"
    grep -qF "('1: storm hits coast':0,'3: storm hits coast':0)" "$scratch/t.nwk" || fail "copies in Newick"
    [ "$(tr -cd '(' <"$scratch/t.nwk" | wc -c)" -eq "$(tr -cd ')' <"$scratch/t.nwk" | wc -c)" ] ||
        fail "brackets of Newick"
    run 0 tm-cluster --tree "$scratch/t.dot" "$scratch/in"
    grep -qF 'label="4: a \"quoted\" tale"' "$scratch/t.dot" || fail "quotes in DOT"
    [ "$(grep -c -- '->' "$scratch/t.dot")" -eq 4 ] || fail "two merges in DOT"
    run 0 tm-cluster --tree "$scratch/t.json" "$scratch/in"
    grep -qF '{"parts": [0, 2], "similarity": 1}' "$scratch/t.json" || fail "copies in JSON"
    run 1 tm-cluster --tree "$scratch/no/such.json" "$scratch/in"
    says "no/such.json"
    printf '{"id": "it'"'"'s \\"a\\"", "title": "storm"}\n{"id": 9, "text": "rain"}\n' >"$scratch/ids"
    run 0 tm-cluster --tree "$scratch/t.nwk" "$scratch/ids"
    grep -qF "'it''s \"a\": storm':" "$scratch/t.nwk" || fail "quotes of an id in Newick"
    run 0 tm-cluster --tree "$scratch/t.dot" "$scratch/ids"
    grep -qF 'label="it'"'"'s \"a\": storm"' "$scratch/t.dot" || fail "quotes of an id in DOT"
    grep -qF 'label="9: rain"' "$scratch/t.dot" || fail "a number as id in DOT"
    for linkage in average complete ward single; do
        run 0 tm-cluster --algorithm $linkage -k 2 --tree "$scratch/t.json" "$scratch/in"
        prints '4 documents, 2 topics'
        grep -qF '{"parts": [0, 2], "similarity": 1}' "$scratch/t.json" || fail "copies: $linkage"
        [ "$(grep -c '"parts"' "$scratch/t.json")" -eq 3 ] || fail "three merges: $linkage"
        run 0 tm-cluster --algorithm $linkage --threshold .9 "$scratch/in"
        prints 'loner'
    done
    run 2 tm-cluster --algorithm ward -k 2 --threshold .5 "$scratch/in"
    says "one of them is enough"
}

# What is nearly a name may be meant.
check_near_names() {
    run 2 tm-cluster --frmat json
    says 'tm-cluster: --frmat: no such option; --format may be meant'
    run 2 tm-vectorize --min_df=2
    says 'tm-vectorize: --min_df=2: no such option; --min-df may be meant'
    run 2 tm-vectorize --lod x
    says '--load may be meant'
    run 2 tm-cluster --xyz
    says 'tm-cluster: --xyz: no such option; see tm-cluster --help'
    run 2 tm-cluster --a-name-that-is-longer-than-any-option-of-any-tool-and-longer-still
    says 'see tm-cluster --help'
    run 2 tm sumarize
    says "tm: 'sumarize' is not a task, but summarize is; have: cluster, "
    run 2 tm x
    says "tm: 'x' is not a task; have: "
}

# What cannot be written in the end is told of before anything is read.
check_targets_are_looked_at_first() {
    run 1 tm-vectorize -o "$scratch/no/rows.mtx" "$scratch/not-there"
    says "$scratch/no/rows.mtx: No such file or directory"
    run 1 tm-vectorize --model "$scratch" "$scratch/not-there"
    says "$scratch: Is a directory"
    run 1 tm-vectorize --vocabulary "$scratch/no/words" "$scratch/not-there"
    says "$scratch/no/words: No"
    run 1 tm-cluster --tree "$scratch/no/tree.dot" "$scratch/not-there"
    says "$scratch/no/tree.dot: No"
    run 1 tm-train words -o "$scratch/no/model" "$scratch/not-there"
    says "$scratch/no/model: No"
    run 0 tm-vectorize --model /dev/null -o "$scratch/rows.mtx" data/article.txt
}

# A name that no record has is a mistake, and told.
check_fields_that_are_not_there() {
    echo '{"title": "A ship sank", "body": "Nobody died."}' >"$scratch/in"
    run 0 tm-read --field title=head --field text=body "$scratch/in"
    says "tm-read: --field: no record has title under 'head'"
    [ "$(wc -l <"$scratch/err")" = 1 ] || fail 'the text is there'
    printf 'a,b\nA ship sank,Lune\n' >"$scratch/in.csv"
    run 0 tm-read --field title=a --field source=c "$scratch/in.csv"
    says "--field: no record has source under 'c'"
    run 0 tm-read --field title=a --field source=b "$scratch/in.csv"
    quiet
}

# What CLUTO and numpy.savetxt() write: a label a line.
check_labels_alone() {
    printf '0\n0\n1\n-1\n' >"$scratch/a"
    printf 'x\r\nx\r\ny\r\nz\r\n' >"$scratch/b"
    run 0 tm-evaluate clusters "$scratch/a" "$scratch/b"
    grep -q '^documents *4$' "$scratch/out" || fail 'a document a line'
    grep -q '^ari *1.0000$' "$scratch/out" || fail 'the same clusters'
    printf '{"id": 4, "cluster": 7}\n{"id": 3, "cluster": 1}\n{"id": 2, "cluster": 0}\n{"id": 1, "cluster": 0}\n' >"$scratch/c"
    run 0 tm-evaluate clusters --compare "$scratch/a" "$scratch/c"
    prints '4 documents'
    for line in '1,3' 'a b' '[1]'; do
        printf '%s\n' "$line" >"$scratch/d"
        run 1 tm-evaluate clusters "$scratch/d" "$scratch/a"
        says 'd:1: neither JSON, nor'
    done
    printf '0\n\n1\n' >"$scratch/d"
    run 1 tm-evaluate clusters "$scratch/a" "$scratch/d"
    says 'd: no document with id 2'
    printf '0\n1\t2\n' >"$scratch/d"
    run 1 tm-evaluate clusters "$scratch/d" "$scratch/a"
    says 'd:2: is no label alone'
    : >"$scratch/d"
    for way in '' --compare; do
        run 1 tm-evaluate clusters $way --floor ari=1 "$scratch/d" "$scratch/d"
        says 'd: no documents'
    done
}

# Rows of a matrix are no texts: known ones are refused, for lines of numbers there is a hint.
check_matrix_as_text() {
    tm-vectorize -o "$scratch/m.mtx" data/day.jsonl
    run 1 tm-cluster "$scratch/m.mtx"
    says 'm.mtx: is not text, but a matrix; tm-vectorize reads it'
    tm-vectorize -o "$scratch/m.mat" data/day.jsonl
    run 0 tm-cluster "$scratch/m.mat"
    says 'm.mat: holds numbers and no words; tm-vectorize reads'
    run 0 tm-cluster --input lines "$scratch/m.mat"
    [ ! -s "$scratch/err" ] || fail 'a hint for who knows'
    printf '1 apple\n2 pears\n' >"$scratch/in"
    run 0 tm-cluster "$scratch/in"
    [ ! -s "$scratch/err" ] || fail 'a hint for words'
    mkdir "$scratch/numbers"
    mv "$scratch/m.mat" "$scratch/in" "$scratch/numbers"
    run 0 tm-cluster "$scratch/numbers"
    [ ! -s "$scratch/err" ] || fail 'a hint for each file of a folder'
}

# All documents are counted, not the different ones.
check_no_word_that_counts() {
    printf 'the and of\nthe and of\nto the\n' >"$scratch/in"
    run 0 tm-cluster "$scratch/in"
    says '3 texts without a word that counts'
}

# The tree appears whole or not at all, and there is a reason if it does not.
check_tree_is_whole() {
    ln -s /dev/full "$scratch/full.nwk"
    run 1 tm-cluster --tree "$scratch/full.nwk" data/day.jsonl
    says '/dev/full: No space left on device'
    echo old >"$scratch/x.dot"
    (ulimit -f 1; tm-cluster --tree "$scratch/x.dot" data/day.jsonl) >/dev/null 2>"$scratch/err" && fail 'a cut tree'
    [ "$(cat "$scratch/x.dot")" = old ] || fail 'half a tree'
    [ "$(ls "$scratch" | grep -c '^x')" = 1 ] || fail 'something is left beside it'
}

check_too_large_numbers() {
    run 2 tm-cluster -k 4294967296 data/day.jsonl
    says "-k: '4294967296' is too large"
    run 2 tm-cluster --seed 99999999999999999999 data/day.jsonl
    says "--seed: '99999999999999999999' is too large"
}

# A code as other programs write it.
check_language_codes() {
    echo 'Der Regen und das Meer' >"$scratch/in"
    for code in de DE de-AT de_DE; do
        run 0 tm-segment --words --stop --lang $code "$scratch/in"
        lines 2
    done
    run 0 tm-segment --words --stop --lang FRA --lang EN-us --lang DE "$scratch/in" # the last one counts
    lines 2
    run 2 tm-segment --words --lang german "$scratch/in"
    says "unknown language 'german'; have: af ar"
    run 2 tm-segment --words --lang XX-de "$scratch/in"
    says "unknown language 'xx'"
    echo '{"id": "a", "text": "Ships left."}' | run_pipe tm-segment --words --format tsv
    prints 'a	0	5	ships'
}

# A title is cut where there is nothing else.
check_segment_titles() {
    printf '{"title": "A ship sank. Nobody died."}\n' | run_pipe tm-segment --sentences
    lines 2
    printf '{"title": "A ship sank.", "text": "Nobody died."}\n' | run_pipe tm-segment --sentences
    lines 1
}

# Rows that are all empty are told of, and why they are.
check_no_terms_are_left() {
    printf 'one apple\ntwo pears\nthree plums\n' >"$scratch/in"
    for tool in 'tm-vectorize --lang en' 'tm-cluster -k 2'; do
        # shellcheck disable=SC2086
        run 0 $tool --min-df 2 "$scratch/in"
        says 'no term of 3 texts is left: none is in 2 or more (--min-df)'
    done
    run 0 tm-vectorize --model "$scratch/model" "$scratch/in"
    quiet
    printf 'something else\n' >"$scratch/in"
    for tool in tm-vectorize tm-similar; do
        run 0 $tool --load "$scratch/model" "$scratch/in"
        says '1 text without a word of the model'
    done
    printf '... !\n' | run_pipe tm-cluster
    says '1 text without a word that counts'
}

# A line of signs says nothing of a document.
check_names_have_words() {
    printf '%s\n' '{"text": ":\n --- \nA ship sank"}' '{"title": "-", "text": "\u2014\n\u4e2d\u56fd"}' \
        '{"text": ":"}' '{"text": "1,5\nmore"}' | run_pipe tm-cluster --format tsv
    [ "$(cut -f 8 "$scratch/out" | tr '\n' ' ')" = 'title A ship sank 中国 : 1,5 ' ] || fail 'names'
}

check_cluster_edges() {
    printf '' | run_pipe tm-cluster --explain --format json
    prints '"documents": 0'
    printf 'one line\n' | run_pipe tm-cluster --explain --format md
    prints '# 0 stories'
    printf 'one line\nanother tale\n' | run_pipe tm-cluster --format jsonl
    lines 2
    printf 'the and of\nof the\nand\n' | run_pipe tm-cluster --lang en --explain --format jsonl
    lines 3
    yes 'the same headline again and again' | head -n 200000 >"$scratch/copies"
    run 0 tm-cluster --explain --format jsonl "$scratch/copies"
    lines 200000
    grep -c '"cluster": 1,' "$scratch/out" | grep -qx 200000 || fail "copies lie apart"
}

# What CHANGELOG says of them.
check_cluster_topics_of_a_day() {
    run 0 tm-cluster --topics data/day.jsonl
    prints '206 documents, 9 topics'
}

check_cluster_memberships() {
    for algorithm in nmf soft-naive-bayes; do
        run 0 tm-cluster --algorithm $algorithm -k 3 --format jsonl data/day.jsonl
        lines "$(wc -l <data/day.jsonl)"
        grep -cE '"memberships": \[\{"cluster": [1-3], "share": [0-9.]+\}' "$scratch/out" |
            grep -qx "$(wc -l <data/day.jsonl)" || fail "memberships of $algorithm"
    done
    run 0 tm-cluster --algorithm hdbscan --min-size 2 data/day.jsonl
    prints 'loners'
    run 2 tm-cluster --algorithm nmf --min-size 2 data/day.jsonl
    says '--min-size: --algorithm nmf has none'
}

check_cluster_threads() {
    run 0 tm-cluster --threads 1 --explain --format json data/day.jsonl
    cp "$scratch/out" "$scratch/one"
    for threads in 2 3 8; do
        run 0 tm-cluster --threads $threads --explain --format json data/day.jsonl
        cmp -s "$scratch/one" "$scratch/out" || fail "$threads threads give other bytes"
    done
}

check_page_is_hinted_at() {
    page=tests/page/data/harbour.txt
    for tool in tm-cluster tm-summarize; do
        run 0 $tool $page
        says 'looks like a web page scraped to text; --input page'
        for input in page lines text; do
            run 0 $tool --input $input $page
            [ ! -s "$scratch/err" ] || fail "$tool --input $input talks"
        done
        run 0 $tool tests/page/data/headlines.txt
        [ ! -s "$scratch/err" ] || fail "$tool takes headlines for a page"
    done
    printf 'Menu\nShare\nLeave a comment\n' | run_pipe tm-read --input page
    says 'standard input: holds no article and no teaser'
    lines 1
    awk 'BEGIN { for (i = 0; i < 3001; i++) print "The harbour board met on day " i "." }' |
        run_pipe tm-read --input page
    says 'standard input: is too long for a page'
    lines 1
    # Headings in a page stand for all of it; who looks for one in a long text would look for ever.
    for count in 2990 3001; do
        awk -v n=$count 'BEGIN { for (; i < n; i++) print "The harbour board met on day " i (i && i % 4 == 0 ? "" : ".") }' |
            run_pipe tm-read --input page
        [ $count = 3001 ] || prints '"title": "The harbour board met on day 4"'
    done
    prints '"title": ""'
}

check_long_line() {
    awk 'BEGIN { for (i = 0; i < 1000000; i++) printf "word%d the ", i % 5000; print "" }' \
        >"$scratch/long"
    run 0 tm-cluster --format jsonl "$scratch/long"
    lines 1
    tr ' ' 'x' <"$scratch/long" | run_pipe tm-vectorize --format tsv
    (printf '{"id": "long", "text": "' && tr -d '\n' <"$scratch/long" && printf '"}\n') |
        run_pipe tm-cluster --format jsonl
    prints '"id": "long"'
    run 0 tm-summarize --words 20 "$scratch/long"
    [ "$(wc -w <"$scratch/out")" -le 20 ] || fail "more than 20 words"
    [ -s "$scratch/out" ] || fail "empty summary"
}

check_any_bytes() {
    printf 'a\000b c\nd \377\376\300 e\n\355\240\200 x\n' >"$scratch/bytes"
    for tool in tm-cluster tm-summarize; do
        for format in text json jsonl; do
            run 0 $tool --input lines --format $format "$scratch/bytes"
            iconv -f UTF-8 -t UTF-8 "$scratch/out" >/dev/null || fail "$tool: invalid UTF-8"
        done
    done
    lines 3
    run 0 tm-vectorize "$scratch/bytes"
    run 0 tm-cluster --format tsv "$scratch/bytes"
    lines 4
    run 0 tm-summarize "$scratch/bytes"
    # A NUL ends no part of a page.
    printf 'The baker said that the\000 price of bread rose again on Monday.\n' | run_pipe tm-read
    prints 'rose again on Monday.'
    # What would steer a terminal does not reach it.
    printf 'red \033[31m alert\n' | run_pipe tm-cluster
    ! grep -q "$(printf '\033')" "$scratch/out" || fail "an escape came through"
    if [ -r /dev/urandom ]; then
        head -c 300000 /dev/urandom >"$scratch/random"
        run 0 tm-vectorize --input lines "$scratch/random"
        run 0 tm-cluster --input lines --format jsonl "$scratch/random"
        run 0 tm-summarize --input text "$scratch/random"
        run 1 tm-cluster --input jsonl "$scratch/random"
    fi
}

# What nobody can read as text is not read as text, and not spoilt in silence.
check_binary_files() {
    cp "$(command -v tm)" "$scratch/program"
    printf '\211PNG\r\n\032\n\000\000\000\rIHDR' >"$scratch/picture"
    printf '%%PDF-1.4\n1 0 obj\n' >"$scratch/paper"
    awk 'BEGIN { for (i = 0; i < 99; i++) printf "%c%c%c\001", 65 + i % 9, 2, 97 }' >"$scratch/noise"
    for tool in tm-read tm-cluster tm-summarize tm-vectorize 'tm-segment --words' tm-digest \
        tm-keywords 'tm-similar --top 1'; do
        # shellcheck disable=SC2086
        run 1 $tool "$scratch/picture"
        says "${tool%% *}: $scratch/picture: is not text, but a picture (PNG)"
        lines 0
    done
    run 1 tm-read "$scratch/program"
    says 'is not text, but a program'
    run 1 tm-read "$scratch/paper"
    says 'is not text, but a PDF'
    run 1 tm-read "$scratch/noise"
    says 'is not text, but binary data'
    # Bytes by chance: the least significant ones of a simple generator, a few thousand at a time.
    for seed in 1 2 3 4 5 6 7 8 9; do
        LC_ALL=C awk -v x=$seed 'BEGIN {
            for (i = 0; i < 3000; i++) {
                x = (x * 16807) % 2147483647
                printf "%c", int(x / 65536) % 255 + 1
            }
        }' >"$scratch/chance"
        run 1 tm-read "$scratch/chance"
        says 'is not text, but binary data'
    done
    run 0 tm-read --input text "$scratch/noise"
    printf 'one \001 stray byte in a longer text\n' | run_pipe tm-read
}

# Bytes that a terminal would obey reach it from no tool.
check_control_characters() {
    escape=$(printf '\033')
    printf '{"id": "\\u001b[1m", "title": "red \\u001b[31m alert", "source": "\\u001b[2J", '\
'"text": "Red \\u001b]0;x\\u0007 alert \\u009b31m rose. Prices rose again today."}\n' >"$scratch/red"
    for command in tm-cluster tm-digest tm-summarize tm-keywords 'tm-similar --top 1' 'tm-segment --words' \
        'tm-read --format text' tm-read 'tm-cluster --explain' 'tm-digest --format md'; do
        # shellcheck disable=SC2086
        run 0 $command "$scratch/red"
        ! grep -q "$escape" "$scratch/out" || fail "$command: an escape came through"
        ! grep -q "$(printf '\007')" "$scratch/out" || fail "$command: a bell came through"
    done
    run 1 tm-read "$scratch/a${escape}[31m"
    ! grep -q "$escape" "$scratch/err" || fail "an escape came through in a message"
    run 2 tm-cluster --lang "${escape}[31m" "$scratch/red"
    ! grep -q "$escape" "$scratch/err" || fail "an escape came through in a message"
}

check_arrays_of_no_records() {
    for array in '[1,2]' '[[1, 2], [3]]' '[true, false]' '[null,{}]'; do
        echo "$array" >"$scratch/array"
        run 1 tm-read "$scratch/array"
        lines 0
    done
    echo '[1, 2]' >"$scratch/array"
    run 1 tm-cluster "$scratch/array"
    says "array:1: neither an object nor a string"
    for text in '[1] Lee et al. say so' '[1]' '[2, 3] are numbers'; do
        echo "$text" | run_pipe tm-read --format text
        prints "$text"
    done
}

check_utf16() {
    printf '\377\376h\000i\000' >"$scratch/utf16"
    run 0 tm-cluster --format jsonl "$scratch/utf16"
    prints '"label": "hi"'
}

check_byte_order_mark() {
    printf '\357\273\277{"id": 7, "text": "first"}\n' | run_pipe tm-cluster --format jsonl
    prints '"id": 7'
    printf '\357\273\277first\n' | run_pipe tm-cluster --format tsv
    prints "$(printf '\t1\t1\tfirst')"
}

check_directory() {
    mkdir "$scratch/folder"
    printf 'Ships came in.\nPrices fell.\n' >"$scratch/folder/a.txt"
    printf 'Talks go on.\n' >"$scratch/folder/b.txt"
    run 0 tm-cluster --format jsonl "$scratch/folder"
    lines 2
    run 0 tm-vectorize "$scratch/folder"
    run 0 tm-summarize "$scratch/folder"
    mkdir -p "$scratch/bare/below"
    printf 'Not read.\n' >"$scratch/bare/.hidden"
    for tool in tm-cluster tm-read tm-keywords; do
        run 0 $tool "$scratch/bare"
        says "$tool: $scratch/bare: a folder with no files, hidden ones aside"
        [ "$(wc -l <"$scratch/err")" -eq 1 ] || fail "an empty folder is told of once"
        run 0 $tool "$scratch/folder" "$scratch/folder/a.txt"
        quiet
    done
}

check_missing_file() {
    for tool in tm-cluster tm-summarize tm-vectorize; do
        run 1 $tool "$scratch/missing"
        says "$tool: $scratch/missing: No such file or directory"
    done
    run 1 tm-cluster data/day.jsonl "$scratch/missing"
    lines 0
    # An unset variable in quotes, mostly; no name is what a message should not be without.
    for tool in tm-cluster tm-read tm-vectorize 'tm-evaluate clusters'; do
        # shellcheck disable=SC2086
        run 1 $tool data/day.jsonl ''
        says "${tool% *}: '': the name of a file is empty"
    done
}

check_broken_json() {
    {
        printf '{"id": 1, "text": "good one"}\n\n'
        printf '{"id": 2, "text": "cut off\n'
        printf '[1, 2]\n'
        printf '{"id": 3}\n'
        printf '{"id": 4, "text": 12}\n'
        printf '{"text": "last one"}'
    } >"$scratch/broken"
    run 0 tm-cluster --format jsonl "$scratch/broken"
    lines 2
    prints '"id": 1,'
    prints '"id": 6,' # it is the sixth record: bad ones are counted, blank lines are not
    says "broken:3: not JSON"
    says "broken:4: not a JSON object"
    says "broken:5: no title, text or documents"
    says "broken:6: 'text' is not a string"
    says '4 records skipped'
    run 1 tm-cluster --strict --format jsonl "$scratch/broken"
    lines 0
    says 'broken:3:'
    run 1 tm-summarize --strict --format jsonl "$scratch/broken"
    lines 1
    printf '{broken\n' >"$scratch/all-bad"
    run 1 tm-cluster "$scratch/all-bad"
    # Many of them are not listed one by one.
    awk 'BEGIN { for (i = 0; i < 5000; i++) print "{\"headlines\": \"storm\"}"; print "{\"text\": \"storm\"}" }' \
        >"$scratch/many-bad"
    run 0 tm-cluster "$scratch/many-bad"
    [ "$(wc -l <"$scratch/err")" = 11 ] || fail 'not ten messages and their number'
    says 'many-bad:10: no title, text or documents; --field text=NAME'
    says '5000 records skipped; the first 10 are listed'
}

check_json_files() {
    printf '[\n  {"id": 5, "title": "a\\ud800"},\n  {"id": 6},\n  {"text": "c"}\n]\n' >"$scratch/list.json"
    run 0 tm-cluster --format jsonl "$scratch/list.json"
    lines 2
    prints '"id": 5,'
    prints '"id": 3,'
    says 'list.json:3: no title, text or documents'
    printf '{\n  "status": "ok",\n  "articles": [{"url": "u", "description": "d"}]\n}\n' |
        run_pipe tm-cluster --format jsonl
    prints '"id": "u"'
    printf '{\n  "id": "one",\n  "text": "A record on several lines."\n}\n' |
        run_pipe tm-summarize --format jsonl
    prints '"id": "one"'
    printf '[]' | run_pipe tm-cluster --format jsonl
    lines 0
    printf '[{"id": 1, "text": "cut o' >"$scratch/cut.json"
    run 1 tm-cluster "$scratch/cut.json"
    says 'cut.json:1: ends in the middle of this record'
    # Square brackets begin headlines too.
    printf '[Live] Storm Anna\n[Video] Storm Anna\n' | run_pipe tm-cluster --format jsonl
    lines 2
}

check_repaired_json() {
    printf '{"id": "a\\ud800b", "title": "x\\udc00", "text": "\\ud83d\\ude00 \\\\ud800 \\u0000"}\n{"text": "caf\351"}\n' |
        run_pipe tm-cluster --format json
    quiet
    prints '"id": "a�b"'
    prints '"title": "x�"'
    prints '"title": "café"'
}

check_record_ids() {
    printf '%s\n' '{"id": 12, "text": "a"}' '{"id": 1.5, "text": "b"}' '{"id": "x\"y", "text": "c"}' \
        '{"guid": "g", "text": "d"}' '{"url": "http://u/", "headline": "e"}' '{"body": "f"}' \
        '{"id": null, "content": "g"}' '{"id": 12345678901234567, "description": "h"}' |
        run_pipe tm-cluster --format jsonl
    sed 's/{"id": \(.*\), "cluster".*/\1/' "$scratch/out" >"$scratch/ids"
    printf '%s\n' 12 1.5 '"x\"y"' '"g"' '"http://u/"' 6 7 12345678901234567 >"$scratch/want"
    cmp "$scratch/ids" "$scratch/want" || fail "ids differ"
}

# ---- packed input ----

same_as_plain() {
    run 0 tm-cluster --format jsonl "$1"
    cmp "$scratch/out" "$scratch/plain" || fail "$1 reads differently"
    run 0 tm-cluster --format jsonl - <"$1"
    cmp "$scratch/out" "$scratch/plain" || fail "$1 from a pipe reads differently"
}

# packed NAME COMMAND...: what the command makes of the day reads the same; half of it is an error
packed() {
    name=$1
    shift
    have "$1"
    run 0 tm-cluster --format jsonl data/day.jsonl
    mv "$scratch/out" "$scratch/plain"
    "$@" <data/day.jsonl >"$scratch/day.$name" || fail "$*"
    same_as_plain "$scratch/day.$name"
    head -c "$(($(wc -c <"$scratch/day.$name") / 2))" "$scratch/day.$name" >"$scratch/half.$name"
    run 1 tm-cluster --format jsonl "$scratch/half.$name"
    says "half.$name: "
    lines 0
    run 1 tm-vectorize -o "$scratch/matrix.mtx" "$scratch/half.$name"
    [ ! -e "$scratch/matrix.mtx" ] || fail "a matrix of half a file"
}

check_gzip() {
    packed gz gzip -c
    # Two members, one after the other, are one file.
    head -n 100 data/day.jsonl | gzip -c >"$scratch/two.gz"
    tail -n +101 data/day.jsonl | gzip -c >>"$scratch/two.gz"
    same_as_plain "$scratch/two.gz"
    # A wrong sum at the end: eight bytes of trailer, the first four are the sum.
    size=$(wc -c <"$scratch/day.gz")
    head -c "$((size - 8))" "$scratch/day.gz" >"$scratch/sum.gz"
    printf '\001\002\003\004' >>"$scratch/sum.gz"
    tail -c 4 "$scratch/day.gz" >>"$scratch/sum.gz"
    run 1 tm-cluster "$scratch/sum.gz"
    says 'sum.gz: damaged gzip data'
}

check_bzip2() {
    packed bz2 bzip2 -c
}

check_xz() {
    packed xz xz -c
}

check_zstd() {
    packed zst zstd -q -c
}

check_tar() {
    have tar
    mkdir "$scratch/in"
    echo 'The first file has a sentence about apples.' >"$scratch/in/a.txt"
    echo 'The second file has a sentence about pears.' >"$scratch/in/b.txt"
    tar -czf "$scratch/in.tgz" -C "$scratch" in/a.txt in/b.txt
    run 0 tm-summarize "$scratch/in.tgz"
    prints 'in.tgz:in/a.txt <=='
    prints 'about pears.'
    run 0 tm-cluster --format jsonl "$scratch/in.tgz"
    lines 2
}

# ---- output ----

check_closed_pipe() {
    i=0
    while [ $i -lt 40 ]; do
        cat data/day.jsonl
        i=$((i + 1))
    done >"$scratch/much"
    for command in 'tm-vectorize --format tsv' 'tm-cluster -k 2 --format jsonl' \
        'tm-summarize --format jsonl -n 1'; do
        # shellcheck disable=SC2086
        $command "$scratch/much" 2>"$scratch/err" | head -n 1 >"$scratch/out"
        lines 1
        quiet
        # The same where the parent ignores the signal.
        # shellcheck disable=SC2086
        (trap '' PIPE && exec $command "$scratch/much" 2>"$scratch/err") | head -n 1 >"$scratch/out"
        lines 1
        quiet
    done
}

# What is opened next takes the number of a closed file: no output may be read as the input, and no
# message be written into it.
check_closed_standard_files() {
    for tool in tm-cluster tm-read tm-summarize 'tm-segment --words'; do
        # shellcheck disable=SC2086
        run 1 $tool -o "$scratch/x" <&-
        says 'standard input: Bad file descriptor'
        [ ! -e "$scratch/x" ] || fail "$tool: read its own output"
    done
    run 1 tm-track --state "$scratch/db" <&-
    says 'standard input: Bad file descriptor'
    printf '{"id": 1, "text": "a storm"}\n{"id": 2\n' >"$scratch/in"
    tm-read -o "$scratch/x" "$scratch/in" 2>&- || fail 'nowhere to talk to is no error'
    [ "$(wc -l <"$scratch/x")" = 1 ] || fail 'a message is in the output'
    tm-read -o "$scratch/y" "$scratch/in" >&- 2>"$scratch/err" || fail 'no standard output is asked for'
    cmp "$scratch/x" "$scratch/y" || fail 'not the same without standard output'
    ! tm-read "$scratch/in" >&- 2>"$scratch/err" || fail 'written to nowhere'
    says 'standard output: Bad file descriptor'
}

check_full_disk() {
    [ -w /dev/full ] || skip 'no /dev/full here'
    for command in 'tm-cluster data/day.jsonl' 'tm-summarize data/article.txt' \
        'tm-vectorize data/day.jsonl' 'tm-cluster --help' 'tm-cluster --help-man' 'tm' \
        'tm --version'; do
        # shellcheck disable=SC2086
        $command >/dev/full 2>"$scratch/err"
        [ $? = 1 ] || fail "$command: a full disk is not exit 1"
        says 'No space left on device'
    done
    run 1 tm-cluster -o /dev/full data/day.jsonl
    says '/dev/full: No space left'
}

# Two outputs in one file would lose one of them, and beside the result nothing replaces an input.
check_outputs_are_apart() {
    cp data/day.jsonl "$scratch/day.jsonl"
    run 2 tm-vectorize -o "$scratch/x.mtx" --vocabulary "$scratch/../${scratch##*/}/x.mtx" data/day.jsonl
    says "x.mtx' is what -o writes"
    ln -s x.model "$scratch/link"
    : >"$scratch/x.model"
    run 2 tm-vectorize -o "$scratch/x.mtx" --vocabulary "$scratch/x.model" --model "$scratch/link" \
        data/day.jsonl
    says "--vocabulary: '$scratch/x.model' is what --model writes"
    run 2 tm-vectorize --vocabulary - data/day.jsonl
    says '--vocabulary: standard output has what goes to -o'
    run 2 tm-vectorize --model - -o "$scratch/x.mtx" data/day.jsonl
    says '--model: a model needs a file'
    run 2 tm-vectorize --model "$scratch/day.jsonl" -o "$scratch/x.mtx" "$scratch/day.jsonl"
    says "--model: '$scratch/day.jsonl' is to be read"
    cp data/day.jsonl "$scratch/day.json"
    run 2 tm-cluster --tree "$scratch/day.json" "$scratch/day.json"
    says "--tree: '$scratch/day.json' is to be read"
    run 2 tm-cluster --tree "$scratch/t.nwk" -o "$scratch/t.nwk" data/day.jsonl
    says "t.nwk' is what -o writes"
    cmp "$scratch/day.json" data/day.jsonl || fail 'the input was changed'
    [ ! -e "$scratch/x.mtx" ] && [ ! -e "$scratch/t.nwk" ] || fail 'something was written'
    # What swallows all may be named twice, and one name in two folders is two files.
    run 0 tm-vectorize -o /dev/null --format mtx --vocabulary /dev/null data/day.jsonl
    mkdir "$scratch/folder"
    run 0 tm-vectorize -o "$scratch/x.tsv" --vocabulary "$scratch/folder/x.tsv" data/day.jsonl
    run 0 tm-vectorize -o "$scratch/x.mtx" --vocabulary - data/day.jsonl
    prints 'term'
}

# Over `ulimit -f` a write fails as on a full disk; the signal would leave the half file behind.
check_file_size_limit() {
    awk 'BEGIN { for (i = 0; i < 20000; i++) print "storm", i, "floods", i % 77, "coast" }' >"$scratch/many"
    run 1 sh -c "ulimit -f 64; exec tm-vectorize -o '$scratch/x.mtx' '$scratch/many'"
    says 'x.mtx: File too large'
    run 1 sh -c "ulimit -f 64; exec tm-vectorize --model '$scratch/x.mtx.model' -o '$scratch/x.mtx' '$scratch/many'"
    says 'File too large'
    [ "$(find "$scratch" -name 'x.mtx*' | wc -l)" = 0 ] || fail 'something is left'
}

check_output_file() {
    run 0 tm-cluster --format tsv data/day.jsonl
    mv "$scratch/out" "$scratch/want"
    run 0 tm-cluster --format tsv -o "$scratch/file" data/day.jsonl
    quiet
    lines 0
    cmp "$scratch/file" "$scratch/want" || fail '-o writes something else'
    # A failed run leaves the old file and nothing beside it; a link stays a link.
    ln -s file "$scratch/link"
    run 1 tm-cluster -o "$scratch/link" "$scratch/missing"
    cmp "$scratch/file" "$scratch/want" || fail 'a failed run changed the file'
    run 0 tm-cluster --format jsonl -o "$scratch/link" data/day.jsonl
    [ -h "$scratch/link" ] || fail 'the link is gone'
    [ "$(wc -l <"$scratch/file")" = 206 ] || fail 'the file behind the link was not written'
    rm -f "$scratch/err" "$scratch/out" "$scratch/want"
    [ "$(find "$scratch" ! -type d | wc -l)" = 2 ] || fail "left over: $(ls "$scratch")"
    run 1 tm-cluster -o "$scratch/no/such/folder" data/day.jsonl
    says 'No such file or directory'
    run 1 tm-cluster -o "$scratch" data/day.jsonl
    says 'Is a directory'
    # Reading and writing one file.
    cp data/day.jsonl "$scratch/same"
    run 0 tm-cluster --format jsonl -o "$scratch/same" "$scratch/same"
    [ "$(wc -l <"$scratch/same")" = 206 ] || fail 'reading and writing one file lost something'
}

# The same by --format and by the ending; what an ending promises is written or refused.
check_format_by_ending() {
    for case in cluster:json:json cluster:jsonl:ndjson cluster:tsv:TSV cluster:md:markdown cluster:text:txt \
        digest:html:html digest:rss:xml digest:text:day digest:text:2026-02-15 summarize:html:htm read:text:txt \
        read:jsonl:docs keywords:tsv:tsv segment:jsonl:jsonl; do
        tool=${case%%:*}
        format=${case#*:}
        case $tool in segment) set -- --words ;; *) set -- ;; esac
        run 0 "tm-$tool" "$@" --format "${format%:*}" data/day.jsonl
        mv "$scratch/out" "$scratch/want"
        run 0 "tm-$tool" "$@" -o "$scratch/x.${format#*:}" data/day.jsonl
        quiet
        cmp "$scratch/x.${format#*:}" "$scratch/want" || fail "$case: not the same"
    done
    run 0 tm-similar --dedup -o "$scratch/x.jsonl" data/day.jsonl
    grep -q '^{' "$scratch/x.jsonl" || fail 'tm-similar: no JSON Lines'
    run 0 tm-cluster -o "$scratch/y.jsonl" data/day.jsonl
    run 0 tm-evaluate clusters -o "$scratch/x.json" data/day.jsonl "$scratch/y.jsonl"
    grep -q '^\[' "$scratch/x.json" || fail 'tm-evaluate: no JSON'
    run 0 tm-track --state "$scratch/db" -o "$scratch/x.gone.jsonl" data/day.jsonl # no digest
    run 0 tm-track --state "$scratch/db" --export 2026-02-15 -o "$scratch/track.html"
    grep -q '<html' "$scratch/track.html" || fail 'tm-track: no page'
    # What nobody asked the tool for in so many words is not written under that name.
    for ending in html csv jsonl.gz; do
        run 2 tm-cluster -o "$scratch/no.$ending" data/day.jsonl
        says "no.$ending' does not end in .txt, .json, .jsonl, .tsv or .md; or say --format"
        [ ! -e "$scratch/no.$ending" ] || fail 'written all the same'
    done
    run 0 tm-cluster --format tsv -o "$scratch/x.csv" data/day.jsonl
    run 2 tm-digest --explain -o "$scratch/no.html" data/day.jsonl
    mkdir "$scratch/folder.json"
    run 0 tm-cluster -o "$scratch/folder.json/x" data/day.jsonl
    grep -q 'documents, ' "$scratch/folder.json/x" || fail 'the ending of a folder was looked at'
}

check_interrupted() {
    mkfifo "$scratch/pipe"
    tm-cluster -o "$scratch/file" "$scratch/pipe" 2>"$scratch/err" &
    pid=$!
    exec 3>"$scratch/pipe" # opens when the tool reads
    echo 'a document' >&3
    kill -TERM $pid
    wait $pid
    [ $? -gt 128 ] || fail 'not ended by the signal'
    exec 3>&-
    ! ls "$scratch"/file* >/dev/null 2>&1 || fail "left over: $(ls "$scratch")"
}

# A matrix and what is beside it: all of the old or all of the new.
check_interrupted_matrix() {
    run 0 tm-vectorize --weighting nnn -o "$scratch/m.uci" data/day.jsonl
    run 0 tm-vectorize -o "$scratch/m.mat" data/day.jsonl
    mkdir "$scratch/old"
    cp "$scratch"/m.* "$scratch/old"
    echo 'other words' >"$scratch/in"
    run 1 tm-vectorize -o "$scratch/m.uci" data/day.jsonl "$scratch/in"
    says 'is no count'
    mkfifo "$scratch/pipe"
    tm-vectorize --threads 1 -o "$scratch/m.mat" "$scratch/pipe" 2>"$scratch/err" &
    pid=$!
    exec 3>"$scratch/pipe"
    echo 'a document' >&3
    kill -TERM $pid
    wait $pid
    [ $? -gt 128 ] || fail 'not ended by the signal'
    exec 3>&-
    if [ -e /dev/full ]; then
        rm "$scratch/m.mat"
        ln -s /dev/full "$scratch/m.mat"
        run 1 tm-vectorize -o "$scratch/m.mat" "$scratch/in"
        rm "$scratch/m.mat"
        cp "$scratch/old/m.mat" "$scratch/m.mat"
    fi
    for file in "$scratch"/m.*; do
        cmp "$file" "$scratch/old/${file##*/}" || fail "$file is not what it was"
    done
}

check_standard_input() {
    run 0 tm-cluster --format jsonl data/day.jsonl
    mv "$scratch/out" "$scratch/want"
    run 0 tm-cluster --format jsonl <data/day.jsonl
    cmp "$scratch/out" "$scratch/want" || fail 'standard input reads differently'
    run 0 tm-cluster - --format jsonl <data/day.jsonl
    cmp "$scratch/out" "$scratch/want" || fail '- reads differently'
    run 0 tm-summarize data/article.txt
    mv "$scratch/out" "$scratch/want"
    run 0 tm-summarize <data/article.txt
    cmp "$scratch/out" "$scratch/want" || fail 'standard input reads differently'
}

# Lines of at most 80 columns, in characters.
check_eighty_columns() {
    for command in 'tm' 'tm --help' 'tm-cluster --help' 'tm-summarize --help' 'tm-vectorize --help' \
        'tm-cluster data/day.jsonl' 'tm-cluster -k 5 -n 0 data/day.jsonl'; do
        # shellcheck disable=SC2086
        run 0 $command
        ! grep -E '^.{81}' "$scratch/out" || fail "$command: wider than 80 columns"
    done
}

# Wide characters take two columns, marks above a letter none, vowel signs that stand beside it one.
check_wide_characters() {
    have python3
    cat >"$scratch/wide.py" <<'EOT'
import sys, unicodedata

def columns(c):
    if unicodedata.category(c) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(c) in "WF" else 1

if sys.argv[1:]:
    long = ["\u65e5\u672c\u9280\u884c\u306f" * 30, "e\u0301\u0302" * 120, "\ud55c\uad6d\uc740 " * 40,
            "\u0930\u093e\u092e\u0940 \u0915\u094b " * 30, "\uff21\uff22 e\u0301a " * 40]
    for i, text in enumerate(long * 3):
        print('{"id": %d, "title": "%s", "source": "%s", "text": "%s. %s."}'
              % (i, text, text[:60], text, text[:40]))
else:
    wide = [line for line in sys.stdin.read().split("\n") if sum(map(columns, line)) > 80]
    sys.exit("wider than 80: %s" % wide[0] if wide else 0)
EOT
    PYTHONIOENCODING=utf-8 python3 "$scratch/wide.py" make >"$scratch/wide"
    for command in tm-cluster 'tm-cluster --explain' 'tm-cluster -n 0' 'tm-cluster --topics' tm-digest \
        'tm-similar --top 2' 'tm-similar --dedup'; do
        # shellcheck disable=SC2086
        run 0 $command "$scratch/wide"
        PYTHONIOENCODING=utf-8 python3 "$scratch/wide.py" <"$scratch/out" || fail "$command"
    done
}

# ---- options ----

check_order_does_not_matter() {
    awk '{ line[NR] = $0 } END { for (i = NR; i > 0; i--) print line[i] }' data/day.jsonl >"$scratch/turned"
    awk '{ print NR * 89 % 207, $0 }' data/day.jsonl | sort -n | cut -d' ' -f2- >"$scratch/mixed"
    for how in '' '-k 20' --topics '--algorithm kmeans -k 20' '--algorithm kmeans -k 20 --batch 30' \
        '--algorithm bisecting -k 20' '--algorithm lsa-kmeans -k 20' '--algorithm mixture' \
        '--algorithm naive-bayes -k 20' '--algorithm soft-naive-bayes -k 20' '--algorithm nmf -k 20' \
        '--algorithm average' '--algorithm complete -k 20' '--algorithm ward -k 20' \
        '--algorithm single -k 20' '--algorithm hdbscan' '--algorithm components'; do
        # shellcheck disable=SC2086
        run 0 tm-cluster $how --format jsonl data/day.jsonl
        mv "$scratch/out" "$scratch/one"
        for order in turned mixed; do
            # shellcheck disable=SC2086
            run 0 tm-cluster $how --format jsonl "$scratch/$order"
            mv "$scratch/out" "$scratch/other"
            run 0 tm-evaluate clusters --compare --floor ari=1 "$scratch/one" "$scratch/other"
        done
    done
}

# tm-cluster's own table has a header, which is no document; columns go by its names.
check_labels_of_a_table() {
    run 0 tm-cluster --format tsv data/day.jsonl
    mv "$scratch/out" "$scratch/day.tsv"
    run 0 tm-cluster --format jsonl data/day.jsonl
    mv "$scratch/out" "$scratch/day.out.jsonl"
    run 0 tm-evaluate clusters --compare --floor ari=1 "$scratch/day.tsv" "$scratch/day.out.jsonl"
    prints '206 documents'
    run 0 tm-evaluate clusters --compare "$scratch/day.tsv" "$scratch/day.tsv"
    prints '206 documents'
    printf 'id\twho\ttopic\nd1\tx\ta\nd2\tx\tb\n' >"$scratch/gold.tsv"
    printf 'd1\t1\nd2\t2\n' >"$scratch/two.tsv"
    run 0 tm-evaluate clusters --label topic --floor ari=1 "$scratch/gold.tsv" "$scratch/two.tsv"
    grep -q 'documents  *2$' "$scratch/out" || fail 'two documents'
    # Nothing in it is called "label": the second column.
    run 0 tm-evaluate clusters "$scratch/gold.tsv" "$scratch/two.tsv"
    grep -q 'gold  *1$' "$scratch/out" || fail 'the second column'
    printf 'id\tx\tlabel\nd1\ta\n' >"$scratch/short.tsv"
    run 1 tm-evaluate clusters "$scratch/short.tsv" "$scratch/two.tsv"
    says 'short.tsv:2: neither JSON, nor an id, a tab and a label, nor one word or number'
}

check_start_from_clusters() {
    run 0 tm-cluster --algorithm kmeans -k 9 --format jsonl data/day.jsonl
    mv "$scratch/out" "$scratch/first"
    head -n 150 "$scratch/first" >"$scratch/some"
    run 0 tm-cluster --algorithm kmeans -k 9 --format tsv data/day.jsonl
    mv "$scratch/out" "$scratch/first.tsv"
    for start in first first.tsv some; do
        run 0 tm-cluster --algorithm kmeans --start "$scratch/$start" --format jsonl data/day.jsonl
        mv "$scratch/out" "$scratch/again"
        [ $start = some ] && floor=.7 || floor=1 # what is new may move what was there
        run 0 tm-evaluate clusters --compare --floor ari=$floor "$scratch/first" "$scratch/again"
    done
    run 0 tm-cluster --algorithm kmeans -k 12 --start "$scratch/some" --format jsonl data/day.jsonl
    grep -q '"cluster": 12,' "$scratch/out" || fail 'more clusters than the start has'
    run 1 tm-cluster --algorithm kmeans -k 8 --start "$scratch/first" data/day.jsonl
    says "$scratch/first: has the documents in 9 clusters, more than -k 8"
    head -n 1 "$scratch/first" >>"$scratch/some"
    run 1 tm-cluster --algorithm kmeans --start "$scratch/some" data/day.jsonl
    says "$scratch/some:151: id d001 stands twice"
    printf 'x\t1\n{"id": "d001"}\n' >"$scratch/some"
    run 1 tm-cluster --algorithm kmeans --start "$scratch/some" data/day.jsonl
    says "$scratch/some:2: no 'cluster' that is a string or a number"
    printf 'x\t1\n' >"$scratch/some"
    run 1 tm-cluster --algorithm kmeans --start "$scratch/some" data/day.jsonl
    says "$scratch/some: has none of the documents by id"
    run 1 tm-cluster --algorithm kmeans --start "$scratch/nothing" data/day.jsonl
    says 'No such file'
    run 2 tm-cluster --start "$scratch/first" data/day.jsonl
    says '--start: is for --algorithm kmeans'
}

check_threads_do_not_matter() {
    cut -d'"' -f8 data/day.jsonl >"$scratch/titles"
    head -n 60 data/day.jsonl >"$scratch/few.jsonl"
    for input in data/day.jsonl "$scratch/titles" "$scratch/few.jsonl" data/articles.jsonl; do
        for command in 'tm-cluster --format jsonl' 'tm-cluster -k 7 --format jsonl' \
            'tm-cluster --format text' 'tm-summarize --together --format jsonl' \
            'tm-summarize --format jsonl' 'tm-vectorize --format mtx'; do
            # shellcheck disable=SC2086
            run 0 $command --threads 1 "$input"
            mv "$scratch/out" "$scratch/want"
            for threads in 2 5; do
                # shellcheck disable=SC2086
                run 0 $command --threads $threads "$input"
                cmp "$scratch/out" "$scratch/want" || fail "$command --threads $threads $input"
            done
        done
    done
}

check_options_and_files_mixed() {
    run 0 tm-cluster data/day.jsonl --format jsonl -k 3
    mv "$scratch/out" "$scratch/want"
    run 0 tm-cluster -k3 --format=jsonl -- data/day.jsonl
    cmp "$scratch/out" "$scratch/want" || fail 'the order of options and files matters'
    run 0 tm cluster -k 3 data/day.jsonl --format jsonl
    cmp "$scratch/out" "$scratch/want" || fail '`tm cluster` does something else'
}

check_unknown_task() {
    run 2 tm frobnicate
    says "'frobnicate' is not a task; have: cluster"
    run 2 tm ../tm-cluster
}

check_color() {
    run 0 tm-cluster data/day.jsonl
    ! grep -q "$(printf '\033')" "$scratch/out" || fail 'colours without a terminal'
    run 0 tm-cluster --color always data/day.jsonl
    grep -q "$(printf '\033')" "$scratch/out" || fail 'no colours with --color always'
    run 0 tm-cluster --color never data/day.jsonl
    ! grep -q "$(printf '\033')" "$scratch/out" || fail 'colours with --color never'
}

check_terminal() {
    have script
    script -qec true /dev/null >/dev/null 2>&1 </dev/null || skip 'script gets no terminal here'
    script -qec 'TERM=xterm tm-cluster data/day.jsonl' /dev/null >"$scratch/out" 2>&1 </dev/null
    grep -q "$(printf '\033')\\[1m" "$scratch/out" || fail 'no bold label on a terminal'
    script -qec 'TERM=xterm NO_COLOR=1 tm-cluster --progress never data/day.jsonl' /dev/null >"$scratch/out" 2>&1 \
        </dev/null
    ! grep -q "$(printf '\033')" "$scratch/out" || fail 'NO_COLOR is not honoured'
}

# Whoever presses Ctrl-C finds the old file as it was, and nothing beside it.
check_interrupted_files() {
    mkdir "$scratch/files"
    for command in 'tm-cluster -o' 'tm-summarize -o' 'tm-keywords -o' 'tm-segment --words -o' \
        'tm-read -o' 'tm-digest -o' 'tm-similar --top 1 -o' 'tm-vectorize -o' \
        'tm-vectorize --format tsv -o' 'tm-train background -o' 'tm-cluster --tree'; do
        case $command in # some go by the ending
        *--tree) name=file.nwk ;;
        'tm-vectorize -o') name=file.mtx ;;
        *) name=file ;;
        esac
        echo old >"$scratch/files/$name"
        rm -f "$scratch/pipe"
        mkfifo "$scratch/pipe"
        # shellcheck disable=SC2086
        $command "$scratch/files/$name" "$scratch/pipe" >/dev/null 2>"$scratch/err" &
        pid=$!
        exec 3>"$scratch/pipe" # opens when the tool reads
        echo 'a document of some words' >&3
        kill -HUP $pid # as Ctrl-C, which a shell keeps from what it starts in the background
        wait $pid
        [ $? -gt 128 ] || fail "$command: not ended by the signal"
        exec 3>&-
        [ "$(cat "$scratch/files/$name")" = old ] || fail "$command: the old file is gone"
        rm "$scratch/files/$name"
        [ -z "$(ls -A "$scratch/files")" ] || fail "$command: left $(ls -A "$scratch/files")"
    done
}

check_manual_pages() {
    for tool in tm tm-cluster tm-summarize tm-vectorize; do
        run 0 $tool --help-man
        prints '.SH NAME'
        prints '.SH OPTIONS'
        quiet
        if command -v groff >/dev/null 2>&1; then
            groff -man -Tutf8 -ww "$scratch/out" >/dev/null 2>"$scratch/err"
            quiet
        fi
    done
}

check_completion() {
    for tool in tm tm-cluster tm-summarize tm-vectorize; do
        for shell in bash zsh fish; do
            run 0 $tool --help-completion=$shell
            prints "$tool"
            ! command -v $shell >/dev/null 2>&1 || $shell -n "$scratch/out" || fail "$shell: $tool"
        done
    done
    run 2 tm-cluster --help-completion=csh
    have bash
    run 0 tm-cluster --help-completion=bash
    for try in '--form:--format' '--format js:json jsonl' '--algorithm k:kmeans' '--no-s:--no-stem --no-stop'; do
        got=$(bash -c '. "$1"; read -ra COMP_WORDS <<<"tm-cluster $2"
            COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _tm_cluster; echo "${COMPREPLY[*]}"' \
            _ "$scratch/out" "${try%%:*}")
        [ "$got" = "${try#*:}" ] || fail "completion of '${try%%:*}' gives '$got'"
    done
}

# ---- documents of several lines ----

check_lines_end_as_in_dos() {
    printf 'Storm floods road \r\nThe coast is cut off\r\n' | run_pipe tm-cluster --input text --format tsv
    grep -q "$(printf '\tStorm floods road\t')" "$scratch/out" || fail 'a blank behind the first line'
}

check_nul_documents() {
    printf 'First line\nsecond line\n\0\0 \n\0Another\0last \303\251' >"$scratch/in"
    run 0 tm-read --input nul --lang en "$scratch/in"
    lines 3
    prints '"text": "First line\nsecond line"'
    prints '"text": "Another"'
    prints '"text": "last é"'
    cp "$scratch/out" "$scratch/plain"
    gzip -c "$scratch/in" >"$scratch/in.gz"
    run 0 tm-read --input nul --lang en "$scratch/in.gz"
    cmp "$scratch/plain" "$scratch/out" || fail 'packed: other documents'
    run 0 tm-read --input nul --lang en <"$scratch/in"
    cmp "$scratch/plain" "$scratch/out" || fail 'from a pipe: other documents'
    : >"$scratch/empty"
    run 0 tm-read --input nul "$scratch/empty"
    lines 0
    # A document without an end: more than a block of the reader.
    head -c 3000000 /dev/zero | tr '\0' x >"$scratch/long"
    run 0 tm-read --input nul "$scratch/long"
    lines 1
    [ "$(wc -c <"$scratch/out")" -gt 3000000 ] || fail 'a long document was cut'
}

# ---- components ----

check_components() {
    run 0 tm-vectorize --components 5 --model "$scratch/lsa" -o "$scratch/a.npy" data/day.jsonl
    quiet
    run 0 tm-vectorize --load "$scratch/lsa" -o "$scratch/b.npy" data/day.jsonl
    cmp "$scratch/a.npy" "$scratch/b.npy" || fail 'loaded: other rows'
    # What a model with components can and cannot do.
    run 1 tm-vectorize --load "$scratch/lsa" --components 3 -o "$scratch/c.npy" data/day.jsonl
    says 'lsa has its own; --components 0'
    run 1 tm-vectorize --load "$scratch/lsa" --update -o "$scratch/c.npy" data/day.jsonl
    says 'are of its documents alone; --components 0'
    run 1 tm-vectorize --load "$scratch/lsa" -o "$scratch/c.mat" data/day.jsonl
    says '.mat is for sparse rows'
    [ ! -e "$scratch/c.npy" ] && [ ! -e "$scratch/c.mat" ] || fail 'half a matrix'
    run 0 tm-vectorize --load "$scratch/lsa" --update --components 0 -o "$scratch/c.mat" data/day.jsonl
    run 0 tm-similar --load "$scratch/lsa" data/day.jsonl
    # Fewer than were asked for, and none.
    printf 'Baku airport\nFerry port\n' >"$scratch/two"
    run 0 tm-vectorize --components 100 --format tsv "$scratch/two"
    says '2 rows of 4 terms have only 2'
    lines 5
    prints 'c2'
    : >"$scratch/empty"
    run 0 tm-vectorize --components 3 -o "$scratch/none.npy" "$scratch/empty"
    run 0 tm-vectorize --load "$scratch/lsa" -o "$scratch/none.npy" "$scratch/empty"
    # What no machine could hold is refused at once.
    printf '%%%%MatrixMarket matrix coordinate real general\n1000000 2000000000 1\n1 1 1\n' >"$scratch/large.mtx"
    run 1 tm-vectorize --components 1000 -o "$scratch/d.npy" "$scratch/large.mtx"
    says 'of 1000000 rows and 2000000000 terms take'
}

# ---- stop words of one's own ----

check_stop_list() {
    printf 'The ferry left the port.\nA ferry came to port again.\n' >"$scratch/in"
    printf '\357\273\277# mine\nFERRY  # a comment\r\n\n  again\n#port\n' >"$scratch/own"
    terms() {
        run 0 tm-vectorize --lang en "$@" -o "$scratch/rows.tsv" --vocabulary "$scratch/terms" "$scratch/in"
        got=$(sed 1d "$scratch/terms" | cut -f 1 | tr '\n' ' ')
    }
    terms --stop-list "$scratch/own"
    [ "$got" = 'came left port ' ] || fail "both: $got"
    terms --no-stop --stop-list "$scratch/own"
    [ "$got" = 'a came left port the to ' ] || fail "only mine: $got"
    terms --like sklearn --stop-list "$scratch/own"
    [ "$got" = 'came ferry left port the to ' ] || fail "as written: $got"
    # A model knows them, and so does what is learnt on top of it.
    terms --stop-list "$scratch/own" --model "$scratch/model"
    echo 'The ferry sinks again.' >"$scratch/in"
    run 0 tm-vectorize --load "$scratch/model" --update --vocabulary "$scratch/terms" -o "$scratch/rows.tsv" "$scratch/in"
    got=$(sed 1d "$scratch/terms" | cut -f 1 | tr '\n' ' ')
    [ "$got" = 'came left port sinks ' ] || fail "updated: $got"
    printf 'Ferry sinks off Baku.\nFerry sinks near Baku.\nFerry fares rise.\n' >"$scratch/in"
    for tool in 'tm-cluster --lang en' 'tm-cluster --lang en --no-stop' 'tm-keywords --lang en' 'tm-digest --lang en'; do
        # shellcheck disable=SC2086
        run 0 $tool --stop-list "$scratch/own" "$scratch/in"
        prints Baku
        quiet
    done
    run 0 tm-segment --words --lang en --format text --stop-list "$scratch/own" "$scratch/in"
    ! grep -qi ferry "$scratch/out" || fail 'a word of the list is there'
    run 0 tm-similar --lang en --stop-list "$scratch/own" --format tsv "$scratch/in"
    lines 3
    run 0 tm-summarize --lang en -n 1 --stop-list "$scratch/own" "$scratch/in"
    lines 1
}

# What is wrong with a list is told with its line, before anything is read.
check_bad_stop_list() {
    for tool in tm-vectorize tm-cluster tm-similar tm-keywords tm-summarize tm-digest 'tm-segment -w'; do
        # shellcheck disable=SC2086
        run 1 $tool --stop-list "$scratch/none" data/day.jsonl
        says "$scratch/none: No such file"
    done
    printf 'port\nnew york\n' >"$scratch/two"
    printf 'port\n\n\377\n' >"$scratch/latin"
    printf 'port\nfer\000ry\n' >"$scratch/nul"
    : >"$scratch/empty"
    run 1 tm-vectorize --stop-list "$scratch/two" data/day.jsonl
    says "two:2: 'new york' is more than a word; write one a line"
    run 1 tm-vectorize --stop-list "$scratch/latin" data/day.jsonl
    says 'latin:3: is not UTF-8'
    run 1 tm-vectorize --stop-list "$scratch/nul" data/day.jsonl
    says 'nul:2: '
    run 1 tm-vectorize --stop-list "$scratch" data/day.jsonl
    says "$scratch: Is a directory"
    run 0 tm-vectorize --stop-list "$scratch/empty" data/day.jsonl
    says 'empty: no words in it'
}

# ---- tm-vectorize ----

check_matrix_files() {
    for ending in mtx npz npy svm mat tsv; do
        run 0 tm-vectorize -o "$scratch/m.$ending" data/day.jsonl
        quiet
        cp "$scratch/m.$ending" "$scratch/again"
        run 0 tm-vectorize -o "$scratch/m.$ending" data/day.jsonl
        cmp "$scratch/m.$ending" "$scratch/again" || fail "$ending differs from run to run"
    done
    run 2 tm-vectorize -o "$scratch/m.doc" data/day.jsonl
    says '.mtx, .npz, .npy, .svm, .mat, .uci or .tsv'
    entries=$(sed -n 2p "$scratch/m.mtx" | cut -d' ' -f3)
    [ "$(tail -n +2 "$scratch/m.tsv" | wc -l)" = "$entries" ] || fail 'tsv and mtx differ'
    [ "$(wc -l <"$scratch/m.svm")" = 206 ] || fail 'svm: not a row a document'
    if python3 -c 'import numpy' 2>/dev/null; then
        python3 - "$scratch" <<'EOT' || fail 'numpy reads something else'
import sys, numpy
folder = sys.argv[1]
z = numpy.load(folder + "/m.npz")
rows, cols, entries = map(int, open(folder + "/m.mtx").read().split("\n")[1].split())
assert tuple(z["shape"]) == (rows, cols) and z["format"] == b"csr"
assert len(z["data"]) == len(z["indices"]) == z["indptr"][-1] == entries
text = [line.split() for line in open(folder + "/m.mtx").read().split("\n")[2:-1]]
assert all(numpy.float32(v[2]) == w for v, w in zip(text, z["data"])), "mtx keeps every bit"
assert [int(v[1]) - 1 for v in text] == list(z["indices"])
EOT
    fi
}

# From one format to the next and back nothing is lost.
check_matrix_round_trip() {
    run 0 tm-vectorize --weighting nnn --vocabulary "$scratch/terms" -o "$scratch/first.mtx" data/day.jsonl
    from=first.mtx
    for ending in npz npy svm mat uci mtx; do
        run 0 tm-vectorize -o "$scratch/next.$ending" "$scratch/$from"
        quiet
        from=next.$ending
    done
    cmp "$scratch/first.mtx" "$scratch/next.mtx" || fail 'a matrix has changed on its way'
    run 0 tm-vectorize --names "$scratch/terms" -o "$scratch/named.mat" "$scratch/first.mtx"
    tail -n +2 "$scratch/terms" | cut -f1 | cmp - "$scratch/named.mat.clabel" || fail 'other names'
    run 0 tm-vectorize --weighting nnn -o "$scratch/first.tsv" data/day.jsonl
    run 0 tm-vectorize --weighting nnn -o "$scratch/first.mat" data/day.jsonl
    run 0 tm-vectorize -o "$scratch/again.tsv" "$scratch/first.mat"
    cmp "$scratch/first.tsv" "$scratch/again.tsv" || fail 'names are not read'
    run 0 tm-vectorize --weighting bm25 --format svm "$scratch/next.uci"
    lines 206
}

# What is malformed is told with its line, and leaves an old file alone.
# scikit-learn's dump_svmlight_file() counts columns from 0, if it is not told otherwise.
check_matrix_columns_from_zero() {
    printf '0 2:1 3:5\n1 1:1 4:2\n' >"$scratch/one.svm"
    printf '0 1:1 2:5\n1 0:1 3:2\n' >"$scratch/zero.svm"
    run 0 tm-vectorize --format mtx "$scratch/one.svm"
    mv "$scratch/out" "$scratch/want"
    run 0 tm-vectorize --format mtx "$scratch/zero.svm"
    cmp "$scratch/out" "$scratch/want" || fail 'another matrix'
}

check_matrix_packed() {
    have gzip
    run 0 tm-vectorize --weighting nnn -o "$scratch/rows.mtx" data/day.jsonl
    run 0 tm-vectorize --weighting nnn -o "$scratch/rows.mat" data/day.jsonl
    run 0 tm-vectorize -o "$scratch/want.tsv" "$scratch/rows.mat"
    gzip -n "$scratch/rows.mtx" "$scratch/rows.mat"
    run 0 tm-vectorize -o "$scratch/again.mtx" "$scratch/rows.mtx.gz"
    quiet
    gzip -d <"$scratch/rows.mtx.gz" | cmp - "$scratch/again.mtx" || fail 'another matrix'
    run 0 tm-vectorize -o "$scratch/again.tsv" "$scratch/rows.mat.gz" # with its names
    cmp "$scratch/want.tsv" "$scratch/again.tsv" || fail 'other names'
    printf '0 1:1\n0 1:x\n' | gzip >"$scratch/bad.svm.gz"
    run 1 tm-vectorize "$scratch/bad.svm.gz"
    says "bad.svm.gz:2: value 'x' is not a finite number"
    head -c 40 "$scratch/rows.mtx.gz" >"$scratch/cut.mtx.gz"
    run 1 tm-vectorize "$scratch/cut.mtx.gz"
    says 'cut.mtx.gz: '
    run 1 tm-vectorize "$scratch/none.mtx.gz"
    says 'none.mtx.gz: No such file'
    run 2 tm-vectorize --min-df 2 "$scratch/rows.mtx.gz"
    says '--min-df: is for documents, and this is a matrix'
}

check_matrix_malformed() {
    echo old >"$scratch/old.mtx"
    while IFS='|' read -r ending content message; do
        printf "$content" >"$scratch/in.$ending"
        run 1 tm-vectorize -o "$scratch/old.mtx" "$scratch/in.$ending"
        says "in.$ending$message"
    done <<'EOT'
mtx|hello|:1: does not begin with %%MatrixMarket
mtx|%%%%MatrixMarket matrix coordinate complex general\n|:1: field 'complex' cannot be read
mtx|%%%%MatrixMarket matrix coordinate real general\n2 2 2\n1 1 1\n|:3: the file ends after 1 of 2 entries
mtx|%%%%MatrixMarket matrix coordinate real general\n2 2 1\n3 1 1\n|:3: row '3' is not a whole number from 1 to 2
mtx|%%%%MatrixMarket matrix coordinate real general\n2 2 1\n1 1 nan\n|:3: value 'nan' is not a finite number
mtx|%%%%MatrixMarket matrix coordinate real general\n2 2 1\n1 1 1e39\n|:3: value 1e+39 is too large
mtx|%%%%MatrixMarket matrix coordinate real general\n2 2 1\n1 1 1 7\n|:3: '7' is more than belongs there
mtx|%%%%MatrixMarket matrix coordinate real general\n2000000000 2 1\n1 1 1\n|: 2000000000 rows in a file of
svm|0 1:1\n0 2:1 2:3\n|:2: column 2 behind column 2
svm|0 -1:1\n|:1: column '-1' is not a whole number from 0
svm|0 1:1 0:1\n|:1: column 0 behind column 1
svm|x 1:1\n|:1: label 'x' is not a finite number
svm|0 1 1\n|:1: no ':' behind column 1
mat|2 2 2\n1 1\n|:2: the file ends after 1 of 2 rows
mat|1 2 2\n1 1\n|:2: 1 entries, but 2 were announced
mat|1 2\n1\n|:2: the line ends where the value should be
uci|1\n1\n1\n1 1 0.5\n|:4: count '0.5' is not a whole number
uci|1\n1\n|:2: the file ends before the number of entries
npy|hello hello hello|: not an array that can be read: it does not begin like one
npz|hello|: 
EOT
    [ "$(cat "$scratch/old.mtx")" = old ] || fail 'a failure has touched the old file'
    printf '1 1 1\n1 1\n' >"$scratch/a.mat"
    printf 'x\ny\n' >"$scratch/a.mat.clabel"
    run 1 tm-vectorize --format tsv "$scratch/a.mat"
    says 'a.mat.clabel:2: more than 1 names'
    run 1 tm-vectorize --weighting ltb --format svm "$scratch/in.uci"
    printf '%%%%MatrixMarket matrix coordinate real general\n2 2 2\n1 1 2\n2 1 -1\n' >"$scratch/in.mtx"
    run 1 tm-vectorize --weighting ltn "$scratch/in.mtx"
    says 'in.mtx: the value in row 2, column 1 is -1; --weighting weighs counts'
    run 2 tm-vectorize "$scratch/a.mat" data/day.jsonl
    says 'one matrix at a time'
    run 2 tm-vectorize --model "$scratch/model" "$scratch/a.mat"
    run 2 tm-vectorize --names "$scratch/a.mat.clabel" data/day.jsonl
    run 1 tm-vectorize -o "$scratch/a.uci" data/day.jsonl
    says 'is no count'
    [ ! -e "$scratch/a.uci" ] || fail 'half a matrix'
}

# What somebody asked for is done or refused, never passed over: arguments, and the end of the message.
check_idle_options() {
    : >"$scratch/x.mtx"
    while IFS='|' read -r arguments message; do
        # shellcheck disable=SC2086
        run 2 $arguments
        says "${arguments%% *}: $message"
    done <<EOT
tm-cluster --topics -k 3|--topics: finds their number, -k gives it
tm-cluster -n 5 --format jsonl|-n: is for --format text or md
tm-cluster --explain --format tsv|--explain: does not go with --format tsv
tm-cluster --field title=x --input lines|--field: is for --input auto or jsonl or json or csv or tsv
tm-cluster --batch 9|--batch: is for --algorithm kmeans
tm-digest --show 2 --format html|--show: is for --format text or md
tm-read --whole --input page|--whole: does not take apart
tm-read --lang de --format text|--lang: is a field of the records
tm-segment --sentences --stem|--stem: is for --words
tm-segment --sentences --stop|--stop: is for --words
tm-segment --sentences --stop-list x|--stop-list: is for --words
tm-segment --sentences --plain|--plain: is for --words
tm-segment --language --lang de|--lang: says what --language is to find
tm-similar --pairs .5 --threshold .5|--pairs: gives the threshold itself
tm-similar --pairs .5 -n 3|--pairs: gives all pairs
tm-similar --dedup -n 3|--dedup: does not go with -n
tm-similar --dedup --no-stop|--dedup: compares words as they are written
tm-similar --load x --no-stop|--load: a model has its words
tm-similar --load x --stop-list x|--load: a model has its words
tm-similar --dedup --stop-list x|--dedup: compares words as they are written
tm-cluster --stop-list -|--stop-list: standard input is for documents
tm-summarize --algorithm lexrank --background x|--background: is for --algorithm coverage
tm-summarize --algorithm lexrank --model x|--model: is for --algorithm coverage
tm-summarize --highlight --format jsonl|--highlight: is for --format text or md or html
tm-summarize --highlight --explain|--highlight: goes with --explain in --format html only
tm-track --state x --format md|--format: is for --export
tm-track --state x --export 2026-02-15 --lang de|--export: does not go with --lang
tm-train background --epochs 2 -o x|--epochs: is for tm-train language
tm-train sentence --min-df 2 -o x|--min-df: is for tm-train background and words
tm-train language --mode opinions -o x|--mode: is for tm-train summary
tm-evaluate clusters --level .9 x x|--level: is for rouge
tm-evaluate clusters --no-compare --show 2 x x|--show: is for --compare
tm-evaluate clusters --lang en x x|--lang: is for --texts
tm-evaluate rouge --cluster topic x x|--cluster: is for clusters
tm-vectorize --weighting ltc --bm25-k1 2|--bm25-k1: is for --weighting bm25
tm-vectorize --bm25-b .5|--bm25-b: is for --weighting bm25
tm-vectorize --weighting ltc --slope .5|--slope: is for a --weighting that ends in u or b
tm-vectorize --weighting bm25 --log-base 2|--log-base: these weights have no logarithm
tm-vectorize --load x --lang de|--load: a model has its words
tm-vectorize --load x --stop-list x|--load: a model has its words
tm-vectorize --chars 2-3 --stop-list x|--chars: knows no words
tm-vectorize --load x --min-df 2|--load: a model has its terms
tm-vectorize --load x --max-df .5|--load: a model has its terms
tm-vectorize --load x --phrases .5|--load: a model has its words; --phrase-list
tm-vectorize --load x --bm25-b .5|--load: a model has its weights
tm-vectorize --phrase-count 3|--phrase-count: is for --phrases
tm-vectorize --hash 8 --min-df 2|--hash: keeps no terms to count
tm-vectorize --components 5 -o x.mat|--components: .mat is for sparse rows
tm-vectorize --components 5 --format uci|--components: .uci is for sparse rows
tm-vectorize --components 0|--components 0: is for --load
tm-vectorize --load x --update --components 5|--components: need all documents
tm-vectorize --chars 2-3 --stem|--chars: knows no words
tm-vectorize --chars 2-3 --ngrams 2|--ngrams: does not go with --chars
tm-vectorize --update|--update: of which model?
tm-vectorize --names x|--names: is for a matrix
tm-vectorize --stem $scratch/x.mtx|--stem: is for documents
tm-vectorize --slope .5 $scratch/x.mtx|--slope: is for --weighting
EOT
    # Said by default, or taken back, is not asked for.
    echo 'one line' >"$scratch/in"
    run 0 tm-cluster --topics --no-topics -k 1 "$scratch/in"
    run 0 tm-similar --pairs .5 --format tsv --no-stem "$scratch/in"
}

check_model_round_trip() {
    run 0 tm-vectorize --model "$scratch/model" --vocabulary "$scratch/terms" -o "$scratch/a.mtx" \
        --stem data/day.jsonl
    run 0 tm-vectorize --load "$scratch/model" -o "$scratch/b.mtx" data/day.jsonl
    cmp "$scratch/a.mtx" "$scratch/b.mtx" || fail 'a loaded model gives other rows'
    [ "$(tail -n +2 "$scratch/terms" | wc -l)" = "$(sed -n 2p "$scratch/a.mtx" | cut -d' ' -f2)" ] ||
        fail 'the vocabulary is not as long as the rows'
    run 1 tm-vectorize --load data/day.jsonl data/day.jsonl
    run 2 tm-vectorize --load "$scratch/model" --weighting bm25 data/day.jsonl
    says 'a model has its weights'
    run 2 tm-vectorize --load "$scratch/model" --stem data/day.jsonl
    says 'a model has its words; no --lang, --stem'
    run 2 tm-vectorize --load "$scratch/model" --ngrams 1-2 data/day.jsonl
    run 0 tm-vectorize --weighting Lfb --slope 0.3 --model "$scratch/model" -o "$scratch/a.mtx" data/day.jsonl
    run 0 tm-vectorize --load "$scratch/model" -o "$scratch/b.mtx" data/day.jsonl
    cmp "$scratch/a.mtx" "$scratch/b.mtx" || fail 'a loaded model weighs otherwise'
    run 1 tm-vectorize --load "$scratch/missing" data/day.jsonl
    head -c 1000 "$scratch/model" >"$scratch/cut"
    run 1 tm-vectorize --load "$scratch/cut" data/day.jsonl
}

check_digest_of_one_story() {
    printf 'Storm hits the coast\nStorm hits the coast again\n' >"$scratch/in"
    run 0 tm-digest --format md "$scratch/in"
    prints '2 documents, 1 story, 0 alone.'
    run 0 tm-digest --format rss "$scratch/in"
    prints '1 story from 2 documents'
}

check_digest_names_texts_without_titles() {
    cat >"$scratch/in" <<'EOT'
{"text":"(CNN)Before he was a banker, he was little John -- the boy in the yellow shirt, who liked football more than school and the sea more than both. He left at ten."}
{"text":": \n> lines of a reply\nThe gears of the bike slip when it rains. What can be done about it?"}
{"text":"(CNN)Ships sank\nA storm that had been forecast for days was worse than anybody in the harbour had thought."}
{"text":"Article Excerpt\n\nCAIRO—The union met again in the capital on Monday to speak of a new contract for teachers."}
{"text":"Rain fell all night. It stopped.\nRivers rose by the morning in most of the valleys that lead down to the sea."}
EOT
    run 0 tm-digest "$scratch/in"
    prints '  - Before he was a banker, he was little John'
    prints '  - The gears of the bike slip when it rains.'
    prints '  - The union met again in the capital on Monday'
    prints '  - Ships sank'
}

# Headlines in a row are no summary, and of a date without a time no hour is known.
check_digest_of_headlines() {
    cat >"$scratch/in.csv" <<'EOT'
title,date,text
"Quake of magnitude 6.1 hits northern Chile",2026-11-01,
"Strong earthquake shakes northern Chile, no victims",2026-11-01T10:30,
"Ships sink in a storm off Marenza, crews saved",2026-11-02,
"Storm off Marenza sinks two ships, crews saved",2026-11-02,"The crews of two ships were saved off Marenza. A storm had sunk them both."
EOT
    run 0 tm-digest --format json "$scratch/in.csv"
    prints '"summary": {"text": ""'
    prints '"summary": {"text": "The crews of two ships were saved off Marenza.'
    run 0 tm-digest "$scratch/in.csv"
    prints '    1 Nov'
    prints '    1 Nov, 10:30'
    ! grep -q '00:00\|Chile Strong' "$scratch/out" || fail 'a midnight, or headlines in a row'
}

check_digest_leads_with_a_title() {
    cat >"$scratch/in" <<'EOT'
{"text":"Harbours on the coast of Marenza closed when the storm Maelis hit the ports on Friday."}
{"title":"Storm Maelis hits Marenza","text":"Ports of Marenza wait for the storm Maelis to leave the coast, and for ferries."}
EOT
    run 0 tm-digest "$scratch/in"
    prints '1. Storm Maelis hits Marenza'
}

check_similar_query_of_nothing() {
    run 0 tm-similar --query 'zyzzyva' data/day.jsonl
    lines 0
    says 'tm-similar: --query: no document has a word of it'
    run 0 tm-similar --query 'ports' data/day.jsonl
    [ ! -s "$scratch/err" ] || fail 'a query with an answer'
}

check_summary_keeps_to_the_query() {
    run 0 tm-summarize --query 'constitutional court' data/article.txt
    lines 1
    prints 'the constitutional court'
    run 0 tm-summarize --query 'ports' data/article.txt
    lines 3
    [ "$(grep -ci ports "$scratch/out")" = 3 ] || fail 'all three are about ports'
}

check_evaluate_wants_a_record_a_line() {
    run 0 tm-cluster --format json data/day.jsonl
    cp "$scratch/out" "$scratch/clusters.json"
    run 1 tm-evaluate clusters data/day.jsonl "$scratch/clusters.json"
    says 'clusters.json:1: not JSON; a record is a line, as --format jsonl writes them'
}

check_similar_pairs_are_printed_as_they_are_found() {
    yes 'the president of Iran talks about strikes' | head -n 200000 >"$scratch/copies"
    # All twenty thousand million of them would take an hour, and more memory than there is.
    timeout 100 tm-similar --threads 2 --pairs .5 --format tsv "$scratch/copies" 2>"$scratch/err" |
        head -n 3 | cut -f 1-3 >"$scratch/out"
    printf 'a\tb\tsimilarity\n1\t2\t1\n1\t3\t1\n' | cmp - "$scratch/out" || fail 'the first pairs'
    run 0 tm-similar --pairs .5 --format tsv /dev/null
    lines 1
    run 0 tm-similar --pairs .5 --format jsonl /dev/null
    lines 0
}

check_similar_load() {
    run 0 tm-vectorize --lang en --model "$scratch/model" -o "$scratch/m.npz" data/day.jsonl
    run 0 tm-similar --lang en --format tsv data/day.jsonl
    mv "$scratch/out" "$scratch/own"
    run 0 tm-similar --load "$scratch/model" --format tsv data/day.jsonl
    cmp "$scratch/own" "$scratch/out" || fail 'its own model gives other neighbours'
    head -n 20 data/day.jsonl >"$scratch/few.jsonl"
    run 0 tm-similar --load "$scratch/model" --pairs 0.01 --format tsv "$scratch/few.jsonl"
    cp "$scratch/out" "$scratch/loaded"
    run 0 tm-similar --lang en --pairs 0.01 --format tsv "$scratch/few.jsonl"
    ! cmp -s "$scratch/loaded" "$scratch/out" || fail 'a loaded model changes nothing'
    run 1 tm-similar --load "$scratch/missing" data/day.jsonl
    run 2 tm-similar --load "$scratch/model" --stem data/day.jsonl
    says 'a model has its words'
    run 2 tm-similar --load "$scratch/model" --dedup data/day.jsonl
}

check_phrases() {
    for i in 1 2 3; do
        echo "the White House said $i"
        echo "a house is white, the white-house $i"
    done >"$scratch/in"
    run 0 tm-vectorize --lang en --weighting nnn --format tsv --phrases 0.3 --phrase-count 3 \
        --phrase-list "$scratch/phrases" "$scratch/in"
    prints '1	white_house	1'
    prints '2	white_house	1'
    prints '2	house	1'
    head -n 1 "$scratch/phrases" | grep -qx 'phrase	count	npmi' || fail 'no header'
    grep -q '^white house	6	0.' "$scratch/phrases" || fail 'the phrase is not in the list'
    cp "$scratch/out" "$scratch/learnt"
    run 0 tm-vectorize --lang en --weighting nnn --format tsv --phrase-list "$scratch/phrases" \
        --model "$scratch/model" "$scratch/in"
    cmp "$scratch/learnt" "$scratch/out" || fail 'a list gives other rows'
    run 0 tm-vectorize --load "$scratch/model" --format tsv --phrase-list "$scratch/phrases" "$scratch/in"
    cmp "$scratch/learnt" "$scratch/out" || fail 'a model and a list give other rows'
    run 2 tm-vectorize --load "$scratch/model" --phrases 0.5 "$scratch/in"
    run 2 tm-vectorize --phrases 0.5 <"$scratch/in"
    says 'standard input cannot be read twice'
    mkfifo "$scratch/fifo"
    run 2 tm-vectorize --phrases 0.5 "$scratch/fifo"
    echo 'one two three' >"$scratch/bad"
    run 1 tm-vectorize --phrase-list "$scratch/bad" "$scratch/in"
    says "$scratch/bad: 'one two three' is no phrase of two words"
    run 1 tm-vectorize --phrase-list "$scratch/missing" "$scratch/in"
}

check_field_weights() {
    printf '{"title": "storm", "text": "calm sea"}\n{"title": "calm", "text": ""}\n' >"$scratch/in.jsonl"
    run 0 tm-vectorize --lang en --weighting nnn --format tsv --field-weight title=3 "$scratch/in.jsonl"
    prints '1	storm	3'
    prints '1	calm	1'
    prints '2	calm	3'
    run 0 tm-vectorize --lang en --weighting nnn --format tsv --field-weight text=2,title=0 "$scratch/in.jsonl"
    prints '1	sea	2'
    ! grep -q 'storm' "$scratch/out" || fail 'a title of weight 0'
    run 0 tm-vectorize -o "$scratch/a.npz" data/day.jsonl
    run 0 tm-vectorize --field-weight title=1,text=1 -o "$scratch/b.npz" data/day.jsonl
    cmp "$scratch/a.npz" "$scratch/b.npz" || fail 'weights of 1 change something'
    for bad in title title= title=x title=-1 title=101 title=1.5 body=2 title=1,,text=2 title=0,text=0; do
        run 2 tm-vectorize --field-weight "$bad" data/day.jsonl
        says '--field-weight'
    done
}

check_model_update() {
    head -n 20 data/day.jsonl >"$scratch/first.jsonl"
    tail -n +21 data/day.jsonl >"$scratch/second.jsonl"
    run 0 tm-vectorize --lang en --weighting bm25 --model "$scratch/model" --vocabulary "$scratch/terms" \
        -o "$scratch/a.npz" "$scratch/first.jsonl"
    run 0 tm-vectorize --load "$scratch/model" --update --model "$scratch/more" --vocabulary "$scratch/all" \
        -o "$scratch/b.tsv" "$scratch/second.jsonl"
    cut -f1 "$scratch/terms" >"$scratch/old"
    cut -f1 "$scratch/all" | head -n "$(wc -l <"$scratch/old")" | cmp - "$scratch/old" ||
        fail 'columns of old terms changed'
    # The weights of the updated model are those of one that learnt everything at once.
    run 0 tm-vectorize --load "$scratch/more" -o "$scratch/c.tsv" data/day.jsonl
    run 0 tm-vectorize --lang en --weighting bm25 -o "$scratch/d.tsv" data/day.jsonl
    sort "$scratch/c.tsv" >"$scratch/c"
    sort "$scratch/d.tsv" | cmp - "$scratch/c" || fail 'an update weighs otherwise'
    tail -n +2 "$scratch/b.tsv" | cut -f2- >"$scratch/b"
    tail -n "$(wc -l <"$scratch/b")" "$scratch/c.tsv" | cut -f2- | cmp - "$scratch/b" ||
        fail 'the rows of an update are not its model'"'"'s'
    run 2 tm-vectorize --update data/day.jsonl
    says '--load says it'
}

check_vectorize_to_a_pipe() {
    for ending in npz npy mtx svm tsv; do
        run 0 tm-vectorize -o "$scratch/m.$ending" data/day.jsonl
        run 0 sh -c "tm-vectorize --format $ending data/day.jsonl | cat >'$scratch/pipe'"
        cmp "$scratch/m.$ending" "$scratch/pipe" || fail "$ending: another file through a pipe"
    done
    TMPDIR=$scratch/no/such run 1 tm-vectorize --format npz data/day.jsonl
    says "a temporary file in $scratch/no/such"
}

check_train_language() {
    for i in 1 2 3 4 5 6 7 8 9 10; do
        echo "{\"text\": \"the storm in Geneva $i\", \"lang\": \"en\"}"
        echo "{\"text\": \"der Sturm in Genf $i\", \"label\": \"de\"}"
    done >"$scratch/in.jsonl"
    run 0 tm-train language --rows 50 -o "$scratch/model" "$scratch/in.jsonl"
    says '2 languages from 20 samples; 1.0000 of 2 held out are right'
    lines 0
    cp "$scratch/model" "$scratch/again"
    run 0 tm-train language --rows 50 -o "$scratch/model" <"$scratch/in.jsonl"
    cmp "$scratch/model" "$scratch/again" || fail 'the model differs from run to run'
    rm "$scratch/model"
    echo '{"text": "whose?"}' >"$scratch/bare.jsonl"
    run 1 tm-train language -o "$scratch/model" "$scratch/bare.jsonl"
    says 'bare.jsonl:1: no language'
    run 2 tm-train language --lang de -o "$scratch/model" "$scratch/bare.jsonl"
    says 'at least 2'
    [ ! -e "$scratch/model" ] || fail 'a model was left behind'
    run 1 tm-train language -o "$scratch/no/model" "$scratch/in.jsonl"
    says "$scratch/no/model"
}

check_train_background() {
    printf '%s\n' '{"title": "Storm", "text": "the storm of j.doe@example.org"}' \
        '{"documents": ["The storms at http://example.org/a", "a storm"]}' >"$scratch/in.jsonl"
    run 0 tm-train background --min-df 1 -o "$scratch/model" "$scratch/in.jsonl"
    says '6 terms of 3 documents'
    run 0 tm-train background --min-df 1 --threads 1 -o "$scratch/again" <"$scratch/in.jsonl"
    cmp "$scratch/model" "$scratch/again" || fail 'the model differs from run to run'
    run 0 tm-vectorize --load "$scratch/model" --vocabulary "$scratch/terms" -o "$scratch/rows.mtx" \
        "$scratch/in.jsonl"
    printf '%s\n' a:1 at:1 of:1 storm:2 storms:1 the:2 >"$scratch/wanted"
    tail -n +2 "$scratch/terms" | cut -f1,2 | tr '\t' ':' | cmp - "$scratch/wanted" ||
        fail 'the words or their documents are others'
    run 0 tm-train background --stem --min-df 3 -o "$scratch/model" "$scratch/in.jsonl"
    says '1 terms of 3 documents'
    run 2 tm-train background --lang xx -o "$scratch/model" "$scratch/in.jsonl"
}

check_train_words() {
    # A word that is in more than a tenth of the pieces is left out.
    for i in a b c d e f g h i j k; do
        echo "{\"text\": \"The storm${i}x closed the airport${i}x.\"}"
    done >"$scratch/in.jsonl"
    run 0 tm-train words --lang en --min-df 1 -o "$scratch/model" "$scratch/in.jsonl"
    says '22 words of 11 pieces'
    run 0 tm-train words --lang en --min-df 1 --threads 1 -o "$scratch/again" <"$scratch/in.jsonl"
    cmp "$scratch/model" "$scratch/again" || fail 'the model differs from run to run'
    run 1 tm-train words --lang en -o "$scratch/no/model" "$scratch/in.jsonl"
    says "$scratch/no/model"
    run 2 tm-train words --lang xx -o "$scratch/model" "$scratch/in.jsonl"
    : >"$scratch/empty"
    for what in background:documents words:documents sentence:samples language:samples summary:records; do
        run 1 tm-train ${what%:*} -o "$scratch/none" "$scratch/empty"
        says "tm-train: no ${what#*:} to learn from"
        [ ! -e "$scratch/none" ] || fail 'a model of nothing'
    done
}

check_train_sentence() {
    for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
        echo '{"text": "It took aprx. ten boats and more.", "lang": "en"}'
    done >"$scratch/in.jsonl"
    run 0 tm-train sentence -o "$scratch/model" "$scratch/in.jsonl"
    says '1 languages from 20 samples: 2 abbreviations, 1 words that start sentences'
    lines 0
    cp "$scratch/model" "$scratch/again"
    run 0 tm-train sentence -o "$scratch/model" <"$scratch/in.jsonl"
    cmp "$scratch/model" "$scratch/again" || fail 'the model differs from run to run'
    echo '{"text": "whose?"}' >"$scratch/bare.jsonl"
    run 1 tm-train sentence -o "$scratch/other" "$scratch/bare.jsonl"
    says 'bare.jsonl:1: no language'
    run 2 tm-train sentence --lang E -o "$scratch/other" "$scratch/bare.jsonl"
    says "'E'"
    [ ! -e "$scratch/other" ] || fail 'a model was left behind'
}

# What comes with the library can be read by it.
check_shipped_models() {
    run 0 tm-vectorize --load models/background-en.tm --format tsv data/day.jsonl
    [ "$(wc -l <"$scratch/out")" -gt 1000 ] || fail 'the background model knows no words'
    run 0 tm-segment --language data/article.txt
    printf 'Prices rise sharply The bank said so.' >"$scratch/headline"
    run 0 tm-segment --sentences "$scratch/headline"
    lines 2
}

"check_$1"
