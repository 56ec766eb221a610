"""Stories followed as documents arrive, beside the same documents clustered at once: BCubed F1.

usage: quality.py TOOLS FOLDER DATA; exit 77 if the data are not there
"""
import collections
import gzip
import json
import os
import sqlite3
import subprocess
import sys

TOOLS, FOLDER, DATA = sys.argv[1:4]
# What was measured, less a margin; and never more than three points below clustering at once.
FLOORS = {"googlenews_t": 0.83, "uci_news": 0.78, "day_leads": 0.80, "day_articles": 0.83}
BEHIND = 0.03


def bcubed(gold, found):
    pairs, g, f = collections.Counter(zip(gold, found)), collections.Counter(gold), collections.Counter(found)
    precision = sum(n * n / f[b] for (_, b), n in pairs.items()) / len(gold)
    recall = sum(n * n / g[a] for (a, _), n in pairs.items()) / len(gold)
    return 2 * precision * recall / (precision + recall)


os.makedirs(FOLDER, exist_ok=True)
bad = False
for name, floor in FLOORS.items():
    path = os.path.join(DATA, name + ".jsonl.gz")
    if not os.path.exists(path):
        print("skipped: no", path)
        sys.exit(77)
    state = os.path.join(FOLDER, name + ".db")
    for ending in ("", "-wal", "-shm"):
        if os.path.exists(state + ending):
            os.unlink(state + ending)
    with gzip.open(path, "rt", encoding="utf-8") as file:
        gold = [json.loads(line)["label"] for line in file]
    subprocess.run([os.path.join(TOOLS, "tm-track"), "--quiet", "--state", state, path], check=True)
    with sqlite3.connect(state) as db:
        followed = [story for (story,) in db.execute("SELECT story FROM document ORDER BY number")]
    lines = subprocess.run([os.path.join(TOOLS, "tm-cluster"), "--format", "jsonl", path], check=True,
                           stdout=subprocess.PIPE).stdout.splitlines()
    at_once = [json.loads(line)["cluster"] for line in lines]
    one, other = bcubed(gold, followed), bcubed(gold, at_once)
    low = one < floor or (one < other - BEHIND and name in ("googlenews_t", "uci_news"))
    print("%-14s followed %.4f (floor %.2f), at once %.4f%s" % (name, one, floor, other, " TOO LOW" if low else ""))
    bad = bad or low
sys.exit(bad)
