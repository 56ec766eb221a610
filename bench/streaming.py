"""Documents beyond memory: `python3 bench/streaming.py build/release/tools [MEGABYTES]`, by hand.

tm-vectorize makes an .npz of .25, .5, 1 and 2 GB of English news (or up to so many megabytes), on one
thread and on all. Fails unless the largest is done in under 400 MB of resident memory and in at most
2.1 times the CPU time of half of it. Sizes take turns in 3 rounds and medians count, the system's part
printed by itself: in a virtual machine it is .2 s or 2.5 s for each GB that is written, by whether the
memory behind it was in use just before, and threads that wait meanwhile count as the program's. So what
a run wrote is removed, and a pause lets the system finish with it, before the next one starts. The news
are repeated, and from the second time on one word in sixty gets an ending of its own, so that the
vocabulary goes on growing as it does in new text (by a factor of about 1.4 when the text doubles). Needs
4.5 GB in TMPDIR, and 8 minutes.
"""
import os
import random
import statistics
import sys
import tempfile
import time

import data

TOOL = os.path.join(sys.argv[1], "tm-vectorize")
MOST = int(sys.argv[2]) if len(sys.argv) > 2 else 2000
LIMIT, DOUBLING = 400, 2.1
ROUNDS, PAUSE = 3, 8  # of all sizes, and seconds before each run


def grow(source, path, megabytes):
    """Write to path; gives the sizes that it should be cut to, in bytes."""
    with open(source, "rb") as file:
        lines = file.read().split(b"\n")
    left, turn = megabytes * 1000000, 0
    with open(path, "wb") as out:
        while left > 0:
            chance = random.Random(turn)
            for line in lines:
                if turn:
                    words = line.split(b" ")
                    for _ in range(max(1, len(words) // 60)):
                        i = chance.randrange(len(words))
                        if words[i].isalpha():
                            words[i] += b"%x" % chance.randrange(8 * turn)
                    line = b" ".join(words)
                out.write(line + b"\n")
                left -= len(line) + 1
                if left <= 0:
                    break
            turn += 1


def measure(path, size, threads, folder):
    """CPU seconds of the program and of the system, and peak of resident memory in MB, of vectorizing the
    first bytes of a file, from the state that the machine is in when nothing was written for a while."""
    rows = os.path.join(folder, "rows.npz")
    time.sleep(PAUSE)
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(write)
        os.dup2(read, 0)
        os.execv(TOOL, [TOOL, "--threads", str(threads), "--lang", "en", "--no-stop", "--progress=never",
                        "-o", rows])
    os.close(read)
    with open(path, "rb") as file, os.fdopen(write, "wb") as pipe:
        while size > 0:
            size -= pipe.write(file.read(min(size, 1 << 20)))
    _, status, used = os.wait4(child, 0)
    if status:
        sys.exit("tm-vectorize failed")
    os.remove(rows)
    return used.ru_utime, used.ru_stime, used.ru_maxrss / 1024


def report(threads, runs):
    """Print the medians of each size, from the smallest; is what is promised kept?"""
    before, ratio = None, 0
    for size in sorted(runs):
        user, system = (statistics.median(run[i] for run in runs[size]) for i in (0, 1))
        seconds = statistics.median(run[0] + run[1] for run in runs[size])
        peak = max(run[2] for run in runs[size])
        ratio = seconds / before if before else 0
        print("%d threads, %5d MB: %6.2f + %5.2f s of CPU, %6.2f in all, %5.0f MB/s, %s, peak %3.0f MB" % (
            threads, size / 1e6, user, system, seconds, size / 1e6 / seconds,
            "%.2f x the half" % ratio if before else "-", peak), flush=True)
        before = seconds
    return ratio <= DOUBLING and peak < LIMIT


def main():
    sizes = [MOST * 1000000 // part for part in (8, 4, 2, 1)]
    counts = sorted({1, os.cpu_count()})
    with tempfile.TemporaryDirectory() as folder:
        news, texts = os.path.join(folder, "news"), os.path.join(folder, "texts")
        data.news_en(news, sys.executable, sys.argv[1])
        grow(news, texts, MOST)
        runs = {threads: {size: [] for size in sizes} for threads in counts}
        for _ in range(ROUNDS):
            for size in sizes:
                for threads in counts:
                    runs[threads][size].append(measure(texts, size, threads, folder))
    good = all([report(threads, runs[threads]) for threads in counts])
    print("kept" if good else "NOT KEPT", "what is promised: %.1f x, %d MB" % (DOUBLING, LIMIT))
    return 0 if good else 1


sys.exit(main())
