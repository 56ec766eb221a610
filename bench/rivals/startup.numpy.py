"""
rival: import numpy
at least: 1
"""
import numpy
