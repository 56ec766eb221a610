"""
rival: TfidfVectorizer
at least: 15
threads: 1
"""
import common
from sklearn.feature_extraction.text import TfidfVectorizer

lines = common.lines()
with common.timed():
    TfidfVectorizer(sublinear_tf=True, ngram_range=(1, 2)).fit_transform(lines)
