#!/usr/bin/env python3
"""Texts in many languages out of Debian packages, as JSON Lines with text and lang.

    cd FOLDER && apt-get download $(language_corpus.py --packages)
    language_corpus.py FOLDER > catalogues.jsonl

Message catalogues of LibreOffice and Firefox (Mozilla Public License 2.0), and for English the
one-line descriptions of the packages that apt knows. Of the messages of a language those are taken
that have four words or more, are not the English ones, and come first by the hash of their bytes,
so that the choice is arbitrary and always the same.
"""
import collections
import gettext
import glob
import hashlib
import io
import json
import re
import subprocess
import sys
import tarfile
import zipfile

OFFICE = """af am ar be bg bn bs ca cs cy da de el en-gb eo es et eu fa fi fr ga gl gu he hi hr hu id
is it ja ka kk km kn ko lt lv mk ml mn mr nb ne nl nn or pl pt ro ru si sk sl sr st sv ta te th tn
tr ts uk vi xh zh-cn zu""".split()
FIREFOX = """af ar az be bg bn bs ca cs cy da de el en-gb eo es-es et eu fa fi fr ga-ie gl gu-in
he hi-in hr hu hy-am id is it ja ka kk km kn ko lt lv mk mr ms my nb-no ne-np nl nn-no pa-in pl
pt-pt ro ru si sk sl sq sr sv-se ta te th tl tr uk ur vi xh zh-cn""".split()
PACKAGES = ["libreoffice-l10n-" + l for l in OFFICE] + ["firefox-esr-l10n-" + l for l in FIREFOX]
# Languages that the sentences trained on lack, and Serbian in Latin letters: more messages.
ALONE = {"am", "gl", "km", "kn", "ml", "my", "ne", "or", "si", "sr@latin"}
FEW, MANY, DESCRIPTIONS, LEAST = 200, 600, 6000, 200
UNSPACED = {"zh", "ja", "th", "km", "my"}


def code_of(locale):
    """The language of a catalogue, None for a variant that is left out."""
    if locale in ("sr@latin", "ca@valencia"):
        return None if locale == "ca@valencia" else locale
    return re.split("[-_]", locale)[0]


def clean(message):
    """A message without placeholders, markup and marks of keys."""
    message = re.sub(r"<[^>]*>|\{[^}]*\}|%[0-9]*\$?[A-Za-z]+%?|\$\([^)]*\)|\$\w+|&\w+;|https?://\S+",
                     " ", message)
    message = re.sub(r"[~_&]", "", message.replace("\\n", " "))
    return re.sub(r"\s+", " ", message).strip()


def long_enough(message, code):
    words = len(re.findall(r"[^\W\d_]{2,}", message))
    return len(message) <= 300 and (words >= 4 or (code in UNSPACED and len(message) >= 8))


def messages_of_office(data):
    """Pairs of English and translation."""
    for key, value in gettext.GNUTranslations(io.BytesIO(data))._catalog.items():
        key = (key[0] if isinstance(key, tuple) else key).split("\x04")[-1]
        if key:
            yield key, value


def messages_of_fluent(text):
    found, open_ = [], False
    for line in text.split("\n"):
        named = re.match(r"\s*\.?-?[A-Za-z][\w-]*\s*=\s*(.*)", line)
        variant = re.match(r"\s*\*?\[.*?\]\s*(.*)", line)
        if named:
            found.append(named.group(1))
            open_ = True
        elif variant:
            found.append(variant.group(1))
        elif open_ and line.startswith((" ", "\t")) and not re.match(r"\s*[{}]", line):
            found[-1] += " " + line.strip()
        else:
            open_ = False
    return found


def messages_of_firefox(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in sorted(archive.namelist()):
            if name.endswith(".ftl"):
                yield from messages_of_fluent(archive.read(name).decode("utf-8", "replace"))
            elif name.endswith(".properties"):
                for line in archive.read(name).decode("utf-8", "replace").split("\n"):
                    pair = re.match(r"[^#=\s][^=]*=\s*(.*)", line)
                    if pair:
                        yield pair.group(1)


def read_packages(folder):
    """Messages by language, and the English ones."""
    messages, english = collections.defaultdict(set), set()
    for path in sorted(glob.glob(folder + "/*.deb")):
        data = subprocess.run(["dpkg-deb", "--fsys-tarfile", path], check=True, capture_output=True).stdout
        for member in tarfile.open(fileobj=io.BytesIO(data)):
            office = re.search(r"/resource/([^/]+)/LC_MESSAGES/.*\.mo$", member.name)
            firefox = re.search(r"/langpack-(.*?)@.*\.xpi$", member.name)
            if not (office or firefox) or not member.isfile():
                continue
            code = code_of((office or firefox).group(1))
            content = tarfile.open(fileobj=io.BytesIO(data)).extractfile(member.name).read()
            if office:
                pairs = list(messages_of_office(content))
                english.update(clean(key) for key, _ in pairs)
                found = [value for key, value in pairs if value != key]
            else:
                found = messages_of_firefox(content)
            if code:
                messages[code].update(m for m in map(clean, found) if long_enough(m, code))
    messages["en"] |= {m for m in english if long_enough(m, "en")}
    return messages, english | messages["en"]


def descriptions():
    text = subprocess.run(["apt-cache", "dumpavail"], check=True, capture_output=True, text=True).stdout
    found = re.findall(r"^Description(?:-en)?: (.*)$", text, re.M)
    return {d for d in found if len(d.split()) >= 4}


def choose(texts, count):
    return sorted(texts, key=lambda t: hashlib.md5(t.encode()).digest())[:count]


def main():
    if sys.argv[1:] == ["--packages"]:
        print(" ".join(PACKAGES))
        return
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    messages, english = read_packages(sys.argv[1])
    out = [("en", text) for text in choose(descriptions(), DESCRIPTIONS)]
    for code in sorted(messages):
        own = messages[code] if code == "en" else messages[code] - english
        if len(own) >= LEAST:
            out += [(code.split("@")[0], t) for t in choose(own, MANY if code in ALONE else FEW)]
    for code, text in out:
        print(json.dumps({"text": text, "lang": code}, ensure_ascii=False))


if __name__ == "__main__":
    main()
