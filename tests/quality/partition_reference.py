#!/usr/bin/env python3
"""partition_reference.py TOOLS: tm-evaluate clusters against scikit-learn, to 1e-9.

Random partitions of several shapes. Exit code 77 if scikit-learn or SciPy are not there.
"""
import json
import os
import random
import subprocess
import sys
import tempfile

try:
    import numpy as np
    from scipy.optimize import linear_sum_assignment
    from sklearn import metrics
except ImportError as missing:
    print(f"skipped: {missing}")
    sys.exit(77)


def reference(gold, found):
    table = metrics.cluster.contingency_matrix(gold, found)
    n = len(gold)
    row, column = linear_sum_assignment(-table)
    square = table.astype(float) ** 2
    (_, wrong), (left, right) = metrics.cluster.pair_confusion_matrix(gold, found)
    h, c, v = metrics.homogeneity_completeness_v_measure(gold, found)
    p = (square / table.sum(0)).sum() / n
    r = (square / table.sum(1)[:, None]).sum() / n
    return {
        "nmi": metrics.normalized_mutual_info_score(gold, found),
        "ami": metrics.adjusted_mutual_info_score(gold, found),
        "ari": metrics.adjusted_rand_score(gold, found),
        "accuracy": table[row, column].sum() / n,
        "homogeneity": h, "completeness": c, "v": v,
        "bcubed_precision": p, "bcubed_recall": r, "bcubed_f1": 2 * p * r / (p + r),
        "purity": table.max(0).sum() / n,
        "pair_precision": right / (right + wrong) if right + wrong else 1,
        "pair_recall": right / (right + left) if right + left else 1,
    }


def ours(tool, gold, found, folder):
    paths = [os.path.join(folder, name) for name in ("gold.jsonl", "found.jsonl")]
    for path, key, values in zip(paths, ("label", "cluster"), (gold, found)):
        with open(path, "w", encoding="utf-8") as file:
            for i, value in enumerate(values):
                file.write(json.dumps({"id": str(i), key: value}) + "\n")
    out = subprocess.run([tool, "clusters", "--format", "json", *paths], check=True,
                         stdout=subprocess.PIPE).stdout
    return json.loads(out)[0]


def main(tools):
    rng = random.Random(1)
    worst = 0
    with tempfile.TemporaryDirectory() as folder:
        for rows, classes, clusters, noise in ((20, 3, 5, .3), (200, 10, 8, .2), (500, 40, 90, .5),
                                               (1000, 5, 300, .9), (2000, 150, 150, .1)):
            gold = [rng.randrange(classes) for _ in range(rows)]
            found = [rng.randrange(clusters) if rng.random() < noise else g % clusters
                     for g in gold]
            want = reference(gold, found)
            have = ours(os.path.join(tools, "tm-evaluate"), gold, found, folder)
            for name, value in want.items():
                worst = max(worst, abs(have[name] - value))
                if abs(have[name] - value) > 1e-9:
                    sys.exit(f"{rows} rows: {name} is {have[name]}, not {value}")
    print(f"equal to {worst:.1e}")


if __name__ == "__main__":
    main(sys.argv[1])
