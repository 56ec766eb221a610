"""
rival: joblib.load of a TfidfVectorizer
at least: 100
"""
import common
import joblib
import sklearn.feature_extraction.text

path = common.FILE.replace(".tm", ".joblib")
with common.timed(3):
    for _ in range(3):
        vectorizer = joblib.load(path)
common.result(len(vectorizer.vocabulary_))
