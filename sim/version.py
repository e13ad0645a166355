"""The version, which tables and reports carry."""

__version__ = "0.1.0"
