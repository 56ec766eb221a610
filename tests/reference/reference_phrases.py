"""tm-vectorize --phrases beside gensim's Phrases with scoring="npmi": the same phrases, scores and counts."""
import gzip
import json
import re

from reference import *

try:
    import gensim.models.phrases
except ImportError as missing:
    skip(missing)

EVAL = os.path.join(SOURCE, "..", "shared", "eval", "data", "cluster")


def compare(name, texts, threshold, count):
    """Words of small letters alone: both cut them alike."""
    texts = [re.findall("[a-z]+", text.lower()) for text in texts]
    with open(path("texts"), "w") as file:
        file.writelines(" ".join(words) + "\n" for words in texts)
    run("tm-vectorize", "--lang", "und", "--no-stop", "--weighting", "nnn", "--phrases", str(threshold),
        "--phrase-count", str(count), "--phrase-list", path("phrases"), "--vocabulary", path("terms"),
        "-o", path("rows.npz"), path("texts"))
    theirs = gensim.models.phrases.Phrases(texts, min_count=count, threshold=threshold, scoring="npmi", delimiter="_")
    wanted = theirs.export_phrases()
    with open(path("phrases")) as file:
        ours = {line.split("\t")[0].replace(" ", "_"): float(line.split("\t")[2]) for line in list(file)[1:]}
    worst = max((abs(ours[p] - wanted[p]) for p in ours if p in wanted), default=0)
    print("%s over %g: %d phrases, largest difference %.2g" % (name, threshold, len(ours), worst))
    expect(ours and set(ours) == set(wanted) and worst <= 1e-6, "%s over %g: phrases" % (name, threshold))
    # What is joined: how often each word and phrase is left.
    left = {}
    for words in texts:
        for word in theirs[words]:
            left[word] = left.get(word, 0) + 1
    with open(path("terms")) as file:
        terms = [line.split("\t")[0] for line in file][1:]
    sums = numpy.asarray(scipy.sparse.load_npz(path("rows.npz")).sum(axis=0)).ravel()
    expect({term: int(n) for term, n in zip(terms, sums)} == left, "%s over %g: joined" % (name, threshold))


own = [json.loads(line)["text"] for line in open(os.path.join(SOURCE, "data", "day.jsonl"), encoding="utf-8")]
for threshold in (.3, .5, .8):
    compare("day", own, threshold, 2)
if os.path.isdir(EVAL):
    with gzip.open(os.path.join(EVAL, "bbc_news.jsonl.gz"), "rt", encoding="utf-8") as file:
        news = [json.loads(line) for line in file]
    compare("bbc_news", [record.get("text") or record.get("title") or "" for record in news], .5, 5)
else:
    print("the evaluation data are not there: only the texts of this project were compared")
finish()
