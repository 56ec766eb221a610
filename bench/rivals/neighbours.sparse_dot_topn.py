"""
rival: sparse_dot_topn
at least: 5
"""
import common
import scipy.sparse
from sparse_dot_topn import sp_matmul_topn

rows = scipy.sparse.load_npz(common.FILE).tocsr()
other = rows.T.tocsr()
with common.timed():  # one more than 10, because every row finds itself
    found = sp_matmul_topn(rows, other, top_n=11, threshold=0.01, n_threads=common.THREADS)
common.result(found.nnz - (found.diagonal() > 0).sum())
