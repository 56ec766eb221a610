"""
rival: cblas_ssyrk and a copy, our OpenBLAS
at least: 1

What numpy does for X @ X.T, with the library that libtm is linked to, and the kernels that tm_blas_prepare()
makes it take on a processor it does not know.
"""
import common
import ctypes
import ctypes.util
import numpy
import os
import sys

blas = ctypes.CDLL(ctypes.util.find_library("openblas"))
blas.openblas_get_corename.restype = ctypes.c_char_p
if blas.openblas_get_corename() == b"Prescott" and "OPENBLAS_CORETYPE" not in os.environ:
    with open("/proc/cpuinfo") as cpu:
        flags = cpu.read().split()
    if "avx2" in flags:
        os.environ["OPENBLAS_CORETYPE"] = "SkylakeX" if "avx512vl" in flags else "Haswell"
        os.execv(sys.executable, [sys.executable] + sys.argv)
blas.openblas_set_num_threads(common.THREADS)
x = numpy.load(common.FILE)
n, k = x.shape
out = numpy.empty((n, n), numpy.float32)
ROW_MAJOR, UPPER, PLAIN, BLOCK = 101, 121, 111, 256


def gram():
    address = lambda a: a.ctypes.data_as(ctypes.c_void_p)
    blas.cblas_ssyrk(ROW_MAJOR, UPPER, PLAIN, n, k, ctypes.c_float(1), address(x), k,
                     ctypes.c_float(0), address(out), n)
    for i in range(0, n, BLOCK):  # the other half, in blocks that stay in the cache
        for j in range(i, n, BLOCK):
            if i != j:
                out[j:j + BLOCK, i:i + BLOCK] = out[i:i + BLOCK, j:j + BLOCK].T
            else:
                corner = out[i:i + BLOCK, i:i + BLOCK]
                corner[:] = numpy.triu(corner) + numpy.triu(corner, 1).T


gram()
with common.timed(5):
    for _ in range(5):
        gram()
