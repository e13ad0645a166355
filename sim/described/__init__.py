"""A scenario in words and plain data: what it says, what differs from its parent, and what is declared about every value."""

from sim.described.differing import Difference, differences
from sim.described.grouping import grouped, kind
from sim.described.making import Described, Entry, described
from sim.described.written import NOT_SET, span, written

__all__ = ["NOT_SET", "Described", "Difference", "Entry", "described", "differences", "grouped", "kind", "span", "written"]
