"""
rival: KMeans
at least: 10 articles_npz 40
"""
import os

import common
import numpy
import scipy.sparse
from sklearn.cluster import KMeans

CLUSTERS, ITERATIONS = {"googlenews": (152, 100), "newsgroups": (20, 100), "articles": (1000, 2)}[
    os.path.basename(common.FILE).split(".")[0]]
rows = scipy.sparse.load_npz(common.FILE).tocsr()
seeds = numpy.arange(CLUSTERS) * (rows.shape[0] // CLUSTERS)
model = KMeans(CLUSTERS, init=rows[seeds].toarray(), n_init=1, max_iter=ITERATIONS, tol=0)
with common.timed() as times:
    model.fit(rows)
    times(model.n_iter_)
members = scipy.sparse.csr_matrix((numpy.ones(rows.shape[0]), (model.labels_, numpy.arange(rows.shape[0]))))
sums = members @ rows  # the mean cosine with the direction of the own sum, which is what ours reports
common.result("%d, cosine %.3f" % (model.n_iter_, numpy.sqrt(sums.multiply(sums).sum(1)).sum() / rows.shape[0]))
