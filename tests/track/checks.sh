#!/bin/sh
# sh checks.sh TOOLS FOLDER: tm-track from the outside.
set -u
PATH=$1:$PATH
mkdir -p "$2" && cd "$2" || exit 1
rm -f ./*.db*
bad=0

expect() { # WHAT WANT GOT
    [ "$2" = "$3" ] && return
    printf '%s\nwant: %s\ngot:  %s\n' "$@"
    bad=1
}

# A line comes as soon as its document does, while the stream goes on.
mkfifo stream 2>/dev/null
tm-track --state live.db <stream >live.out &
exec 3>stream
printf '%s\n' '{"id": "a", "text": "Storm Maelis floods coast road", "date": "2026-02-15T08:00:00Z"}' >&3
for _ in $(seq 100); do [ -s live.out ] || sleep 0.1; done
expect 'live' '{"id": "a", "story": 1, "new": true}' "$(cat live.out)"
printf '%s\n' '{"id": "b", "text": "Coast road floods after storm Maelis", "date": "2026-02-15T09:00:00Z"}' >&3
exec 3>&-
wait
expect 'second' '{"id": "b", "story": 1, "new": false}' "$(sed -n 2p live.out)"

# A second run goes on; what is there is passed over.
printf '%s\n' '{"id": "b", "text": "x"}' '{"id": "c", "text": "Skater Tamm wins gold", "date": "2026-02-16"}' >more.jsonl
expect 'again' '{"id": "b", "story": 1, "new": null}
{"id": "c", "story": 2, "new": true}' "$(tm-track --state live.db more.jsonl)"

# A day comes back in its stories.
expect 'export' '2' "$(tm-track --state live.db --export 2026-02-15 --format json | grep -c '"score"')"
tm-track --state live.db --export 2026-02-15 --format json | grep -q '"track": 1' || bad=1
expect 'no day' 'The day in stories
0 documents, 0 stories, 0 loners' "$(tm-track --state live.db --export 1999-01-01)"

# Without a date a document is of the day of the one before it; none is passed over in silence.
printf '%s\n' '{"text": "before all days"}' '{"text": "Rain over Garz", "date": "2026-02-15"}' '{"text": "Rain over Garz ends"}' |
    tm-track --state dates.db --quiet
expect 'undated' "tm-track: --export: 1 document is of no day: without a date, and none before
2 documents, 1 story, 0 loners, 15 Feb 2026" "$(tm-track --state dates.db --export 2026-02-15 2>&1 | grep document)"
expect 'days' 'tm-track: --export: no document is of 2026-02-16; they are of 2026-02-15 to 2026-02-15' \
    "$(tm-track --state dates.db --export 2026-02-16 2>&1 >/dev/null | head -n 1)"
expect 'language' "tm-track: --lang: dates.db was made for 'en' and stays so" \
    "$(echo x | tm-track --state dates.db --lang de 2>&1)"
expect 'window' 'tm-track: --window: dates.db was made with 16384 and stays so' \
    "$(echo x | tm-track --state dates.db --window 99 2>&1)"

# Stop words of one's own are a new state's and stay so, for the stories and for a day's names.
for i in 1 2 3 4; do
    echo "{\"text\": \"Daily Lantern daily lantern report$i\", \"date\": \"2026-02-15\"}"
done >lantern.jsonl
printf 'daily # an outlet\nlantern\n' >lantern.stop
head -n 2 lantern.jsonl >first.jsonl
stories() { cut -d, -f2 | tr -dc '0-9\n' | tr '\n' ' '; }
expect 'an outlet makes a story' '1 1 1 1 ' "$(tm-track --state outlet.db lantern.jsonl | stories)"
expect 'stop words' '1 2 ' "$(tm-track --state stop.db --stop-list lantern.stop first.jsonl | stories)"
expect 'stop words stay' '1 2 3 4 ' "$(tm-track --state stop.db lantern.jsonl | stories)"
expect 'the same stop words' '1 2 3 4 ' "$(tm-track --state stop.db --stop-list lantern.stop lantern.jsonl | stories)"
expect 'no name of stop words' 0 "$(tm-track --state stop.db --export 2026-02-15 --format json | grep -c '"label": ".*antern')"
echo coast >coast.stop
expect 'other stop words' 'tm-track: --stop-list: stop.db was made with other words and stays so' \
    "$(tm-track --state stop.db --stop-list coast.stop lantern.jsonl 2>&1)"
expect 'later stop words' 'tm-track: --stop-list: dates.db was made with none and stays so' \
    "$(echo x | tm-track --state dates.db --stop-list coast.stop 2>&1)"

# A dateline makes no story, as with tm-cluster; nor after a restart.
long='and a few more words that only one of the reports has, so that its text is longer than any headline would be and has a dateline before it'
for word in ploughing skating budgets; do
    echo "{\"text\": \"PARIS (Reuters) - $word$word $word, $word in $word-$word: $long for $word, $word, $word\"}"
done >datelines.jsonl
sed "s/PARIS (Reuters) - //" datelines.jsonl >bare.jsonl
expect 'datelines' "$(tm-track --state bare.db bare.jsonl)" "$(
    head -n 1 datelines.jsonl | tm-track --state dateline.db
    sed 1d datelines.jsonl | sed 's/^{/{"id": 9, /;2s/9/8/' >rest.jsonl
    tm-track --state dateline.db rest.jsonl | sed 's/"id": 9/"id": 2/;s/"id": 8/"id": 3/')"

# Records without an id are told apart by what they say.
printf 'one headline\none headline\nanother headline\n' >lines.txt
expect 'lines' '3 2' "$(tm-track --state lines.db lines.txt | wc -l | tr -d ' ') $(
    tm-track --state lines.db lines.txt | grep -c '"new": null.*' >/dev/null
    tm-track --state lines.db lines.txt | cut -d, -f2 | sort -u | wc -l | tr -d ' ')"

# Wrong use and damage.
expect 'no state' 2 "$(tm-track lines.txt 2>/dev/null; echo $?)"
expect 'bad day' "tm-track: --export: 'monday' is no day; 2026-02-15 would be one" \
    "$(tm-track --state live.db --export monday 2>&1)"
expect 'nothing to export' 1 "$(tm-track --state new.db --export 2026-02-15 2>/dev/null; echo $?)"
expect 'a wrong name' 'tm-track: new.db: No such file or directory' \
    "$(tm-track --state new.db --export 2026-02-15 2>&1)"
expect 'and no new file' '' "$(ls new.db* 2>/dev/null)"
echo 'this is no database, whatever its name says' >text.db
expect 'no database' 'tm-track: text.db: is no state of tm-track, and no database at all' "$(tm-track --state text.db lines.txt 2>&1)"
mkdir closed && chmod 500 closed
[ "$(id -u)" = 0 ] || expect 'closed folder' 'tm-track: closed/x.db: Permission denied' "$(tm-track --state closed/x.db lines.txt 2>&1)"
expect 'no folder' 1 "$(tm-track --state nowhere/x.db lines.txt 2>/dev/null; echo $?)"
exit $bad
