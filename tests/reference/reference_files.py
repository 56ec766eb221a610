"""The matrix files of tm-vectorize, read by scipy, scikit-learn and gensim, and theirs read by it."""
import random

from reference import *
import sklearn.datasets

try:
    import gensim.corpora
except ImportError as missing:
    skip(missing)

chance = random.Random(5)
words = ["word%03d" % i for i in range(300)] + ["é€𝄞"]
with open(path("texts"), "w", encoding="utf-8") as file:
    for _ in range(200):
        file.write(" ".join(words[int(301 * chance.random() ** 3)] for _ in range(chance.randrange(0, 60))) + "\n")
    file.write("\n")
options = ["--no-stop", "--lang", "en", "--vocabulary", path("terms.tsv")]


def corpus(c, columns):
    return gensim.matutils.corpus2csc(c, num_terms=columns, dtype=numpy.float32).T


# Ours, read by others.
for ending in ("npz", "npy", "mtx", "svm", "mat"):
    run("tm-vectorize", *options, "-o", path("rows." + ending), path("texts"))
run("tm-vectorize", *options, "--weighting", "nnn", "-o", path("counts.uci"), path("texts"))
run("tm-vectorize", *options, "--weighting", "nnn", "-o", path("counts.npz"), path("texts"))
rows, counts = scipy.sparse.load_npz(path("rows.npz")), scipy.sparse.load_npz(path("counts.npz"))
terms = [line.split("\t")[0] for line in open(path("terms.tsv"), encoding="utf-8")][1:]
expect(rows.format == "csr" and rows.indices.dtype == numpy.int32 and rows.has_canonical_format, "npz: csr")
expect(rows.shape[1] == len(terms) and terms == sorted(terms), "npz: a column a term")
expect_equal(numpy.load(path("rows.npy")), rows, 0, "npy, numpy")
expect_equal(scipy.io.mmread(path("rows.mtx")), rows, 1e-9, "mtx, scipy")
expect_equal(corpus(gensim.corpora.MmCorpus(path("rows.mtx")), len(terms)), rows, 1e-6, "mtx, gensim")
x, y = sklearn.datasets.load_svmlight_file(path("rows.svm"), n_features=len(terms))
expect_equal(x, rows, 1e-9, "svm, scikit-learn")
expect(not y.any(), "svm: labels 0")
x, _ = sklearn.datasets.load_svmlight_file(path("rows.svm"), n_features=len(terms), zero_based=False)
expect_equal(x, rows, 1e-9, "svm, scikit-learn told that columns begin at 1")
uci = gensim.corpora.UciCorpus(path("counts.uci"))
expect_equal(corpus(uci, len(terms)), counts, 0, "uci, gensim")
id2word = uci.id2word
expect([id2word[t].decode() for t in range(len(terms))] == terms, "uci: words")
with open(path("rows.mat")) as file:
    head = tuple(map(int, file.readline().split()))
    lines = file.read().split("\n")[:-1]
expect(head == (*rows.shape, rows.nnz) and len(lines) == rows.shape[0], "mat: sizes")
expect([int(c) for c in lines[0].split()[::2]] == [int(c) + 1 for c in rows[[0]].nonzero()[1]], "mat: columns")
expect(open(path("rows.mat.clabel"), encoding="utf-8").read().split("\n")[:-1] == terms, "mat: clabel")
expect(len(open(path("rows.mat.rlabel")).readlines()) == rows.shape[0], "mat: rlabel")


# Theirs, read by us.
def ours(name, tolerance=0, wanted=rows):
    run("tm-vectorize", "-o", path("back.npz"), path(name))
    expect_equal(scipy.sparse.load_npz(path("back.npz")), wanted, tolerance, name)


for ending in ("npz", "npy", "mtx", "mat"):
    ours("rows." + ending)
ours("counts.uci", wanted=counts)
for form in ("csr", "csc", "coo"):
    scipy.sparse.save_npz(path("scipy-%s.npz" % form), rows.asformat(form))
    ours("scipy-%s.npz" % form)
scipy.sparse.save_npz(path("double.npz"), rows.astype(numpy.float64), compressed=False)
ours("double.npz")
scipy.sparse.save_npz(path("long.npz"), scipy.sparse.csr_array(
    (counts.data.astype(numpy.int64), counts.indices.astype(numpy.int64), counts.indptr.astype(numpy.int64)),
    shape=counts.shape))
ours("long.npz", wanted=counts)
scipy.sparse.save_npz(path("bool.npz"), counts.astype(bool))
ours("bool.npz", wanted=(counts > 0).astype(numpy.float32))
unsorted = scipy.sparse.csr_array((numpy.array([1, 2, 3, 4], numpy.float32), numpy.array([2, 0, 1, 1]),
                                   numpy.array([0, 2, 4])), shape=(2, 3))
scipy.sparse.save_npz(path("unsorted.npz"), unsorted)
ours("unsorted.npz", wanted=unsorted)
for name, array in (("fortran", numpy.asfortranarray(rows.toarray())), ("big", rows.toarray().astype(">f8")),
                    ("bytes", counts.toarray().astype(numpy.uint8))):
    numpy.save(path(name + ".npy"), array)
    ours(name + ".npy", wanted=array)
scipy.io.mmwrite(path("scipy.mtx"), rows, precision=9)
ours("scipy.mtx", 1e-8)
scipy.io.mmwrite(path("dense.mtx"), rows.toarray(), precision=9)
ours("dense.mtx", 1e-8)
scipy.io.mmwrite(path("pattern.mtx"), (counts > 0), field="pattern")
ours("pattern.mtx", wanted=(counts > 0).astype(numpy.float32))
square = (rows.T @ rows).astype(numpy.float32)
scipy.io.mmwrite(path("symmetric.mtx"), square, symmetry="symmetric", precision=9)
ours("symmetric.mtx", 1e-6, square)
skew = scipy.sparse.triu(square, 1)
skew = (skew - skew.T).tocsr()
scipy.io.mmwrite(path("skew.mtx"), skew, symmetry="skew-symmetric", precision=9)
ours("skew.mtx", 1e-6, skew)
gensim.corpora.MmCorpus.serialize(path("gensim.mtx"), gensim.matutils.Sparse2Corpus(rows, documents_columns=False))
ours("gensim.mtx", 1e-6)
for from_zero in (False, True):
    sklearn.datasets.dump_svmlight_file(rows, numpy.arange(rows.shape[0]) - 3., path("sklearn.svm"),
                                        zero_based=from_zero, comment="a comment")
    run("tm-vectorize", "-o", path("back.svm"), path("sklearn.svm"))
    x, y = sklearn.datasets.load_svmlight_file(path("back.svm"), n_features=len(terms))
    expect_equal(x, rows, 1e-9, "sklearn.svm")
    expect(list(y) == list(numpy.arange(rows.shape[0]) - 3.), "svm: labels are kept")
bags = [[(int(t), int(counts[[d]].toarray()[0, t])) for t in counts[[d]].nonzero()[1]]
        for d in range(counts.shape[0])]
gensim.corpora.UciCorpus.serialize(path("gensim.uci"), bags, id2word=dict(enumerate(terms)))
run("tm-vectorize", "-o", path("back.mat"), path("gensim.uci"))
expect(open(path("back.mat.clabel"), encoding="utf-8").read().split("\n")[:-1] == terms, "gensim.uci: words")
ours("gensim.uci", wanted=counts)

# Weighing a matrix of counts is what vectorizing the texts is.
run("tm-vectorize", "--weighting", "tf-idf", "-o", path("weighed.npz"), path("counts.uci"))
expect_equal(scipy.sparse.load_npz(path("weighed.npz")), rows, 0, "counts, weighed")
run("tm-vectorize", "--names", path("terms.tsv"), "-o", path("named.mat"), path("rows.npz"))
expect(open(path("named.mat.clabel"), encoding="utf-8").read().split("\n")[:-1] == terms, "--names")
finish()
