"""Every weighting of tm-vectorize beside gensim's and scikit-learn's, from the same counts."""
import random

from reference import *

try:
    import gensim.models
    import gensim.corpora
except ImportError as missing:
    skip(missing)

CODES = [tf + idf + norm for tf in "nbladL" for idf in "nft" for norm in "ncub"] + ["lpn", "npc"]


def write_texts():
    """Documents of very different lengths over 60 words, none of which is in all of them."""
    chance = random.Random(3)
    words = ["word" + chr(97 + i // 26) + chr(97 + i % 26) for i in range(60)] + ["é" * 5]
    with open(path("texts"), "w", encoding="utf-8") as file:
        for d in range(80):
            of = [w for i, w in enumerate(words) if (i + d) % 7]
            file.write(" ".join(of[int(len(of) * chance.random() ** 2)]
                                for _ in range(chance.randrange(1, 90))) + "\n")


def ours(code, *options):
    run("tm-vectorize", "--weighting", code, "--no-stop", "--lang", "en", "--vocabulary", path("terms"),
        "-o", path("rows.mtx"), *options, path("texts"))
    return scipy.sparse.csr_array(scipy.io.mmread(path("rows.mtx")))


def dense(corpus, terms):
    return gensim.matutils.corpus2dense(corpus, num_terms=terms, dtype=numpy.float64).T


write_texts()
counts = ours("nnn")
with open(path("terms"), encoding="utf-8") as file:
    terms = [line.split("\t")[0] for line in file][1:]
rows, columns = counts.shape
bags = [[(int(t), int(counts[[d]].toarray()[0, t])) for t in counts[[d]].nonzero()[1]] for d in range(rows)]
dictionary = gensim.corpora.Dictionary([[terms[t] for t, n in bag for _ in range(n)] for bag in bags])
to_id = [dictionary.token2id[t] for t in terms]
bags = [sorted((to_id[t], n) for t, n in bag) for bag in bags]

# gensim takes logarithms to the base 2.
for code in CODES:
    model = gensim.models.TfidfModel(dictionary=dictionary, smartirs=code, slope=.3)
    theirs = dense([model[bag] for bag in bags], columns)[:, to_id]
    numbers = ["--log-base", "2"] if code[0] in "ldL" or code[1] in "ftp" else []
    numbers += ["--slope", ".3"] if code[2] in "ub" else []
    expect_equal(ours(code, *numbers), theirs, 1e-5, code)
model = gensim.models.LogEntropyModel(bags)
expect_equal(ours("log-entropy"), dense([model[b] for b in bags], columns)[:, to_id], 1e-5, "log-entropy")
model = gensim.models.LuceneBM25Model(dictionary=dictionary, k1=1.5, b=.6)
expect_equal(ours("bm25", "--bm25-k1", "1.5", "--bm25-b", ".6") / 2.5,  # without the constant k1 + 1
             dense([model[b] for b in bags], columns)[:, to_id], 1e-5, "bm25")

for code, options in (("nsc", {}), ("lsc", {"sublinear_tf": True}), ("nic", {"smooth_idf": False}),
                      ("nss", {"norm": "l1"}), ("nsn", {"norm": None}), ("nnc", {"use_idf": False})):
    theirs = sklearn.feature_extraction.text.TfidfTransformer(**options).fit_transform(counts)
    expect_equal(ours(code), theirs, 1e-5, "%s as %s" % (code, options))
finish()
