"""
rival: faiss IndexFlatIP, 100 dense numbers a row

What who embeds texts searches with: exact too, but for vectors that are not the rows themselves (here random
projections of them, made before the clock starts; the time does not depend on the numbers).
"""
import common
import faiss
import numpy
import scipy.sparse

rows = scipy.sparse.load_npz(common.FILE).tocsr()
vectors = rows @ numpy.random.default_rng(1).standard_normal((rows.shape[1], 100), numpy.float32)
faiss.normalize_L2(vectors)
index = faiss.IndexFlatIP(vectors.shape[1])
index.add(vectors)
queries = numpy.ascontiguousarray(vectors[::20])
with common.timed():
    _, found = index.search(queries, 10)
common.result(found.size)
