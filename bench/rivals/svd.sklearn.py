"""
rival: TruncatedSVD(n_iter=5)
at least: 5
threads: 1
"""
import common
import numpy
import scipy.sparse
from sklearn.decomposition import TruncatedSVD

rows = scipy.sparse.load_npz(common.FILE).astype(numpy.float64)  # as TfidfVectorizer makes them
with common.timed():
    svd = TruncatedSVD(100, n_iter=5, random_state=0).fit(rows)
common.result("residual %.1f" % numpy.sqrt((rows.data ** 2).sum() - (svd.singular_values_ ** 2).sum()))
