"""Tests of reading, merging and checking scenarios."""
