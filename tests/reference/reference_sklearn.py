"""tm-vectorize --like sklearn beside TfidfVectorizer: the same vocabulary and values."""
import gzip
import json
import re
import sys
import unicodedata

from reference import *
from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS, HashingVectorizer, TfidfTransformer, TfidfVectorizer

EVAL = os.path.join(SOURCE, "..", "shared", "eval", "data", "cluster")
# Options of TfidfVectorizer and ours that mean the same.
CASES = [({}, []),
         ({"stop_words": "english"}, ["--stop"]),
         # Words as they are: "The" is in no text of small letters, and neither drops anything by it.
         ({"stop_words": ["said", "new", "2004", "The", "straße"]}, ["--stop-list", path("own.txt")]),
         ({"stop_words": list(ENGLISH_STOP_WORDS | {"said", "new"})}, ["--stop", "--stop-list", path("two.txt")]),
         ({"min_df": 2, "max_df": .5}, ["--min-df", "2", "--max-df", ".5"]),
         ({"sublinear_tf": True}, ["--weighting", "lsc"]),
         ({"norm": None}, ["--weighting", "nsn"]),
         ({"norm": "l1"}, ["--weighting", "nss"]),
         ({"use_idf": False}, ["--weighting", "nnc"]),
         ({"smooth_idf": False}, ["--weighting", "nic"]),
         ({"ngram_range": (1, 2)}, ["--ngrams", "1-2"]),
         ({"binary": True}, ["--weighting", "bsc"])]


with open(path("own.txt"), "w", encoding="utf-8") as file:
    file.write("# ours\nsaid\nnew\n\n2004\nThe # never found\nstraße\n")
with open(path("two.txt"), "w", encoding="utf-8") as file:
    file.write("said\r\nnew")


def write(texts):
    with open(path("texts.jsonl"), "w", encoding="utf-8") as file:
        for text in texts:
            file.write(json.dumps({"text": text}) + "\n")


def compare(name, texts, theirs, ours):
    write(texts)
    run("tm-vectorize", "--like", "sklearn", *ours, "--vocabulary", path("terms.tsv"), "-o", path("rows.npz"),
        path("texts.jsonl"))
    vectorizer = TfidfVectorizer(**theirs)
    wanted, rows = vectorizer.fit_transform(texts), scipy.sparse.load_npz(path("rows.npz"))
    with open(path("terms.tsv"), encoding="utf-8", newline="\n") as file:
        terms = [line.split("\t")[0] for line in file][1:]
    same = list(vectorizer.get_feature_names_out()) == terms
    expect(same, "%s %s: the vocabulary" % (name, theirs))
    if same:
        worst = abs(wanted - rows).max()
        print("%s, %d x %d, %s: largest difference %.2g" % (name, *rows.shape, theirs, worst))
        # A value is a float: 1e-6 of 1, or of the value itself where rows are not normalised.
        limit = 1e-6 if vectorizer.norm else 1e-6 * max(1, abs(wanted).max())
        expect(worst <= limit and wanted.nnz == rows.nnz, "%s %s: the values" % (name, theirs))


def untied(texts, near):
    """A number of terms near this one that no two equally frequent terms are torn apart by."""
    counts = numpy.sort(numpy.asarray(sklearn.feature_extraction.text.CountVectorizer().fit_transform(
        texts).sum(axis=0)).ravel())[::-1]
    return next(n for n in range(near, 0, -1) if counts[n - 1] > counts[n])


def known(c):
    """Not a surrogate, and assigned in Python's version of Unicode."""
    return unicodedata.category(chr(c)) not in ("Cs", "Cn")


# Every character in the company of letters, and the texts of this project.
every = ["ab%cCd E%c %c%cx" % (c, c, c, c) for c in map(chr, filter(known, range(32, 0x110000)))]
compare("characters", every, {}, [])
compare("cases", ["İSTANBUL İİ aİ", "ΟΔΟΣ ΣΟΦΟΣ ΣΣ ΑΣ1 ΑΣʰ Σ", "Straße ǅ ßẞ ﬁne ÅÅ", "x_y __ _a a_ 1_2", "٣٤ ⅷⅧ ²³ 一二 ½½",
                  "naïve é é́ e\u0301e\u0301 नमस्ते"], {}, [])
cased = ["İSTANBUL İİ aİ Bİ", "Ağrı'da İl ve ilçe", "ΟΔΟΣ ΣΟΦΟΣ", "Straße ǅ ßẞ ﬁne ÅÅ", "a b  c\u3000d \u2028 e", "é e\u0301 नमस्ते", "", " "]
for unit, option in (("char", "--chars"), ("char_wb", "--chars-in-words")):
    compare("cases", cased, {"analyzer": unit, "ngram_range": (1, 4)}, [option, "1-4"])
own = [json.loads(line)["text"] for line in open(os.path.join(SOURCE, "data", "day.jsonl"), encoding="utf-8")]
for theirs, ours in CASES + [({"max_features": untied(own, 500)}, ["--max-terms", str(untied(own, 500))])]:
    compare("day", own, theirs, ours)


def compare_hashed(name, texts, bits, theirs, ours):
    """Hashed columns, weighed by idf: the same columns and values."""
    write(texts)
    run("tm-vectorize", "--like", "sklearn", "--hash", str(bits), *ours, "-o", path("rows.npz"), path("texts.jsonl"))
    counts = HashingVectorizer(n_features=1 << bits, alternate_sign=False, norm=None, **theirs).transform(texts)
    wanted, rows = TfidfTransformer().fit_transform(counts), scipy.sparse.load_npz(path("rows.npz"))
    worst = abs(wanted - rows).max()
    print("%s, 2^%d hashed columns, %s: largest difference %.2g" % (name, bits, theirs, worst))
    expect(wanted.shape == rows.shape and worst <= 1e-6 and wanted.nnz == rows.nnz, "%s, hashed" % name)


for bits in (1, 8, 20):
    compare_hashed("day", own, bits, {}, [])
compare_hashed("day", own, 12, {"ngram_range": (1, 3)}, ["--ngrams", "1-3"])
compare_hashed("day", own, 16, {"analyzer": "char_wb", "ngram_range": (2, 4)}, ["--chars-in-words", "2-4"])
if os.path.isdir(EVAL):
    for name in ("bbc_news", "googlenews_t", "20newsgroups"):
        with gzip.open(os.path.join(EVAL, name + ".jsonl.gz"), "rt", encoding="utf-8") as file:
            records = [json.loads(line) for line in file]
        texts = [record.get("text") or record.get("title") or "" for record in records]
        most = untied(texts, 2000)
        for theirs, ours in CASES + [({"max_features": most}, ["--max-terms", str(most)])]:
            compare(name, texts, theirs, ours)
else:
    print("the evaluation data are not there: only the texts of this project were compared")
finish()
