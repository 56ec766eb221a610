"""
rival: gensim TfidfModel
threads: 1
data: news_en
"""
import common
from gensim.corpora import Dictionary
from gensim.models import TfidfModel
from gensim.utils import tokenize

lines = common.lines()
with common.timed():
    words = [list(tokenize(line, lowercase=True)) for line in lines]
    dictionary = Dictionary(words)
    counts = [dictionary.doc2bow(document) for document in words]
    rows = list(TfidfModel(counts)[counts])
