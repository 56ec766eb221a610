"""tm-vectorize on documents that do not fit into its buffers: what it needs, and what comes out."""
import random

from reference import *


def write(name, megabytes):
    """Documents of the same thousands of words, and of one in twenty that goes on being new."""
    chance = random.Random(1)
    lines = [["w%x" % int(chance.paretovariate(.8)) for _ in range(240)] for _ in range(1000)]
    with open(path(name), "w") as file:
        for turn in range(megabytes):
            for line in lines:
                for i in range(turn % 12, 240, 12):
                    line[i] = "%s%x" % (line[i][:4], chance.randrange(turn + 1))
                file.write(" ".join(line) + "\n")
    return os.path.getsize(path(name)) / (1 << 20)


def measure(name, *options):
    """Peak of resident memory in MB, and the rows."""
    command = [os.path.join(TOOLS, "tm-vectorize"), "--progress=never", *options, "-o", path("rows.npz"), path(name)]
    if "--load" not in options:
        command += ["--lang", "en"]
    child = os.posix_spawn(command[0], command, os.environ)
    _, status, used = os.wait4(child, 0)
    expect(status == 0, "tm-vectorize")
    return used.ru_maxrss / 1024, scipy.sparse.load_npz(path("rows.npz"))


sizes = write("small", 30), write("large", 120)
peaks = []
for name in ("small", "large"):
    peak, rows = measure(name, "--threads", "2")
    peaks.append(peak)
    print("%s: %d x %d, peak %.0f MB" % (name, *rows.shape, peak))
sanitized = b"__asan" in open(os.path.join(TOOLS, "tm-vectorize"), "rb").read()
if not sanitized:
    expect(peaks[1] < sizes[1] / 2 + 100, "far less than the documents")
    expect(peaks[1] - peaks[0] < (sizes[1] - sizes[0]) / 2, "memory grows by a part of what is added")

# The same rows as of the halves of the documents, each of which is counted on its own.
options = ["--weighting", "nnn", "--model", path("model")]
_, whole = measure("large", *options, "--threads", "3")
with open(path("large"), "rb") as file:
    lines = file.readlines()
for half, part in enumerate((lines[:len(lines) // 2], lines[len(lines) // 2:])):
    with open(path("half"), "wb") as file:
        file.writelines(part)
    _, rows = measure("half", "--load", path("model"), "--threads", "1")
    wanted = whole[half * (len(lines) // 2):][:len(part)]
    expect((rows != wanted).nnz == 0, "half %d" % half)
finish()
