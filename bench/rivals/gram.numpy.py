"""
rival: numpy X @ X.T, its own OpenBLAS
at least: 1
"""
import common
import numpy

x = numpy.load(common.FILE)
out = numpy.empty((len(x), len(x)), numpy.float32)
numpy.matmul(x, x.T, out=out)
with common.timed(5):
    for _ in range(5):
        numpy.matmul(x, x.T, out=out)
