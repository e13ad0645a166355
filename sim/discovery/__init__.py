"""What a finished sweep shows: where an outcome happens, how it lies over two parameters, and what is signed often and lasts."""

from sim.discovery.boxes import Discovery, Region, discover
from sim.discovery.cells import Map, over
from sim.discovery.edge import Frontier, frontier

__all__ = ["Discovery", "Frontier", "Map", "Region", "discover", "frontier", "over"]
