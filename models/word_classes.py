#!/usr/bin/env python3
"""Which English words are seldom nouns, from where they stand in running text; a line a word.

    word_classes.py speed/news_en.txt.gz cluster/{bbc_news,day_articles}.jsonl.gz
        summary/{cnndm_val,cnndm_train,multinews_a}.jsonl.gz > word-classes-en.txt

Nothing is labelled: function words tell. Between "the" and "of" only a noun or a name stands, between "will" and "the"
only a verb. Of every word in lower case that is there often enough it is counted how often it stands so, and the
shares, each weighed by how much of the place other words take, make its class:

    v   a verb that is no noun (said, warns)
    p   a verb that also stands before nouns (leaked, missing)
    e   a verb more often than a noun (shines, helps)
    o   a noun more often, but often a verb (attack, calls)
    j   stands before nouns, hardly instead of one (economic, part-time)
    a   none of the three: an adverb or the like (globally, ahead)
    d   what stands before nouns or instead of one: an article, an object (the, him)
    t   a day or a month, listed here
    m   what stands before verbs (to, will, they)
    x   a name: what hardly ever stands without a capital (Moscow, Keith)

What is left out is a noun. A line that starts with a hyphen is an ending: the class of most of the words that have it
and are rare, for words that are not in the list; one with an s that is not is taken as the word without it. Nouns that would
be taken for something else so are in the list:

    n   a noun or a name
"""
import collections
import gzip
import json
import re
import sys

LEAST = 12          # places of a word
LEAST_TOLD = 4      # places that tell something
PLAIN = .1         # a name stands less often than this without a capital, for each place with one
ADVERB = .08        # a word that stands less often than this as a noun, before one, and as a verb
ARTICLES = set("the a an his her its their our my your this these those every each several many some any no another "
               "whose".split())
BEFORE_VERBS = set("to will would can could may might must should shall cannot not i we he she they who it you let "
                   "didn't don't doesn't won't wouldn't can't couldn't isn't wasn't".split())
HELPERS = set("is are was were be been being has have had having isn't wasn't aren't weren't hasn't haven't hadn't "
              "he's she's it's they're we're i'm i've they've we've".split())
OBJECTS = set("the a an his her its their our my your him them me us himself themselves itself this these that "
              "whether how why".split())
SURE_OBJECTS = OBJECTS - {"that", "this"}  # centrifuges that
TIMES = ("monday tuesday wednesday thursday friday saturday sunday today tonight tomorrow yesterday january february "
         "april june july september october november december jan feb apr sept oct nov dec").split()
PREPOSITIONS = set("of in on at by for with from to into about over under between against after before during".split())
BEHIND_NOUNS = set("of is are was were has have had will would can could may might must should who which and or "
                   "that , . ; : ) in on at by for with from to".split())
NOUN_ONLY = set("is are was were".split())
FUNCTION = (ARTICLES | BEFORE_VERBS | HELPERS | OBJECTS | PREPOSITIONS | BEHIND_NOUNS |
            set("as than but if when while where because though so also more most less very too just only even "
                "there here what all both such own same other".split()))
TOKEN = re.compile(r"[a-z]+(?:[-'][a-z]+)*|[A-Z][\w'-]*|\d[\w.,]*|[^\w\s]", re.ASCII)
ADDRESS = re.compile(r"\S*@\S*")
HEAD, BEFORE, VERB, OTHER = range(4)


def places(lines):
    """{word: [as the head of a noun phrase, before a noun, as a verb, in all]} without names, {name: is it sure}"""
    count = collections.defaultdict(lambda: [0, 0, 0, 0])
    capital, amid, plainly = collections.Counter(), collections.Counter(), collections.Counter()
    for line in lines:
        words = ["."] + TOKEN.findall(ADDRESS.sub(" . ", line.replace("\u2019", "'"))) + [".", "."]
        for i in range(1, len(words) - 2):
            word = words[i]
            if word[0].isupper() and words[i - 1][0].isalpha():
                capital[word.lower()] += 1
                amid[word.lower()] += words[i - 1].islower() and words[i + 1].islower()
            plainly[word] += word[0].islower()
            if word in FUNCTION or not word[0].islower() or len(word) < 3 or "'" in word:
                continue
            before, behind = words[i - 1], words[i + 1]
            seen = count[word]
            seen[OTHER] += 1
            plain = behind not in FUNCTION and behind[0].isalpha()
            if behind in NOUN_ONLY and before not in BEFORE_VERBS and before not in HELPERS:
                seen[HEAD] += 1
            elif before in ARTICLES:
                if plain:
                    seen[BEFORE] += 1
                elif behind in BEHIND_NOUNS:
                    seen[HEAD] += 1
            elif before in BEFORE_VERBS and before != "to" or before == "to" and behind in SURE_OBJECTS:
                seen[VERB] += 1
            elif before in HELPERS and (behind in SURE_OBJECTS or behind in PREPOSITIONS):
                seen[VERB] += 1
            elif behind in SURE_OBJECTS and before not in PREPOSITIONS:
                seen[VERB] += 1
            elif before in PREPOSITIONS and before != "to":
                if behind in BEHIND_NOUNS - OBJECTS:
                    seen[HEAD] += .5
                elif behind in SURE_OBJECTS:
                    seen[VERB] += .5
                elif plain:
                    seen[BEFORE] += .5
    # Headlines give capitals to verbs as well (Resigns), so forms in -s have to have them amid small letters.
    names = {word: word.isalpha() and len(word) > 1 and plainly[word] <= PLAIN * places
             for word, places in capital.items() if word not in FUNCTION and places >= LEAST and
             (amid[word] if word.endswith("s") else places) > count[word][OTHER]}
    return {word: seen for word, seen in count.items() if word not in names}, names


def verb_class(word, seen):
    """Of a word that is seldom a noun."""
    head, before, verb, _ = seen
    return "p" if before >= (.5 if word.endswith("ing") else .1) * verb else "v"


def class_of(word, seen, count):
    """A letter, "" for a noun, None where too little is known."""
    head, before, verb, places = seen
    told = head + before + verb
    if places < LEAST:
        return None
    if word.endswith("ly") and head < .12 * places and before < .15 * places and verb < .12 * places:
        return "a"
    if max(head, before, verb) < ADVERB * places:
        return "a" if places >= 10 * LEAST and head + before < .03 * places and not word.endswith("s") else None
    if told < LEAST_TOLD:
        return None
    if word.endswith("s") and head < .05 * places and verb >= .15 * told:
        return "v"
    if verb >= .3 * told:
        # What is now and then a noun and has a form in -s often ends the name of a thing: maternity leave.
        least = .25 if word.endswith("s") else .03 if word + "s" in count else .12
        if head < least * told:
            return verb_class(word, seen)
        return "e" if verb >= 1.5 * head else "o"
    if verb > .12 * told and head >= .12 * told:
        return "o"
    if head < .2 * (head + before):
        several = count[word + "s"][OTHER] if word + "s" in count and not word.endswith("ic") else 0
        return "" if several >= .05 * places else "j"
    return ""


def texts_of(path):
    """The lines of a text file, or the texts of JSON Lines."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            if not ".jsonl" in path:
                yield line
                continue
            record = json.loads(line)
            for text in record.get("documents", [record.get("text", "")]):
                yield from text.split("\n")


def endings(count, known):
    """Of rare words, the class of those with an ending if four fifths have it."""
    found = collections.defaultdict(collections.Counter)
    for word, seen in count.items():
        if LEAST <= seen[OTHER] < 20 * LEAST and known.get(word) is not None:
            for size in (2, 3):
                if len(word) > size + 2:
                    found["-" + word[-size:]][known[word]] += 1
    for ending, classes in sorted(found.items()):
        verbs = classes["v"] + classes["p"]
        letter, most = classes.most_common(1)[0]
        if verbs > most:
            letter, most = "v" if classes["v"] > classes["p"] else "p", verbs
        if letter and sum(classes.values()) >= 40 and most >= .6 * sum(classes.values()):
            yield ending, letter


def needs_entry(word, known, endings):
    """Would a noun be taken for something else if it were not in the list?"""
    base = word[:-3] + "y" if word.endswith("ies") else word[:-1] if word.endswith("s") else ""
    return "-" + word[-2:] in endings or "-" + word[-3:] in endings or bool(known.get(base))


def main():
    count, names = places(line for path in sys.argv[1:] for line in texts_of(path))
    known = {word: class_of(word, seen, count) for word, seen in count.items()}
    found = dict(endings(count, known))
    known.update((word, "x" if sure else "") for word, sure in names.items())
    known.update((word, "t") for word in TIMES)
    lines = [word + "\t" + (letter or "n") for word, letter in known.items() if len(word) <= 20 and
             (letter or letter == "" and needs_entry(word, known, found))]
    lines += [word + "\td" for word in OBJECTS | ARTICLES] + [word + "\tm" for word in BEFORE_VERBS if word.isalpha()]
    lines += ["%s\t%s" % pair for pair in found.items()]
    print("\n".join(sorted(lines)))


if __name__ == "__main__":
    main()
