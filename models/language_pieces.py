#!/usr/bin/env python3
"""The commonest words, pairs and triples of words of texts, as JSON Lines with text and label.

    language_pieces.py CODE:COUNT:FILE[,FILE...]... > pieces.jsonl

CODE is the label, COUNT how many of each length are taken. A FILE is lines of text or JSON Lines
with "text", packed by gzip or not; of lines of text the first 100,000 are read. Texts of records
count twenty times: they are few beside the lines of a newspaper, and hold what people say.
"""
import collections
import gzip
import json
import re
import sys

LINES, RECORD, LONGEST = 100000, 20, 3
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


def texts(path):
    """Pairs of a text and what it counts."""
    with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf-8") as file:
        if ".jsonl" in path:
            for line in file:
                yield json.loads(line)["text"], RECORD
        else:
            for line, _ in zip(file, range(LINES)):
                yield line, 1


def pieces(paths, count):
    counts = [collections.Counter() for _ in range(LONGEST)]
    for path in paths:
        for text, weight in texts(path):
            words = WORD.findall(text)
            for size, counter in enumerate(counts, 1):
                for at in range(len(words) - size + 1):
                    counter[" ".join(words[at:at + size])] += weight
    for counter in counts:
        yield from (piece for piece, _ in counter.most_common(count))


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    for argument in sys.argv[1:]:
        code, count, paths = argument.split(":", 2)
        for piece in pieces(paths.split(","), int(count)):
            print(json.dumps({"text": piece, "label": code}, ensure_ascii=False))


if __name__ == "__main__":
    main()
