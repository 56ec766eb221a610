#!/usr/bin/env python3
"""Running text in many languages out of Debian, as JSON Lines with text and lang.

    mkdir -p LISTS/partial
    apt-get -o Dir::State::lists=LISTS -o Acquire::Languages=$(sentence_corpus.py --languages) update
    cd DEBS && apt-get download $(sentence_corpus.py --packages)
    sentence_corpus.py LISTS DEBS > corpus.jsonl

Translated descriptions of packages, the help of LibreOffice (Mozilla Public License 2.0) and the
stories of Battle for Wesnoth (GPL). What stands in two languages alike is not translated and left
out; of each language what comes first by the hash of its bytes is taken, up to 6 MB.
"""
import collections
import gettext
import glob
import hashlib
import html
import io
import json
import re
import subprocess
import sys
import tarfile

LISTS = "cs da de en es fr it ja nl pl pt pt_BR ru sv tr zh zh_CN".split()
HELP = "cs da de es fr hi it ja nl pl pt pt-br ru sv tr zh-cn".split()
OFFICE = "ar hi tr".split()
PACKAGES = (["libreoffice-help-" + l for l in HELP] + ["libreoffice-l10n-" + l for l in OFFICE] +
            ["wesnoth-1.16-data"])
WANTED = "ar cs da de en es fr hi it ja nl pl pt ru sv tr zh".split()
MOST = 6_000_000
LEAST = 25  # bytes of a paragraph
OTHER_SCRIPT = "ar hi ja ru zh".split()


def code_of(locale):
    return re.split("[-_@]", locale)[0]


def clean(text):
    text = html.unescape(re.sub(r"<[^>]*>", "", text))
    return re.sub(r"\s+", " ", text).strip()


def is_of(code, text):
    """Most letters of a language that is not written in Latin are not."""
    latin = len(re.findall("[A-Za-z]", text))
    return code not in OTHER_SCRIPT or latin < len(text) / 2


def descriptions(folder):
    """The paragraphs of the long descriptions, without lists and what is set as it is."""
    for path in sorted(glob.glob(folder + "/*Translation-*")):
        code = code_of(re.search(r"Translation-([a-z]+)", path).group(1))
        data = subprocess.run(["/usr/lib/apt/apt-helper", "cat-file", path], check=True,
                              capture_output=True, text=True).stdout
        for body in re.findall(r"^Description-\S+: .*\n((?: .*\n?)*)", data, re.M):
            for paragraph in body.split("\n .\n"):
                lines = paragraph.strip("\n").split("\n")
                if all(re.match(r" [^ *+•-]", line) for line in lines):
                    yield code, clean(" ".join(lines))


def catalogue(data):
    try:
        pairs = gettext.GNUTranslations(io.BytesIO(data))._catalog.items()
    except ValueError:  # of a language whose plural nobody has filled in
        return
    for key, value in pairs:
        if key and value != key:
            yield from value.split("\n")


def packages(folder):
    for path in sorted(glob.glob(folder + "/*.deb")):
        data = subprocess.run(["dpkg-deb", "--fsys-tarfile", path], check=True, capture_output=True).stdout
        archive = tarfile.open(fileobj=io.BytesIO(data))
        for member in archive:
            page = re.search(r"/help/([^/]+)/text/.*\.html$", member.name)
            messages = re.search(r"/(?:resource|locale)/([^/]+)/LC_MESSAGES/.*\.mo$", member.name)
            if not member.isfile() or not (page or messages):
                continue
            code = code_of((page or messages).group(1))
            if code not in WANTED:
                continue
            content = archive.extractfile(member).read()
            if page:
                found = re.findall(r'<p [^>]*class="paragraph"[^>]*>(.*?)</p>',
                                   content.decode("utf-8", "replace"), re.S)
            else:
                found = catalogue(content)
            for text in found:
                yield code, clean(text)


def main():
    if sys.argv[1:] == ["--packages"]:
        print(" ".join(PACKAGES))
        return
    if sys.argv[1:] == ["--languages"]:
        print(",".join(LISTS))
        return
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    languages = collections.defaultdict(set)
    for source in (descriptions(sys.argv[1]), packages(sys.argv[2])):
        for code, text in source:
            if code in WANTED and len(text.encode()) >= LEAST and is_of(code, text):
                languages[text].add(code)
    texts = collections.defaultdict(list)
    for text, codes in languages.items():
        if len(codes) == 1:
            texts[min(codes)].append(text)
    for code in sorted(texts):
        size = 0
        for text in sorted(texts[code], key=lambda t: hashlib.md5(t.encode()).digest()):
            size += len(text.encode())
            if size > MOST:
                break
            print(json.dumps({"text": text, "lang": code}, ensure_ascii=False))


if __name__ == "__main__":
    main()
