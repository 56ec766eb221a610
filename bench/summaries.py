#!/usr/bin/env python3
"""Summaries beside those of rivals, in one run: ROUGE and processor time.

    bench/summaries.py BUILD-DIR EVAL-DATA     e.g. build/release ../shared/eval/data

Writes the second part of RESULTS.md. Rivals, where they are there: sumy and summa (from PyPI, in the Python that runs
this), the summarizer that gensim had until version 3 (rivals/gensim3.py tells how to get it), and ots
(Debian: libots0), called as a library. Each gets the documents of a record as one text and as many
sentences as ours. Milliseconds are processor time a record: of ours the whole process, start,
reading and writing included, over the records; of rivals the calls alone, without imports. sumy's KL takes
seconds for several documents and is left out there. sumy gets the sentences of NLTK's Punkt, untrained
where its data are not there. ROUGE is F as tm-evaluate rouge counts it, the mean over references.
"""
import gzip
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time

import results

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "rivals"))
SETS = [("cnndm_val", 200, 3), ("multinews_a", 40, 9)]
OURS = ["coverage", "lead", "random", "luhn", "edmundson", "lexrank", "textrank", "textrank-bm25", "lsa",
        "sumbasic", "kl", "centroid", "mmr", "bigrams"]
SUMY = ["LexRank", "TextRank", "Lsa", "Luhn", "SumBasic", "KL", "Reduction", "Edmundson"]


def records(data, name, count):
    with gzip.open(os.path.join(data, "summary", name + ".jsonl.gz"), "rt", encoding="utf-8") as file:
        for line, _ in zip(file, range(count)):
            yield json.loads(line)


def sumy_tokenizer():
    from sumy_tokens import tokenizer
    return tokenizer()


def sumy_method(name, sentences):
    from importlib import import_module
    from sumy.nlp.stemmers import Stemmer
    from sumy.parsers.plaintext import PlaintextParser
    from sumy.utils import get_stop_words
    module = import_module("sumy.summarizers." + {"SumBasic": "sum_basic", "LexRank": "lex_rank",
                                                  "TextRank": "text_rank"}.get(name, name.lower()))
    summarizer = getattr(module, name + "Summarizer")(Stemmer("english"))
    if name == "Edmundson":
        summarizer.bonus_words = ["important", "significant"]
        summarizer.stigma_words = ["hardly", "impossible"]
        summarizer.null_words = get_stop_words("english")
    else:
        summarizer.stop_words = get_stop_words("english")
    tokenizer = sumy_tokenizer()
    return lambda text: "\n".join(
        str(s) for s in summarizer(PlaintextParser.from_string(text, tokenizer).document, sentences))


def summa_method(name, sentences):
    from summa import summarizer

    def summarize(text):
        count = max(1, len(re.findall(r"[.!?]\s|\n", text)) + 1)
        return "\n".join(summarizer.summarize(text, ratio=min(1, sentences / count), split=True)[:sentences])
    return summarize


def ots_method(_, sentences):
    import ots_lines
    return ots_lines.method(sentences)


def gensim_method(_, sentences):
    import gensim3
    return gensim3.method(sentences)


def processor_time():
    return sum(resource.getrusage(who).ru_utime + resource.getrusage(who).ru_stime
               for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


def rouge(tools, gold, predicted):
    done = subprocess.run([os.path.join(tools, "tm-evaluate"), "rouge", gold, predicted, "--samples", "1",
                           "--format", "json"], check=True, capture_output=True, text=True)
    return [json.loads(done.stdout)[0][kind]["f"] for kind in ("rouge1", "rouge2", "rougeL", "rougeSU4")]


def run_ours(tools, algorithm, sentences, gold, predicted):
    with open(predicted, "w") as out:
        subprocess.run([os.path.join(tools, "tm-summarize"), "--algorithm", algorithm, "--lang", "en", "-n",
                        str(sentences), "--format", "jsonl", "--threads", "1", gold], check=True, stdout=out)


def run_rival(method, rows, predicted):
    """False if it gave up on a record."""
    with open(predicted, "w", encoding="utf-8") as out:
        for row in rows:
            try:
                summary = method("\n".join(row["documents"]))
            except Exception as failure:  # whatever it throws: it has no summary
                print("  %s: %r" % (row["id"], failure), file=sys.stderr)
                summary = ""
            out.write(json.dumps({"id": row["id"], "summary": summary}) + "\n")


def methods(dataset, sentences):
    for name in OURS:
        yield "libtm", name, None
    for library, names, make in (("sumy", SUMY, sumy_method), ("summa", ["TextRank"], summa_method),
                                 ("gensim 3", ["TextRank BM25"], gensim_method), ("ots", ["ots"], ots_method)):
        for name in names:
            if (library, name) == ("sumy", "KL") and dataset != "cnndm_val":
                continue  # seconds a record
            try:
                yield library, name, make(name, sentences)
            except ImportError:
                print("no %s here" % library, file=sys.stderr)
                break


def measure(tools, data, name, count, sentences, folder):
    rows = list(records(data, name, count))
    gold, predicted = os.path.join(folder, "gold.jsonl"), os.path.join(folder, "predicted.jsonl")
    with open(gold, "w", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)
    found = []
    for library, method, call in methods(name, sentences):
        times = []
        for _ in range(3 if call is None else 1):
            start = processor_time()
            if call is None:
                run_ours(tools, method, sentences, gold, predicted)
            else:
                run_rival(call, rows, predicted)
            times.append(processor_time() - start)
        found.append((library, method, *rouge(tools, gold, predicted), 1000 * min(times) / len(rows)))
        print(name, *found[-1], flush=True)
    return found


def table(name, count, sentences, found):
    lexrank = next((row[-1] for row in found if row[:2] == ("sumy", "LexRank")), None)
    yield "\n## %s, %d records, %d sentences\n" % (name, count, sentences)
    yield "| | method | ROUGE-1 | ROUGE-2 | ROUGE-L | ROUGE-SU4 | ms a record | sumy LexRank / it |"
    yield "|---|---|---|---|---|---|---|---|"
    for library, method, *scores, cost in found:
        yield "| %s | %s | %s | %.3g | %s |" % (library, method, " | ".join("%.3f" % s for s in scores), cost,
                                               "%.3g" % (lexrank / cost) if lexrank else "")


def tokenizer_note():
    try:
        trained = type(sumy_tokenizer()).__name__ == "Tokenizer"
    except ImportError:
        return "sumy was not there"
    return "sumy had NLTK's Punkt, " + ("trained" if trained else "untrained")


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    tools, data = os.path.join(os.path.abspath(sys.argv[1]), "tools"), sys.argv[2]
    lines = ["Written by `bench/summaries.py` on %s, which tells how%s.\n" % (time.strftime("%Y-%m-%d", time.gmtime()), "; " + tokenizer_note()),
             "On news the weights of coverage have seen cnndm_val and multinews_a; figures of what they have not "
             "seen stand in `models/MANIFEST`."]
    with tempfile.TemporaryDirectory() as folder:
        for name, count, sentences in SETS:
            found = measure(tools, data, name, count, sentences, folder)
            lines += table(name, count, sentences, found)
    results.write("Summaries beside those of rivals", "\n".join(lines))


if __name__ == "__main__":
    main()
