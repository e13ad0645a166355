"""The rules: numbers in, numbers out, elementwise, on plain floats as well as on arrays.

No chance, no agents, no files, no loops over runs. Every rule names its source. ``attacker`` and ``defender`` are roles; ``own``
and ``other`` are the two belligerents seen from one of them.
"""
