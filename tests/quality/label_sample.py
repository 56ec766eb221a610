"""Labels of clusters, to be read and judged.

    label_sample.py FOLDER-OF-TOOLS FILE [--seed N] [-n N] [--members N] [OPTION-OF-TM-CLUSTER ...]

Draws clusters of several documents (30) and prints for each its label and size, the first line of its medoid, and
the first lines of other documents, drawn too (5). Then of all clusters of several documents: in what share of a
cluster's documents the words of its label are (mean, and below a third), words a label has, labels of one word in lower
case, which are often too general, and those that are the medoid's headline.

A label is good if it tells a reader which story it is; fair if it is right and could say more; weak if it is a stop
word, a piece of a sentence or name, or says nothing. Labels of two states are compared over the same seed as long as
the clusters are the same.
"""
import argparse
import collections
import gzip
import json
import random
import re
import subprocess
import tempfile

Cluster = collections.namedtuple("Cluster", "label medoid documents")


def words(text):
    return re.findall(r"\w+", text.lower())


def first_line(text):
    return text.split("\n")[0].strip()


def share(cluster):
    wanted = set(words(cluster.label))
    return sum(wanted <= set(words(text)) for text in cluster.documents) / len(cluster.documents)


def is_headline(cluster):
    return cluster.label == first_line(cluster.medoid)


def read_records(path):
    with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def run_cluster(tools, records, options):
    """What tm-cluster makes of the records, without the gold labels that some have."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        for i, record in enumerate(records):
            fields = {key: record[key] for key in ("title", "text") if record.get(key)}
            file.write(json.dumps(dict(fields, id=str(i))) + "\n")
        file.flush()
        done = subprocess.run([tools + "/tm-cluster", "--format", "json", *options, file.name], check=True,
                              capture_output=True)
    return json.loads(done.stdout.decode("utf-8"))


def clusters_of(tools, path, options):
    """[Cluster] of several documents"""
    records = read_records(path)
    texts = ["\n".join(record.get(key) or "" for key in ("title", "text")).strip() for record in records]
    found = run_cluster(tools, records, options)
    several = [c for c in found["clusters"] if c["size"] > 1]
    return [Cluster(c["label"], texts[int(c["medoid"]["id"])], [texts[int(row["id"])] for row in c["documents"]])
            for c in several]


def print_cluster(cluster, members, rng):
    print("%s  (%d)" % (cluster.label, len(cluster.documents)))
    print("   * %s" % first_line(cluster.medoid)[:110])
    others = [text for text in cluster.documents if text != cluster.medoid]
    for text in rng.sample(others, min(members, len(others))):
        print("     %s" % first_line(text)[:110])


def print_summary(several):
    shares = [share(c) for c in several]
    lengths = [len(words(c.label)) for c in several]
    general = sum(n == 1 and c.label == c.label.lower() for n, c in zip(lengths, several))
    print("%d clusters: words of the label are in %.3f of the documents (below a third in %.3f of the clusters), "
          "%.2f words a label, one word in lower case %.3f, the medoid's headline %.3f"
          % (len(several), sum(shares) / len(shares), sum(x < 1 / 3 for x in shares) / len(shares),
             sum(lengths) / len(lengths), general / len(several), sum(map(is_headline, several)) / len(several)))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("tools")
    parser.add_argument("file")
    parser.add_argument("--seed", type=int, default=26)
    parser.add_argument("-n", type=int, default=30, help="clusters to print")
    parser.add_argument("--members", type=int, default=5, help="documents of each, beside the medoid")
    args, options = parser.parse_known_args()
    several = clusters_of(args.tools, args.file, options)
    rng = random.Random(args.seed)
    for cluster in rng.sample(several, min(args.n, len(several))):
        print_cluster(cluster, args.members, rng)
    print_summary(several)


if __name__ == "__main__":
    main()
