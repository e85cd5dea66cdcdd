"""One form builder for surveys, signup questions and profile sections.

It works over the one form engine (`backend.forms`) and needs no script: each button is a form that posts; scripts add
dragging, Alt+↑/↓, saving while one types and the live preview. Every change is kept at once in a draft
(`backend.forms.drafts`), can be taken back, and merges with what others change at the same time.

To build the questions of something, subclass `Builder` and register it on the area's blueprint::

    from backend.console.forms import Builder, Subject, add_builder

    class SignupQuestions(Builder):
        noun = "报名题目"
        kinds = ("single", "multiple", "text", "lines", "number", "date")   # without it: every kind

        def open(self, *, to_write: bool, activity_id: int) -> Subject:
            # Load or NotFound; check scope (READ, and WRITE if to_write); if to_write, hold the record's row until the
            # transaction ends (an UPDATE of it): `open` is then called inside atomic().
            return Subject(key=f"activity:{activity_id}", form_id=…, definition=… or EMPTY, title=…, can_write=…)

        def kept(self, subject, draft, staff_id) -> int | None:
            # After each change, in its transaction: take `draft.definition` into use where it is fit, answer with the
            # id of the new version; None leaves the draft waiting (see `use`). Without it drafts always wait.

        def use(self, subject, draft, staff_id) -> int:
            # For "采用": questions of something that is published already (`is_live`). The id of the new version.

        def remarks(self, subject, definition) -> list[Remark]:   # the publishing check; default: the form engine's
        def context(self, subject) -> dict                        # more for the template: steps, tabs, actions …

    add_builder(blueprint, "/<entity_id:activity_id>/questions", SignupQuestions(), name="questions")

That makes the endpoints `console_<area>.questions` (the page and, by POST, each change), `.questions_preview` and
`.questions_changes`; link to the first. `Subject.steps` are the breadcrumbs. The page is `forms/builder.html`; to put
something above the builder set `template` to one that extends it and fills its blocks `above` and `foot`. Rows for the
access test: see tests/console/access/surveys.py.
"""

from backend.console.forms.builder import EMPTY, Builder, Subject
from backend.console.forms.pages import add_builder

__all__ = ["EMPTY", "Builder", "Subject", "add_builder"]
