"""What the workers compute: plain data in, plain data out, no words of the page, and no number that ``sim.run`` would not give."""
