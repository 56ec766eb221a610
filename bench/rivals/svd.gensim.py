"""
rival: gensim LsiModel
threads: 1
"""
import common
import numpy
import scipy.sparse
from gensim.matutils import Sparse2Corpus
from gensim.models import LsiModel

rows = scipy.sparse.load_npz(common.FILE).astype(numpy.float64)
words = {column: str(column) for column in range(rows.shape[1])}
with common.timed():
    model = LsiModel(Sparse2Corpus(rows, documents_columns=False), num_topics=100, id2word=words)
common.result("residual %.1f" % numpy.sqrt((rows.data ** 2).sum() - (model.projection.s ** 2).sum()))
