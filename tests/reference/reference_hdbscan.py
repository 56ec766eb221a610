"""tm_hdbscan() beside scikit-learn's HDBSCAN: the same clusters, and as loners what it calls noise."""
import sklearn.metrics

from reference import *
from library import *

try:
    from sklearn.cluster import HDBSCAN
except ImportError as missing:
    skip(missing)


class Options(ctypes.Structure):
    _fields_ = [("size", ctypes.c_size_t), ("smallest", ctypes.c_size_t), ("neighbours", ctypes.c_size_t)]


def groups(count, size, noise, seed):
    """Rows around directions, some close and some wide, and rows that are anywhere."""
    random = numpy.random.RandomState(seed)
    centres = numpy.repeat(random.rand(count, 40) ** 6, size, axis=0)
    rows = numpy.vstack([centres + random.rand(count * size, 40) * random.choice([.05, .2, .4], (count * size, 1)),
                         random.rand(noise, 40) ** 3])
    return scipy.sparse.csr_matrix((rows / numpy.linalg.norm(rows, axis=1, keepdims=True)).astype(numpy.float32))


def partition(labels):
    """Noise as clusters of one."""
    return [label if label >= 0 else -2 - row for row, label in enumerate(labels)]


def their_partition(dense, smallest, neighbours, order):
    """Rows in another order: equal distances, of which mutual reachability has many, fall otherwise."""
    labels = numpy.empty(len(order), int)
    labels[order] = HDBSCAN(min_cluster_size=smallest, min_samples=neighbours, metric="cosine", copy=True,
                            algorithm="brute").fit_predict(dense[order])
    return partition(labels)


for seed in range(6):
    matrix = groups(12, 30, 100, seed)
    dense = matrix.toarray().astype(float)
    orders = [numpy.arange(len(dense))] + [numpy.random.RandomState(s).permutation(len(dense)) for s in range(9)]
    with Rows(matrix) as rows:
        for smallest, neighbours in ((5, 5), (10, 3), (4, 8), (2, 2)):
            ours = clusters("tm_hdbscan", rows, Options(ctypes.sizeof(Options), smallest, neighbours))
            for tried, order in enumerate(orders):
                theirs = their_partition(dense, smallest, neighbours, order)
                score = sklearn.metrics.adjusted_rand_score(theirs, ours)
                if score == 1:
                    break
            print("groups %d, %d rows, %d neighbours: %d clusters and loners, ARI %.6f in order %d"
                  % (seed, smallest, neighbours, len(set(theirs)), score, tried + 1))
            expect(score == 1, "the same partition")
finish()
