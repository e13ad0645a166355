"""The words the rules speak, and the only place they come from.

Another array library that knows these words can run the same rules by a change of this one file. All work elementwise on
plain floats as well as on arrays.
"""

from numpy import cos, exp, float32, log, logical_and, logical_not, logical_or, maximum, minimum, sin, sqrt, tanh, where

__all__ = [
    "clip",
    "cos",
    "exp",
    "log",
    "logical_and",
    "logical_not",
    "logical_or",
    "logistic",
    "maximum",
    "minimum",
    "sin",
    "single",
    "sqrt",
    "where",
]


def single(x):
    """x in single precision."""
    return float32(x) if isinstance(x, float) else x.astype(float32)


def clip(x, low, high):
    """x, kept between low and high."""
    return minimum(maximum(x, low), high)


def logistic(x):
    """1 / (1 + exp(-x)), by the hyperbolic tangent, which neither overflows nor underflows.

    >>> float(logistic(0.0)), float(logistic(-1e9)), float(logistic(1e9))
    (0.5, 0.0, 1.0)
    """
    return 0.5 + 0.5 * tanh(0.5 * x)
