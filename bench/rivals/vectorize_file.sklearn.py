"""
rival: TfidfVectorizer
at least: 20
threads: 1
"""
import common
import scipy.sparse
from sklearn.feature_extraction.text import TfidfVectorizer

rows = TfidfVectorizer(sublinear_tf=True).fit_transform(common.lines())
scipy.sparse.save_npz(common.SCRATCH + "/sklearn.npz", rows, compressed=False)
