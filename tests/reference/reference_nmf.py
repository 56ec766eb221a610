"""tm_nmf_new() beside scikit-learn's NMF: an error that is no larger."""
import json
import sklearn.decomposition
import sklearn.exceptions
import warnings

from reference import *
from library import *


class Options(ctypes.Structure):
    _fields_ = [("size", ctypes.c_size_t), ("components", ctypes.c_size_t), ("iterations", ctypes.c_uint)]


class Nmf(ctypes.Structure):
    _fields_ = [("rows", ctypes.c_size_t), ("cols", ctypes.c_size_t), ("components", ctypes.c_size_t),
                ("weight", ctypes.POINTER(ctypes.c_float)), ("topic", ctypes.POINTER(ctypes.c_float)),
                ("error", ctypes.c_double)]


def our_error(matrix, components):
    """What it says the error is, which has to be what the factors leave."""
    nmf = ctypes.POINTER(Nmf)()
    with Rows(matrix) as rows:
        call("tm_nmf_new", ctypes.byref(nmf), rows, ctypes.byref(Options(ctypes.sizeof(Options), components, 0)), None)
    found = nmf.contents
    weight = numpy.array(found.weight[:found.rows * components]).reshape(-1, components)
    topic = numpy.array(found.topic[:found.cols * components]).reshape(-1, components)
    error = found.error
    LIBRARY.tm_nmf_free(nmf)
    expect(weight.min() >= 0 and topic.min() >= 0, "no factor is below 0")
    left = numpy.linalg.norm(matrix.toarray() - weight @ topic.T)
    expect(abs(left - error) <= 1e-5 * left, "an error of %g is %g" % (error, left))
    return error


warnings.simplefilter("ignore", sklearn.exceptions.ConvergenceWarning)
own = [json.loads(line)["text"] for line in open(os.path.join(SOURCE, "data", "day.jsonl"), encoding="utf-8")]
day = sklearn.feature_extraction.text.TfidfVectorizer(stop_words="english").fit_transform(own).tocsr()
for name, matrix in (("day", day), ("random", random_rows(300, 200, .05, 1))):
    for components in (2, 5, 20):
        theirs = sklearn.decomposition.NMF(components, init="nndsvd", random_state=0).fit(matrix).reconstruction_err_
        ours = our_error(matrix, components)
        print("%s, %d components: %.6f, scikit-learn %.6f" % (name, components, ours, theirs))
        expect(ours <= theirs * 1.001, "%s, %d components" % (name, components))
finish()
