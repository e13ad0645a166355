"""The page: what ``parley serve`` shows. The server computes, the browser draws; nothing is written and nothing leaves the machine.

How to add a view (a tab of the page), say *tides*:

1. **What is computed**: a module of functions in ``sim/web/answers/``, plain data in, plain data out. They run in worker processes, so
   they are importable by name, and what they take and give can be pickled.
2. **A route**: ``sim/web/routes/tides.py`` with handlers and a list ``ROUTES``; name the module in ``sim/web/routes/__init__.py``. A handler
   reads its body with ``asking.said`` (JSON only, of a limited size, every fault a sentence and a 4xx), asks a worker with
   ``await desk_of(request).ask(client, "tides", function, *arguments)``, and answers with ``asking.answer``. Of one tab's questions of a
   kind (here ``"tides"``) only the latest counts: an older one that has not begun is answered 409.
3. **A module of the browser**: ``sim/web/static/views/tides.js`` that exports ``view = {name, wide, mount(place, page)}``; name it in
   ``static/views.js``. ``mount`` fills its place and returns what has ``show()`` and ``hide()``. ``page.setting`` is the common setting
   (``current``, ``listen``), ``page.ask(path, body, kind)`` asks the server, ``page.say(key, values)`` finds words. A ``wide`` view has no column
   of knobs.
4. **Words**: everything that is read, in ``sim/words/en/page.yaml`` under ``tides``; the name of the tab is ``views.tides``. No text in HTML or
   JavaScript: a test looks. What the server says itself (``sim.words.say``) stands in ``answers.yaml`` beside it. Names of parties, agreements and
   parameters come from the scenario's declarations.

Text is set with ``textContent`` (``elements.make`` does), never as markup; the policy sent with every answer allows no inline script or style.
"""
