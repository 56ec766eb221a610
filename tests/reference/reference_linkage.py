"""tm_agglomerate_tree() beside scipy.cluster.hierarchy: the same heights, and the same clusters."""
import scipy.cluster.hierarchy
import scipy.spatial.distance
import sklearn.metrics

from reference import *
from library import *

METHODS = ("average", "complete", "ward", "single")


class Options(ctypes.Structure):
    _fields_ = [("size", ctypes.c_size_t), ("method", ctypes.c_int), ("clusters", ctypes.c_size_t),
                ("threshold", ctypes.c_double), ("most", ctypes.c_size_t)]


class Tree(ctypes.Structure):
    _fields_ = [("rows", ctypes.c_size_t), ("merges", ctypes.c_size_t),
                ("part", ctypes.POINTER(ctypes.c_uint32)), ("similarity", ctypes.POINTER(ctypes.c_double))]


def options(method, clusters):
    return Options(ctypes.sizeof(Options), METHODS.index(method), clusters, 0, 0)


def our_heights(rows, method):
    tree = ctypes.POINTER(Tree)()
    call("tm_agglomerate_tree", ctypes.byref(tree), rows, ctypes.byref(options(method, 0)), None)
    distance = 1 - numpy.array(tree.contents.similarity[:tree.contents.merges])
    LIBRARY.tm_tree_free(tree)
    return numpy.sqrt(2 * distance.clip(0)) if method == "ward" else distance


def compare(name, matrix):
    dense = matrix.toarray().astype(float)
    dense /= numpy.linalg.norm(dense, axis=1, keepdims=True)
    with Rows(matrix) as rows:
        for method in METHODS:
            metric = "euclidean" if method == "ward" else "cosine"
            theirs = scipy.cluster.hierarchy.linkage(scipy.spatial.distance.pdist(dense, metric), method)
            expect_equal(our_heights(rows, method), theirs[:, 2], 1e-9, "%s, %s: heights" % (name, method))
            for k in (2, 5, 20):
                ours = clusters("tm_agglomerate", rows, options(method, k))
                wanted = scipy.cluster.hierarchy.fcluster(theirs, k, "maxclust")
                expect(len(set(ours)) == k and sklearn.metrics.adjusted_rand_score(wanted, ours) == 1,
                       "%s, %s: %d clusters" % (name, method, k))


for seed in range(3):
    compare("random %d" % seed, random_rows(400, 120, .1, seed))
finish()
