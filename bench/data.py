"""The data sets of the claims. make(NAME, ...) gives the path of a file, made once.

Texts come from the evaluation data beside this tree; without them, from data/day.jsonl, whose
sentences are put together anew. Either way the same in every run.
"""
import gzip
import itertools
import json
import os
import random
import shutil
import subprocess

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
EVAL = os.path.join(ROOT, "..", "shared", "eval", "data")


def own():
    with open(os.path.join(ROOT, "data", "day.jsonl"), encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def unpacked(path, name, megabytes):
    """A file of the evaluation data, or so many megabytes of documents of our own words."""
    packed = os.path.join(EVAL, name)
    if os.path.exists(packed):
        with gzip.open(packed) as source, open(path, "wb") as file:
            shutil.copyfileobj(source, file)
        return
    chance = random.Random(1)
    words = [word for record in own() for word in (record["title"] + " " + record["text"]).split()]
    with open(path, "w", encoding="utf-8") as file:
        while file.tell() < megabytes << 20:
            at = chance.randrange(len(words) - 20)
            text = [words[at]]
            for _ in range(chance.randrange(100, 600)):
                # Runs of real text, with words of a long tail of rare ones in between.
                at = at + 1 if chance.random() < .9 else chance.randrange(len(words))
                text.append(words[at % len(words)])
                if chance.random() < .03:
                    text.append("x%x" % int(chance.paretovariate(.7)))
            file.write(" ".join(text) + "\n")


def news_en(path, python, tools):
    """60 MB of English news, a document a line."""
    unpacked(path, "speed/news_en.txt.gz", 60)


def news_vi(path, python, tools):
    """Vietnamese news, a document a line."""
    unpacked(path, "speed/news_vi.txt.gz", 20)


def headlines_2k(path, python, tools):
    """2,000 headlines: halves of the titles of data/day.jsonl, put together anew."""
    titles = [record["title"] for record in own()]
    halves = [(title[:cut], title[cut:]) for title in titles
              for cut in [title.find(" ", len(title) // 2)]]
    with open(path, "w", encoding="utf-8") as file:
        for i in range(2000):
            second = (i + 37 * (i // len(titles))) % len(titles)
            file.write(halves[i % len(titles)][0] + halves[second][1] + "\n")


def cut_headlines(path, left, news):
    """So many lines of 12 words, cut from the English news."""
    with open(news, encoding="utf-8", errors="replace") as source, open(path, "w", encoding="utf-8") as file:
        for document in source:
            words = document.split()
            for at in range(0, len(words) - 11, 12):
                if left == 0:
                    return
                file.write(" ".join(words[at:at + 12]) + "\n")
                left -= 1


def articles_200(path, python, tools):
    """200 articles of CNN and the Daily Mail, or of our own documents, one a line."""
    packed = os.path.join(EVAL, "summary", "cnndm_val.jsonl.gz")
    if os.path.exists(packed):
        with gzip.open(packed, "rt", encoding="utf-8") as source:
            texts = [" ".join(json.loads(line)["documents"]) for _, line in zip(range(200), source)]
    else:
        texts = [" ".join(record["text"] for record in own()[at:at + 5]) for at in range(200)]
    with open(path, "w", encoding="utf-8") as file:
        file.writelines(" ".join(text.split()) + "\n" for text in texts)


def sentences_10k(path, python, tools):
    """10,000 sentences of 5 to 35 made-up words, the k-th of 5,000 drawn 1/k as often as the first: nearly
    all pairs share one."""
    chance = random.Random(1)
    names = ["".join("bcdfghjklmnpqrstvwxz"[part % 20] + "aeiou"[part // 20] for part in (k % 100, k // 100, 50))
             for k in range(5000)]
    share = list(itertools.accumulate(1 / (k + 1) for k in range(5000)))
    with open(path, "w", encoding="utf-8") as file:
        for _ in range(10000):
            words = chance.choices(names, cum_weights=share, k=chance.randrange(5, 36))
            file.write(" ".join(words).capitalize() + ".\n")


def cluster_texts(path, name, instead):
    """Texts of a set of the evaluation data, or lines of the file `instead`, a document a line."""
    packed = os.path.join(EVAL, "cluster", name + ".jsonl.gz")
    with open(path, "w", encoding="utf-8") as file:
        if os.path.exists(packed):
            with gzip.open(packed, "rt", encoding="utf-8") as source:
                for line in source:
                    file.write(" ".join(json.loads(line)["text"].split()) + "\n")
            return
        with open(instead, encoding="utf-8") as source:
            for _, line in zip(range(18000), source):
                file.write(line)


def newsgroups(path, python, tools):
    """Texts of 20newsgroups, or our own documents, a document a line."""
    cluster_texts(path, "20newsgroups", make("news_en", path, python, tools))


def googlenews(path, python, tools):
    """Titles of googlenews_t, or lines cut from the English news."""
    cluster_texts(path, "googlenews_t", make("headlines_100k", path, python, tools))


def headlines_100k(path, python, tools):
    """100,000 lines of 12 words, cut from the English news."""
    cut_headlines(path, 100000, make("news_en", path, python, tools))


def headlines_200k(path, python, tools):
    """200,000 of them."""
    cut_headlines(path, 200000, make("news_en", path, python, tools))


def titles_20k(path, python, tools):
    """The titles of stackoverflow, or lines cut from the English news."""
    cluster_texts(path, "stackoverflow", make("headlines_100k", path, python, tools))


def rows_of(name, path, python, tools):
    subprocess.run([os.path.join(tools, "tm-vectorize"), "--lang", "en", "--progress=never", "-o", path,
                    make(name, path, python, tools)], check=True)


def headlines_100k_npz(path, python, tools):
    """Their TF-IDF rows, as scipy reads them."""
    rows_of("headlines_100k", path, python, tools)


def newsgroups_npz(path, python, tools):
    """Their TF-IDF rows, as scipy reads them."""
    rows_of("newsgroups", path, python, tools)


def googlenews_npz(path, python, tools):
    """Their TF-IDF rows, as scipy reads them."""
    rows_of("googlenews", path, python, tools)


def articles_npz(path, python, tools):
    """TF-IDF rows of the English news, 58,000 documents."""
    rows_of("news_en", path, python, tools)


def dense_4000x300_npy(path, python, tools):
    """Normally distributed numbers."""
    subprocess.run([python, "-c", "import numpy, sys; numpy.save(open(sys.argv[1], 'wb'), numpy.random."
                    "default_rng(1).standard_normal((4000, 300), numpy.float32))", path], check=True)


def model_300k_tm(path, python, tools):
    """Models of 300,000 terms of the same texts: ours, and TfidfVectorizer's beside it (.joblib)."""
    chance, texts = random.Random(2), os.path.join(os.path.dirname(path), "model_300k.txt")
    with open(texts, "w", encoding="utf-8") as file:
        for word in range(0, 300000, 30):
            often = (int(300000 * chance.random() ** 4) for _ in range(60))
            file.write(" ".join("w%05x" % (w * 7919 % 0x100000) for w in [*range(word, word + 30), *often]) + "\n")
    subprocess.run([os.path.join(tools, "tm-vectorize"), "--like", "sklearn", "--progress=never", "--model", path,
                    "-o", "/dev/null", "--format", "npz", texts], check=True)
    subprocess.run([python, "-c", "import joblib, sys; from sklearn.feature_extraction.text import TfidfVectorizer\n"
                    "joblib.dump(TfidfVectorizer().fit(open(sys.argv[1])), sys.argv[2])",
                    texts, texts.replace(".txt", ".joblib")], check=True)


def make(name, beside, python, tools):
    """The file of a data set, in the folder of the path `beside`."""
    base, kind = name.rsplit("_", 1) if name.endswith(("_npz", "_npy", "_tm")) else (name, "txt")
    path = os.path.join(os.path.dirname(beside), base + "." + kind)
    if not os.path.exists(path):
        globals()[name](path + ".part." + kind, python, tools)
        os.replace(path + ".part." + kind, path)
    return path
