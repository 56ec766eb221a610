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
    """Print the time of what is inside, which is done so many times."""
    wall, cpu = time.perf_counter(), time.process_time()
    yield
    print("seconds", (time.perf_counter() - wall) / times, (time.process_time() - cpu) / times)


def result(text):
    print("result", text)
