"""Every --algorithm of tm-cluster on labelled texts: NMI and accuracy, with floors.

    cluster_algorithms.py FOLDER-OF-TOOLS EVAL-DATA            measure what has a floor (the test)
    cluster_algorithms.py FOLDER-OF-TOOLS EVAL-DATA TABLE.md   measure all and write a table

Those that can be told the number of clusters are told that of the labels. What starts from a draw has the mean of
four seeds, for one draw may be .1 from another. Seconds are of the processor, start, reading and labels included, on
one thread.
"""
import json
import os
import resource
import subprocess
import sys
import tempfile
import time

SETS = [("bbc_news", 5), ("googlenews_t", 152), ("stackoverflow", 20), ("searchsnippets", 8), ("20newsgroups", 20)]
WITH_K = ["topics", "kmeans", "bisecting", "lsa-kmeans", "naive-bayes", "soft-naive-bayes", "nmf", "mixture",
          "average", "complete", "ward", "single"]
WITHOUT_K = ["stories", "hdbscan", "components"]
DRAWN, SEEDS = ("kmeans", "bisecting", "lsa-kmeans", "naive-bayes", "soft-naive-bayes", "nmf", "mixture"), 4
COMPARE_ALL = ("average", "complete", "ward")  # 1.5 GB for the largest two sets
LARGEST_TWO = ("stackoverflow", "20newsgroups")
# What is reached, less .02.
FLOORS = {"bbc_news": {"bisecting": .803, "lsa-kmeans": .867, "naive-bayes": .859, "soft-naive-bayes": .861,
                       "nmf": .825, "average": .622, "ward": .715, "hdbscan": .374},
          "googlenews_t": {"lsa-kmeans": .800, "naive-bayes": .838, "soft-naive-bayes": .861, "average": .828,
                           "ward": .759, "hdbscan": .753, "components": .781},
          "searchsnippets": {"bisecting": .279, "lsa-kmeans": .327, "naive-bayes": .413, "soft-naive-bayes": .490,
                             "nmf": .276, "ward": .275},
          "stackoverflow": {"bisecting": .616, "lsa-kmeans": .680, "naive-bayes": .694, "soft-naive-bayes": .673,
                            "nmf": .655}}


def measure_one(tools, path, algorithm, k, seed, folder):
    """(clusters, NMI, accuracy, seconds)"""
    found = os.path.join(folder, "found.jsonl")
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([os.path.join(tools, "tm-cluster"), "--algorithm", algorithm, "--format", "jsonl", "--threads", "1",
                    "--seed", str(seed), "-o", found] + (["-k", str(k)] if algorithm in WITH_K else []) + [path], check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([os.path.join(tools, "tm-evaluate"), "clusters", "--format", "json", path, found],
                          check=True, capture_output=True)
    score = json.loads(done.stdout)[0]
    return score["clusters"], score["nmi"], score["accuracy"], after.ru_utime - before.ru_utime


def measure(tools, path, algorithm, k, folder):
    """The same as means over seeds."""
    runs = [measure_one(tools, path, algorithm, k, seed, folder) for seed in range(SEEDS if algorithm in DRAWN else 1)]
    return (runs[0][0], *(sum(run[i] for run in runs) / len(runs) for i in (1, 2, 3)))


def wanted(name, algorithm, everything):
    if everything:
        return not (algorithm in COMPARE_ALL and name in LARGEST_TWO)
    return algorithm in FLOORS.get(name, {})


def write_table(path, results):
    lines = ["# What each way to cluster is good at", "",
             "Written by `tests/quality/cluster_algorithms.py` on %s, which tells how. NMI / accuracy (clusters, where their "
             "number is found; seconds of processor time)." % time.strftime("%Y-%m-%d", time.gmtime()), "",
             "| | " + " | ".join("%s, %d" % pair for pair in SETS) + " |", "|---" * (len(SETS) + 1) + "|"]
    for algorithm in WITH_K + WITHOUT_K:
        cells = []
        for name, _ in SETS:
            if (name, algorithm) not in results:
                cells.append("–")
                continue
            clusters, nmi, accuracy, seconds = results[name, algorithm]
            found = "%d; " % clusters if algorithm in WITHOUT_K else ""
            cells.append("%.3f / %.3f (%s%.1f s)" % (nmi, accuracy, found, seconds))
        lines.append("| %s | %s |" % (algorithm, " | ".join(cells)))
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")


def main():
    tools, data, table = sys.argv[1], os.path.join(sys.argv[2], "cluster"), sys.argv[3] if len(sys.argv) > 3 else None
    if not os.path.isdir(data):
        print("skipped: no", data)
        sys.exit(77)
    results, low = {}, 0
    with tempfile.TemporaryDirectory() as folder:
        for name, k in SETS:
            for algorithm in WITH_K + WITHOUT_K:
                if not wanted(name, algorithm, table):
                    continue
                results[name, algorithm] = measure(tools, os.path.join(data, name + ".jsonl.gz"), algorithm, k, folder)
                floor = FLOORS.get(name, {}).get(algorithm, 0)
                low += results[name, algorithm][1] < floor
                print("%-16s %-18s %5d clusters, NMI %.4f (floor %.3f), accuracy %.4f, %.2f s" %
                      (name, algorithm, results[name, algorithm][0], results[name, algorithm][1], floor,
                       *results[name, algorithm][2:]), "TOO LOW" if results[name, algorithm][1] < floor else "", flush=True)
                if table:
                    write_table(table, results)
    sys.exit(1 if low else 0)


main()
