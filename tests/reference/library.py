"""The shared library, called from Python on sparse rows, for the reference tests of what no tool prints."""
import ctypes

from reference import *

try:
    LIBRARY = ctypes.CDLL(SHARED_LIBRARY)
except OSError as missing:
    skip(missing)


class Error(ctypes.Structure):
    _fields_ = [("code", ctypes.c_int), ("position", ctypes.c_uint64), ("message", ctypes.c_char * 240)]


class Sparse(ctypes.Structure):
    _fields_ = [("rows", ctypes.c_size_t), ("cols", ctypes.c_size_t), ("row_start", ctypes.c_void_p),
                ("column", ctypes.c_void_p), ("value", ctypes.c_void_p)]


class Clustering(ctypes.Structure):
    _fields_ = [("rows", ctypes.c_size_t), ("clusters", ctypes.c_size_t),
                ("cluster", ctypes.POINTER(ctypes.c_uint32))]


class Rows:
    """A scipy matrix as tm_sparse; its arrays live as long as this does."""

    def __init__(self, matrix):
        self.arrays = (matrix.indptr.astype(numpy.uint64), matrix.indices.astype(numpy.uint32),
                       matrix.data.astype(numpy.float32))
        self.sparse = Sparse(*matrix.shape, *(a.ctypes.data for a in self.arrays))

    def __enter__(self):
        return ctypes.byref(self.sparse)

    def __exit__(self, *_):
        pass


def call(function, *arguments):
    error = Error()
    if getattr(LIBRARY, function)(*arguments, ctypes.byref(error)):
        sys.exit("%s: %s" % (function, error.message.decode()))


def clusters(function, rows, options):
    found = ctypes.POINTER(Clustering)()
    call(function, ctypes.byref(found), rows, ctypes.byref(options), None)
    labels = found.contents.cluster[:found.contents.rows]
    LIBRARY.tm_clustering_free(found)
    return labels


def random_rows(rows, cols, density, seed):
    """Rows of length 1 to the precision of a float, none of them zero, no two alike."""
    matrix = scipy.sparse.random(rows, cols, density, format="csr", random_state=seed)
    matrix = (matrix + scipy.sparse.csr_matrix(numpy.random.RandomState(seed).rand(rows, 1) @ numpy.eye(1, cols))).tocsr()
    matrix.sort_indices()
    length = numpy.sqrt(matrix.multiply(matrix).sum(axis=1)).A.ravel()
    return scipy.sparse.diags(1 / length).dot(matrix).astype(numpy.float32).tocsr()
