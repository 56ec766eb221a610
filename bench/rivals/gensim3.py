"""gensim 3's TextRank, which weighs pairs of sentences by BM25 and left gensim with version 4.

    pip install --target FOLDER --no-deps --only-binary :all: --platform manylinux1_x86_64 \\
        --python-version 3.8 --implementation cp --abi cp38 gensim==3.8.3
    pip install --target FOLDER six

and GENSIM3=FOLDER in the environment. The modules of its summarizer are plain Python: they run on the
gensim 4 of requirements.txt, which has all else they need.
"""
import os
import sys


def modules():
    """ImportError where FOLDER is not told."""
    if "GENSIM3" not in os.environ:
        raise ImportError("gensim 3")
    import gensim
    import gensim.utils
    folder = os.environ["GENSIM3"]
    sys.path.append(folder)
    if os.path.join(folder, "gensim") not in gensim.__path__:
        gensim.__path__.append(os.path.join(folder, "gensim"))
    gensim.utils.has_pattern = lambda: False  # of a library that gensim 4 no longer looks for
    from gensim.summarization import summarizer, textcleaner
    return summarizer, textcleaner


def method(sentences):
    """A function from a text to its summary of so many sentences."""
    summarizer, textcleaner = modules()

    def summarize(text):
        count = len(textcleaner.split_sentences(text))
        return summarizer.summarize(text, ratio=min(1, (sentences + .5) / count))
    return summarize
