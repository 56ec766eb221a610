#!/usr/bin/env python3
"""Compare tm-evaluate rouge with Google's rouge-score, record by record.

usage: rouge_reference.py TOOLS DATA

Exit 77 where rouge-score or the data are not there.
"""
import gzip
import json
import os
import random
import subprocess
import sys
import tempfile

try:
    from rouge_score import rouge_scorer
except ImportError:
    print("skipped: no rouge-score here")
    sys.exit(77)

KINDS = ["rouge1", "rouge2", "rougeL", "rougeLsum"]
SETS = [("cnndm_val", 60), ("multinews_a", 20), ("opinosis", 40), ("temario_a", 20), ("bbc_a", 60)]
# Letters that have lower-case forms in ASCII, other scripts, no tokens, empty lines.
ODD = ["", "\n\n", "\u0130stanbul \u212aelvin STRASSE na\u00efve", "x", "a b c d a b c d",
       "the\u3000quick\u00a0fox\n\njumps. over\nlazy DOGS' skies", "\u0627\u0644 news\u2014the_end 3.14",
       "a a a a b b b\nb a b a\na b", "running runner runs ran nationally relational\nthe skies"]


def records(data):
    rng = random.Random(1)
    for name, count in SETS:
        path = os.path.join(data, "summary", name + ".jsonl.gz")
        if not os.path.exists(path):
            print("skipped: no", path)
            sys.exit(77)
        with gzip.open(path, "rt", encoding="utf-8") as f:
            for i, line in zip(range(count), f):
                r = json.loads(line)
                lines = [s for d in r["documents"] for s in d.replace(". ", ".\n").split("\n")]
                yield f"{name}-{i}", "\n".join(rng.sample(lines, min(len(lines), 4))), r["references"]
    for i, a in enumerate(ODD):
        for k, b in enumerate(ODD):
            yield f"odd-{i}-{k}", a, [b]


def run(tools, gold, predicted, how, tool_arguments):
    done = subprocess.run([os.path.join(tools, "tm-evaluate"), "rouge", gold, predicted, "--format",
                           "jsonl", "--samples", "1", "--references", how] + tool_arguments,
                          check=True, capture_output=True, text=True)
    return {r["id"]: r for r in map(json.loads, done.stdout.splitlines())}


def wanted(scorer, summary, references, kind, how):
    scores = [scorer.score(r, summary)[kind] for r in references]
    if how == "best":
        s = max(scores, key=lambda s: s.fmeasure)
        return s.precision, s.recall, s.fmeasure
    return tuple(sum(s[k] for s in scores) / len(scores) for k in range(3))


def main(tools, data):
    rows = list(records(data))
    worst = 0.0
    with tempfile.TemporaryDirectory() as folder:
        gold, predicted = os.path.join(folder, "gold.jsonl"), os.path.join(folder, "predicted.jsonl")
        with open(gold, "w") as f, open(predicted, "w") as g:
            for name, summary, references in rows:
                f.write(json.dumps({"id": name, "references": references}) + "\n")
                g.write(json.dumps({"id": name, "summary": summary}) + "\n")
        for stem in True, False:
            scorer = rouge_scorer.RougeScorer(KINDS, use_stemmer=stem)
            for how in "mean", "best":
                got = run(tools, gold, predicted, how, [] if stem else ["--no-stem"])
                for name, summary, references in rows:
                    for kind in KINDS:
                        want = wanted(scorer, summary, references, kind, how)
                        have = [got[name][kind][k] for k in ("precision", "recall", "f")]
                        off = max(abs(w - h) for w, h in zip(want, have))
                        worst = max(worst, off)
                        if off > 1e-6:
                            sys.exit(f"{name} {kind} {how} stem={stem}: {have}, not {want}")
    print(f"{len(rows)} records, {len(KINDS)} measures, stems or not, mean or best: "
          f"largest difference {worst:.1e}")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
