"""All words that a reader meets, in files of one folder: texts by their names. A folder with the same files in another language replaces them.

``page.yaml`` holds the words that the page itself puts into its places, ``masks.yaml`` invented names; all other files hold templates
that ``say`` fills, by the name of the file and of the text: ``say("story.proposal", who="Ahra", deal="“Truce”")``. What differs by a number or
by what is spoken of has a text for each case and one for ``other``: ``say_of("numbers.days", 2, count=2)``.
"""

from sim.words.folder import VARIABLE, Chosen, checked, chosen, page, use
from sim.words.masks import in_code, invented
from sim.words.reading import FILES, SHIPPED, WordsError, read
from sim.words.saying import capital, counted, date, either, key, listed, number, percent, row, say, say_of, sentence

__all__ = [
    "FILES",
    "SHIPPED",
    "VARIABLE",
    "Chosen",
    "WordsError",
    "capital",
    "checked",
    "chosen",
    "counted",
    "date",
    "either",
    "in_code",
    "invented",
    "key",
    "listed",
    "number",
    "page",
    "percent",
    "read",
    "row",
    "say",
    "say_of",
    "sentence",
    "use",
]
