"""What the rivals in Python share: arguments, the clock, what is printed (see ../README.md)."""
import contextlib
import sys
import time

THREADS, FILE, SCRATCH = int(sys.argv[1]), sys.argv[2], sys.argv[3]


def lines():
    with open(FILE, encoding="utf-8", errors="replace", newline="\n") as file:
        return file.read().splitlines()


@contextlib.contextmanager
def timed(times=1):
    """Print the time of what is inside, which is done so many times; it may say how often later."""
    done = [times]
    wall, cpu = time.perf_counter(), time.process_time()
    yield lambda times: done.__setitem__(0, times)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    print("seconds", wall / done[0], cpu / done[0])


def result(text):
    print("result", text)
