"""Several scenarios on the same luck: what ``sim.compare`` returns.

The first scenario is the reference; run k of every other meets the luck of run k of the reference.
"""

from sim.comparison.numbers import LEFT_OUT
from sim.comparison.pair import Difference, Pair
from sim.comparison.several import MOST, Comparison, as_long_as_the_shortest, named

__all__ = ["LEFT_OUT", "MOST", "Comparison", "Difference", "Pair", "as_long_as_the_shortest", "named"]
