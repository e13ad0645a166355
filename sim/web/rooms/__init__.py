"""A class in a room: who is there, what is asked, what was said, and who may do what. Plain Python: no web, no model, no clock of its own."""
