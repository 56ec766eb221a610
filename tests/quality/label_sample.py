"""Labels of clusters, to be read and counted.

    label_sample.py FOLDER-OF-TOOLS FILE [SEED [HOW-MANY]]

Prints labels of clusters drawn at random (30), each with the titles of three of its documents, then of all clusters
of several documents: in what share of a cluster's documents the words of its label are (mean, and below a third),
words a label has, and labels of one word in lower case, which are often too general.
"""
import gzip
import json
import random
import re
import subprocess
import sys
import tempfile


def words(text):
    return re.findall(r"\w+", text.lower())


def share(label, documents):
    wanted = set(words(label))
    return sum(wanted <= set(words(text)) for text in documents) / len(documents)


def clusters(tools, path):
    """[(label, [text])] of several documents"""
    with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf-8") as file:
        records = [json.loads(line) for line in file]
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        for i, record in enumerate(records):
            fields = {key: record[key] for key in ("title", "text") if record.get(key)}
            file.write(json.dumps(dict(fields, id=i)) + "\n")
        file.flush()
        done = subprocess.run([tools + "/tm-cluster", "--format", "jsonl", file.name], check=True, capture_output=True)
    found = {}
    for line, record in zip(done.stdout.decode("utf-8").splitlines(), records):
        row = json.loads(line)
        text = "\n".join(record.get(key) or "" for key in ("title", "text")).strip()
        found.setdefault(row["cluster"], (row["label"], []))[1].append(text)
    return [cluster for cluster in found.values() if len(cluster[1]) > 1]


def main(tools, path, seed=26, most=30):
    several = clusters(tools, path)
    rng = random.Random(int(seed))
    for label, documents in rng.sample(several, min(int(most), len(several))):
        print("%s  (%d)" % (label, len(documents)))
        for text in documents[:3]:
            print("     %s" % text.split("\n")[0][:100])
    shares = [share(label, documents) for label, documents in several]
    lengths = [len(words(label)) for label, _ in several]
    general = sum(n == 1 and label == label.lower() for n, (label, _) in zip(lengths, several))
    print("%d clusters: words of the label are in %.3f of the documents (below a third in %.3f of the clusters), "
          "%.2f words a label, one word in lower case %.3f"
          % (len(several), sum(shares) / len(shares), sum(x < 1 / 3 for x in shares) / len(shares),
             sum(lengths) / len(lengths), general / len(several)))


if __name__ == "__main__":
    main(*sys.argv[1:])
