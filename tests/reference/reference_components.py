"""tm-vectorize --components beside numpy's exact SVD of the same rows, and scikit-learn's TruncatedSVD."""
from reference import *
from sklearn.decomposition import TruncatedSVD

N = 20
day = os.path.join(SOURCE, "data", "day.jsonl")
run("tm-vectorize", "--lang", "en", "--model", path("sparse.model"), "-o", path("rows.npz"), day)
run("tm-vectorize", "--lang", "en", "--components", str(N), "--model", path("lsa.model"), "-o", path("lsa.npy"), day)
rows = scipy.sparse.load_npz(path("rows.npz")).astype(numpy.float64)
ours = numpy.load(path("lsa.npy"))
expect(ours.shape == (rows.shape[0], N) and ours.dtype == numpy.float32, "npy: a row a document")

# What is left over is within 1 % of the least there can be; so are lengths of the coordinates' columns.
u, sigma, vt = numpy.linalg.svd(rows.toarray(), full_matrices=False)
least = numpy.sqrt((sigma[N:] ** 2).sum())
left = numpy.sqrt(max(0, (sigma ** 2).sum() - (ours.astype(numpy.float64) ** 2).sum()))
print("residual %.6f, the least is %.6f" % (left, least))
expect(least * (1 - 1e-6) <= left <= 1.01 * least, "the residual")
lengths = numpy.sqrt((ours.astype(numpy.float64) ** 2).sum(axis=0))
expect((abs(lengths - sigma[:N]) <= .01 * sigma[:N]).all(), "singular values")
apart = [c for c in range(5) if sigma[c] - sigma[c + 1] > .05 * sigma[c]]
expect(len(apart) > 1, "some components are clearly apart")
for c in apart:
    expect(abs(numpy.dot(ours[:, c], u[:, c])) > .999 * lengths[c], "component %d" % (c + 1))
theirs = TruncatedSVD(N, n_iter=8, random_state=1).fit(rows)
print("scikit-learn's residual %.6f" % numpy.sqrt((sigma ** 2).sum() - (theirs.transform(rows) ** 2).sum()))
expect((abs(theirs.singular_values_ - lengths) <= .01 * lengths).all(), "scikit-learn's singular values")

# A model that is loaded folds rows in: the same bytes for the same documents, whatever comes with them.
run("tm-vectorize", "--load", path("lsa.model"), "-o", path("again.npy"), day)
expect(open(path("lsa.npy"), "rb").read() == open(path("again.npy"), "rb").read(), "loaded: the same bytes")
for threads in (1, 3):
    run("tm-vectorize", "--lang", "en", "--components", str(N), "--threads", str(threads), "-o", path("again.npy"), day)
    expect(open(path("lsa.npy"), "rb").read() == open(path("again.npy"), "rb").read(), "%d threads" % threads)
head = path("head.jsonl")
with open(day, encoding="utf-8") as file, open(head, "w", encoding="utf-8") as some:
    some.writelines(file.readlines()[40:60])
run("tm-vectorize", "--load", path("lsa.model"), "-o", path("some.npy"), head)
expect((numpy.load(path("some.npy")) == ours[40:60]).all(), "loaded: some of the documents")
run("tm-vectorize", "--load", path("lsa.model"), "--components", "0", "-o", path("again.npz"), day)
expect_equal(scipy.sparse.load_npz(path("again.npz")), rows, 1e-7, "without the components")
run("tm-vectorize", "--load", path("sparse.model"), "--components", str(N), "-o", path("again.npy"), day)
expect(open(path("lsa.npy"), "rb").read() == open(path("again.npy"), "rb").read(), "of a model that had none")

# Other files say the same; a matrix is as good as documents.
for ending in ("npz", "mtx", "svm", "tsv"):
    run("tm-vectorize", "--load", path("lsa.model"), "-o", path("lsa." + ending), day)
expect_equal(scipy.sparse.load_npz(path("lsa.npz")), ours, 0, "npz")
expect_equal(scipy.io.mmread(path("lsa.mtx")), ours, 1e-8, "mtx")
import sklearn.datasets
expect_equal(sklearn.datasets.load_svmlight_file(path("lsa.svm"), n_features=N)[0], ours, 1e-8, "svm")
with open(path("lsa.tsv"), encoding="utf-8") as file:
    table = [line.rstrip("\n").split("\t") for line in file][1:]
expect(len(table) == ours.size and table[N + 1][1] == "c2", "tsv: an entry for each coordinate")
expect(all(abs(float(t[2]) - x) < 1e-6 for t, x in zip(table, ours.ravel())), "tsv")
run("tm-vectorize", "--components", str(N), "-o", path("again.npy"), path("rows.npz"))
expect_equal(numpy.load(path("again.npy")), ours, 1e-6, "of a matrix")
finish()
