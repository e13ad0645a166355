"""Why everybody decided as they did on one day: what ``parley story --why`` prints, as plain data."""

from __future__ import annotations

from typing import Any

from sim.happenings import Course
from sim.story.sheets import HOLDING_OUT, Sheet, sheets
from sim.story.words import Told
from sim.web.answers.course import followed
from sim.web.answers.telling import Listed, quiet
from sim.web.meaning import Setting
from sim.web.refusing import RefusedError
from sim.words import say


def reasons(asked: Setting, run: int, day: int, work: int) -> dict[str, Any]:
    """The sentences of a day with all their reasons, and its tables. Raises RefusedError for a day on which nothing was decided."""
    course = followed(asked, run, work)
    try:
        found = list(sheets(course, day))
    except ValueError as fault:
        raise RefusedError(str(fault)) from None
    told = [one["said"] for one in Listed(course, afresh=True).days if one["first"] <= day <= one["last"]]
    said = told[0] if told else [{**quiet(say("story.quiet.kept")), "kind": "conduct", "sheet": "keeps"}]
    return {"day": day, "when": Told(day, day, "").when(course.scenario), "said": said, "sheets": [shown(course, sheet) for sheet in found]}


def shown(course: Course, sheet: Sheet) -> dict[str, Any]:
    """A table with the names by which parties and agreements go in print."""
    rows = [{"name": "" if row.name == HOLDING_OUT else course.label(row.name), "marked": row.marked, "cells": row.cells} for row in sheet.rows]
    whose = {"whose": sheet.whose, "label": course.label(sheet.whose)}
    return {"kind": sheet.kind, **whose, "columns": sheet.columns, "whole": sheet.whole, "rows": rows, "notes": sheet.notes}
