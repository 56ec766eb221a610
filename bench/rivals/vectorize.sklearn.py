"""
rival: TfidfVectorizer
at least: 20
memory: 4
threads: 1
data: news_en
"""
import common
from sklearn.feature_extraction.text import TfidfVectorizer

lines = common.lines()
with common.timed():
    TfidfVectorizer(sublinear_tf=True).fit_transform(lines)
