"""Digests as JSON: valid by their schema, and true to the documents.

usage: json_check.py TM-DIGEST SCHEMA FILE.jsonl...; exit 77 if jsonschema is missing
"""
import json
import subprocess
import sys

try:
    import jsonschema
except ImportError as missing:
    print("skipped:", missing)
    sys.exit(77)

digest, schema, files = sys.argv[1], sys.argv[2], sys.argv[3:]
with open(schema, encoding="utf-8") as file:
    validator = jsonschema.Draft202012Validator(json.load(file))

for path in files:
    with open(path, encoding="utf-8") as file:
        records = {}
        for number, line in enumerate(file, 1):
            record = json.loads(line)
            records[record.get("id", number)] = record
    for options in ([], ["--words", "0"], ["--words", "5"], ["--query", "geneva gold"], ["--explain"],
                    ["--since", "2026-02-15T12:00Z"], ["--until", "1999-01-01"]):
        out = subprocess.run([digest, "--format", "json"] + options + [path], check=True, capture_output=True)
        got = json.loads(out.stdout)
        validator.validate(got)
        listed = [d["id"] for s in got["stories"] for d in s["documents"]]
        listed += [d["id"] for d in got["loners"]]
        assert len(listed) == len(set(listed)), "a document stands twice"
        assert len(listed) + got["outside"] + got["unrelated"] == len(records), "a document is lost"
        importance = [s["importance"] for s in got["stories"]]
        assert importance == sorted(importance, reverse=True), "stories are out of order"
        for story in got["stories"]:
            assert ("shared" in story) == ("--explain" in options)
            for thing in [story] + story["documents"] if "shared" in story else []:
                shares = [term["share"] for term in thing["shared"]]
                assert shares == sorted(shares, reverse=True) and sum(shares) <= 1.001
                assert shares or story["size"] == 1, "nothing brings them together"
            assert len(story["documents"]) == story["size"]
            for sentence in story["summary"]["sentences"]:
                field = records[sentence["document"]][sentence["field"]].encode()
                assert field[sentence["start"]:sentence["end"]].decode() == sentence["text"]
            words = int(options[1]) if "--words" in options else 60
            assert len(story["summary"]["text"].split()) <= words, story["summary"]
print("%d files are as their schema says" % len(files))
