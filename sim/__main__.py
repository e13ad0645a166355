"""``python -m sim`` does what ``parley`` does."""

from sim.cli import main

if __name__ == "__main__":
    main()
