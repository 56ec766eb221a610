#!/usr/bin/env python3
"""Words of English that are verbs wherever they end a phrase, learnt from where they stand in texts.

    verb_list.py FILE... > libtm/text/verbs/en.txt

A FILE is lines of text, or JSON Lines with "text" or "documents", packed by gzip or not. Nothing says which words
are verbs but a few function words: what follows "will", "to" or "they", or goes before "the" or "him", votes for a
verb; what stands between "the" and "of", a full stop or "is" votes for a noun. A form in -s or -ed that texts seldom
have is judged by the word it comes from. Words with a capital are names unless they begin a sentence, and words that
mostly are names are left out.
"""
import collections
import gzip
import json
import re
import sys

DETERMINERS = set("the a an his her its their our my your no each every another".split())
MODALS = set("will would could should may might must can cannot did does do don't won't didn't doesn't can't to".split())
PRONOUNS = set("he she they we i you who".split())
OBJECTS = set("the a an his her their its him them us me that it".split())
AUXILIARIES = set("have has had is are was were be been being get got".split())
AFTER_NOUNS = set("of is was are were has have had will would said".split())
PREPOSITIONS = set("of in on at by for with from".split())
WORD = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?|[,.;:!?\"]")
# How often a word is met, and as a name; where it stands: after a modal, as a verb does otherwise, before an object, as a noun, before a noun, behind
# a preposition.
MET, NAME, MODAL, VERB, BEFORE, NOUN, MODIFIER, BEHIND = range(8)
LEAST_MET, SELDOM = 5, 20
LEAST_VOTES, MARGIN, MARGIN_OF_BASES = 3, 5, 60


def texts(paths):
    for path in paths:
        with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf-8") as file:
            for line in file:
                if ".jsonl" not in path:
                    yield line
                    continue
                record = json.loads(line)
                yield from record.get("documents") or [record.get("text", "")]


def count(paths):
    votes = collections.defaultdict(lambda: [0] * 8)
    for text in texts(paths):
        for sentence in re.split(r"(?<=[.!?])\s+|\n", text):
            words = WORD.findall(sentence.replace("’", "'"))
            lower = [""] + [word.lower() for word in words] + ["."]
            for i, word in enumerate(words, 1):
                before, behind = lower[i - 1], lower[i + 1]
                if not word[0].isalpha():
                    continue
                vote = votes[lower[i]]
                if i > 1 and word[0].isupper():
                    vote[NAME] += words[i - 2].islower() and behind.islower() and words[i:i + 1] == [behind]
                    continue
                vote[MET] += 1
                vote[MODAL] += before in MODALS
                vote[VERB] += before in PRONOUNS or (before in AUXILIARIES and word.endswith(("ed", "en")))
                vote[BEFORE] += behind in OBJECTS
                if before in DETERMINERS:
                    vote[NOUN if behind in AFTER_NOUNS or not behind[0].isalpha() else MODIFIER] += 1
                vote[BEHIND] += before in PREPOSITIONS
    return votes


def bases(word):
    """What a form in -s or -ed may come from."""
    for ending in ("ies", "ied"):
        if word.endswith(ending):
            yield word[:-3] + "y"
    for ending in ("ed", "es"):
        if word.endswith(ending):
            yield from (word[:-2], word[:-1])
            if len(word) > 5 and word[-3] == word[-4]:
                yield word[:-3]
    if word.endswith("s"):
        yield word[:-1]


def is_verb(word, vote):
    """The form that follows modals is often a noun as well, so it has to be a verb nearly always."""
    verbs = vote[MODAL] + vote[VERB]
    nouns = 2 * vote[NOUN] + (0 if word.endswith("ed") else vote[MODIFIER] + vote[BEHIND] / 2)
    margin = MARGIN_OF_BASES if 5 * vote[MODAL] > verbs else MARGIN
    return verbs >= LEAST_VOTES and verbs + min(verbs, vote[BEFORE]) >= margin * nouns


def comes_from_verb(word, votes):
    """For forms that are rare themselves. Of adjectives, too, forms in -s are verbs: steadies."""
    vote = votes[word]
    if vote[NOUN] or (not word.endswith("ed") and vote[MODIFIER] + vote[BEHIND]):
        return False
    return any(base[MODAL] >= LEAST_VOTES and 12 * base[MODAL] >= base[MODIFIER] and
               max(base[MODAL], base[MODIFIER]) >= 2 * MARGIN * base[NOUN]
               for base in (votes[name] for name in bases(word) if name in votes and len(name) > 2))


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    votes = dict(count(sys.argv[1:]))
    for word, vote in sorted(votes.items()):
        if len(word) < 3 or "'" in word or word.endswith("ing") or vote[MET] < max(LEAST_MET, vote[NAME] / 2):
            continue
        if is_verb(word, vote) or (vote[MET] < SELDOM and comes_from_verb(word, votes)):
            print(word)


if __name__ == "__main__":
    main()
