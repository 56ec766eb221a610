"""What the reference tests share. Each is started as: TEST.py FOLDER-OF-TOOLS SOURCE-FOLDER LIBRARY"""
import atexit
import os
import shutil
import subprocess
import sys
import tempfile

TOOLS, SOURCE, SHARED_LIBRARY = sys.argv[1:4]
SCRATCH = tempfile.mkdtemp()
atexit.register(shutil.rmtree, SCRATCH)
failures = 0


def skip(why):
    print("skipped:", why)
    sys.exit(77)


try:
    import numpy
    import scipy.io
    import scipy.sparse
    import sklearn.feature_extraction.text
except ImportError as missing:
    skip(missing)


def path(name):
    return os.path.join(SCRATCH, name)


def run(*command):
    """A tool; its standard output."""
    done = subprocess.run([os.path.join(TOOLS, command[0])] + list(command[1:]), capture_output=True)
    if done.returncode:
        sys.exit("%s:\n%s" % (" ".join(command), done.stderr.decode()))
    return done.stdout


def expect(good, what):
    global failures
    if not good:
        failures += 1
        print("FAILED:", what)


def expect_equal(ours, theirs, tolerance, what):
    """Two matrices of the same shape; both may be sparse."""
    a, b = (m.toarray() if scipy.sparse.issparse(m) else numpy.asarray(m) for m in (ours, theirs))
    if a.shape != b.shape:
        return expect(False, "%s: %s against %s" % (what, a.shape, b.shape))
    worst = float(abs(a - b).max()) if a.size else 0.0
    print("%s: largest difference %.2g" % (what, worst))
    expect(worst <= tolerance, what)


def finish():
    sys.exit(1 if failures else 0)
