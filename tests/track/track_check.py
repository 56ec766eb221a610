"""Kill tm-track at random moments; the state has to be what an undisturbed run gives.

usage: track_check.py TM-TRACK FOLDER [KILLS]
"""
import contextlib
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time

TRACK, FOLDER = sys.argv[1], sys.argv[2]
KILLS = int(sys.argv[3]) if len(sys.argv) > 3 else 200
DOCUMENTS = 3000
rng = random.Random(20260215)


def stream():
    """Headlines of events that come and go; some without an id, some dated."""
    lines = []
    for i in range(DOCUMENTS):
        event = i // 150 * 3 + rng.randrange(6)
        words = ["event%dword%d" % (event, rng.randrange(6)) for _ in range(4)]
        words += ["any%d" % rng.randrange(900) for _ in range(3)]
        record = {"title": " ".join(words), "text": ""}
        if i % 7:
            record["id"] = "d%d" % i
        if i % 3:
            record["date"] = "2026-02-%02d" % (1 + i * 28 // DOCUMENTS)
        lines.append(json.dumps(record))
    return ("\n".join(lines) + "\n").encode()


def command(state):
    return [TRACK, "--state", state, "--window", "128", "--threads", "1"]


def content(state):
    with contextlib.closing(sqlite3.connect(state)) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return [db.execute("SELECT * FROM " + table + " ORDER BY 1").fetchall()
                for table in ("document", "event", "meta", "story")]


def feed(child, data):
    try:
        child.stdin.write(data)
        child.stdin.close()
    except (BrokenPipeError, ValueError):
        pass


def killed_run(state, data, seconds, told):
    """Start from the top and kill after `seconds`; every line that came out must be true for ever."""
    child = subprocess.Popen(command(state), stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    feeder = threading.Thread(target=feed, args=(child, data))
    killer = threading.Timer(seconds, child.kill)
    feeder.start()
    killer.start()
    out = child.stdout.read()
    status = child.wait()
    killer.cancel()
    killer.join()
    feeder.join()
    child.stdout.close()
    for line in out.split(b"\n")[:-1]:
        told.add(json.loads(line)["id"])
    return status


def main():
    shutil.rmtree(FOLDER, ignore_errors=True)
    os.makedirs(FOLDER)
    data = stream()
    calm, killed = os.path.join(FOLDER, "calm.db"), os.path.join(FOLDER, "killed.db")
    start = time.perf_counter()
    lines = subprocess.run(command(calm), input=data, stdout=subprocess.PIPE, check=True).stdout
    whole = time.perf_counter() - start
    assert lines.count(b"\n") == DOCUMENTS
    told, kills, finished = set(), 0, 0
    while kills < KILLS:
        status = killed_run(killed, data, rng.uniform(0, 0.3 * whole), told)
        if status == -signal.SIGKILL:
            kills += 1
        else: # it was through: begin again
            assert status == 0, status
            assert content(killed) == content(calm), "the states differ"
            finished += 1
            os.unlink(killed)
            told.clear()
        if os.path.exists(killed):
            with contextlib.closing(sqlite3.connect(killed)) as db:
                tables = db.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()[0]
                there = tables and {json.loads(i) for (i,) in db.execute("SELECT id FROM document")}
            assert not told or told <= there, "a document that was told of is not there"
    again = subprocess.run(command(killed), input=data, stdout=subprocess.PIPE, check=True).stdout
    assert again.count(b"\n") == DOCUMENTS
    assert content(killed) == content(calm), "the states differ"
    print("%d kills, %d runs came through between them; %d documents, %d stories, %d events: equal" %
          (kills, finished, *(len(table) for table in (content(calm)[0], content(calm)[3], content(calm)[1]))))


main()
