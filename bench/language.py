#!/usr/bin/env python3
"""Language identification beside its rivals, in one run: accuracy and speed.

    bench/language.py BUILD-DIR EVAL-DATA     e.g. build/release ../shared/eval/data

Rivals: libexttextcat (Debian: libexttextcat-2.0-0, libexttextcat-data), lingua-language-detector
and py3langid (from PyPI, in the Python that runs this). One that is missing is left out. Each may
choose among all the languages it has; lingua also among those of the test alone. Speed is processor
time on whole sentences, the call from Python included.
"""
import ctypes
import gzip
import json
import os
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
CUTS = (0, 6, 3)


class Guess(ctypes.Structure):
    _fields_ = [("code", ctypes.c_char * 8), ("score", ctypes.c_double)]


def libtm(build):
    lib = ctypes.CDLL(os.path.join(build, "libtm", "libtm.so"))
    model = ctypes.c_void_p()
    path = os.path.join(HERE, "..", "models", "language.tm").encode()
    if lib.tm_language_load(ctypes.byref(model), path, None) != 0:
        sys.exit("models/language.tm cannot be loaded")
    lib.tm_language_detect.restype = ctypes.c_size_t
    lib.tm_language_detect.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_size_t,
                                       ctypes.POINTER(Guess), ctypes.c_size_t]
    guess = Guess()

    def detect(text):
        data = text.encode()
        lib.tm_language_detect(model, data, len(data), ctypes.byref(guess), 1)
        return guess.code.decode()

    return detect


def exttextcat():
    lib = ctypes.CDLL("libexttextcat-2.0.so.0")
    folder = b"/usr/share/libexttextcat/"
    lib.special_textcat_Init.restype = ctypes.c_void_p
    lib.textcat_Classify.restype = ctypes.c_char_p
    lib.textcat_Classify.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_size_t]
    handle = lib.special_textcat_Init(folder + b"fpdb.conf", folder)
    if not handle:
        raise OSError("no fingerprints")

    def detect(text):
        data = text.encode()
        return lib.textcat_Classify(handle, data, len(data)).decode().strip("[]").split("]")[0].split("-")[0]

    return detect


def lingua(codes=None):
    from lingua import Language, LanguageDetectorBuilder
    languages = [l for l in Language.all() if not codes or l.iso_code_639_1.name.lower() in codes]
    detector = LanguageDetectorBuilder.from_languages(*languages).with_preloaded_language_models().build()

    def detect(text):
        found = detector.detect_language_of(text)
        return found.iso_code_639_1.name.lower() if found else "und"

    return detect


def py3langid():
    import py3langid as module
    return lambda text: {"no": "nb"}.get(module.classify(text)[0], module.classify(text)[0])


def measure(detect, samples, words):
    right = size = 0
    start = time.process_time()
    for text, label in samples:
        if words:
            text = " ".join(text.split(" ")[:words])
        size += len(text.encode())
        right += detect(text) == label
    return right / len(samples), size / 1e6 / (time.process_time() - start)


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    with gzip.open(os.path.join(sys.argv[2], "text", "langid.jsonl.gz"), "rt") as lines:
        samples = [(r["text"], r["label"]) for r in map(json.loads, lines)]
    codes = {label for _, label in samples}
    rivals = [("libtm", lambda: libtm(sys.argv[1])), ("libexttextcat", exttextcat),
              ("lingua, all languages", lingua), ("lingua, these 75", lambda: lingua(codes)),
              ("py3langid", py3langid)]
    print("| | sentences | six words | three words | MB/s |\n|---|---|---|---|---|")
    for name, make in rivals:
        try:
            detect = make()
        except (ImportError, OSError) as problem:
            print("| %s | left out: %s | | | |" % (name, problem))
            continue
        scores = [measure(detect, samples, words) for words in CUTS]
        print("| %s | %s | %.2f |" % (name, " | ".join("%.2f %%" % (100 * s) for s, _ in scores),
                                      scores[0][1]), flush=True)


if __name__ == "__main__":
    main()
