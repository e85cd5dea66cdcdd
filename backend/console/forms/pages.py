"""The pages of the builder: the questions with the one that is open, each change, the preview, what others changed."""

from __future__ import annotations

from functools import partial
from typing import Any

from flask import Response, redirect, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response as BaseResponse

from backend import clock
from backend.auth import current_member_id
from backend.console.access import ConsoleBlueprint
from backend.console.forms.builder import Builder, Subject
from backend.console.forms.cards import editor_of, section_cards
from backend.console.forms.changes import Change, ChangedByOther, is_stale, read_change
from backend.console.forms.checking import Found, as_found, problems_of
from backend.console.forms.editing import KINDS, Json, find_part, questions_of
from backend.console.forms.previewing import preview_of
from backend.console.rendering import done, is_part, render
from backend.database import atomic
from backend.errors import DomainError, Forbidden
from backend.forms.drafts import Draft, adopt_draft, change_draft, changed_by_other, open_draft, take_back

Where = dict[str, Any]


class Unfit(DomainError):
    status, code, message = 409, "form_unfit", "题目还没有写好，请先改好标出来的地方。"


def add_builder(blueprint: ConsoleBlueprint, rule: str, builder: Builder, *, name: str = "questions") -> None:
    """Register a builder's routes on an area's blueprint; see the package's docstring."""
    pages = _Pages(builder, f"{blueprint.name}.{name}")
    blueprint.add_url_rule(rule, name, pages.show, methods=["GET"])
    blueprint.add_url_rule(rule, f"{name}_change", pages.change, methods=["POST"])
    blueprint.add_url_rule(f"{rule}/preview", f"{name}_preview", pages.preview, methods=["POST"])
    blueprint.add_url_rule(f"{rule}/changes", f"{name}_changes", pages.changes, methods=["GET"])


class _Pages:
    def __init__(self, builder: Builder, endpoint: str) -> None:
        self.builder = builder
        self.endpoint = endpoint

    def show(self, **where: int) -> Response:
        """The questions; ?open= is the one to write."""
        subject = self.builder.open(to_write=False, **where)
        draft = open_draft(subject.key, subject.form_id, subject.definition)
        return self._page(subject, draft, where, request.args.get("open", ""))

    def preview(self, **where: int) -> Response:
        """The phone, with the answers tried out."""
        subject = self.builder.open(to_write=False, **where)
        draft = open_draft(subject.key, subject.form_id, subject.definition)
        if not is_part():
            return self._page(subject, draft, where, "", tried=request.form)
        shown = preview_of(draft.definition, request.form, clock.business_today())
        return render("forms/preview.html", preview=shown, subject=subject, noun=self.builder.noun)

    def changes(self, **where: int) -> Response:
        """Whether somebody else changed the questions since this version was shown; nothing if not."""
        subject = self.builder.open(to_write=False, **where)
        draft = open_draft(subject.key, subject.form_id, subject.definition)
        given = request.args.get("version", "")
        if given == str(draft.version) or draft.changed_by in (None, current_member_id()):
            return Response(status=204)
        return render("forms/others.html", draft=draft, here=self._url(where, open=request.args.get("open", "")))

    def change(self, **where: int) -> BaseResponse:
        """Do what a button says, and show the questions again."""
        if request.form.get("do") == "use":
            return self._use(where)
        try:
            subject, draft, change = self._changed(where)
        except ChangedByOther as error:
            return self._told(where, error)
        if request.headers.get("HX-Target") == "editor":
            return self._parts(subject, draft, where, change.part)
        opened = change.part if find_part(draft.definition, change.part) is not None else ""
        more = {"more": "1"} if request.form.get("button") == "add:line" else {}
        return redirect(self._url(where, open=opened or None, **more), 303)

    def _changed(self, where: Where) -> tuple[Subject, Draft, Change]:
        member_id = current_member_id()
        with atomic():
            subject = self._writable(where)
            draft = open_draft(subject.key, subject.form_id, subject.definition)
            if request.form.get("do") in ("undo", "redo"):
                is_redo = request.form["do"] == "redo"
                draft = take_back(subject.key, subject.form_id, by=member_id, forward=is_redo) or draft
                change = Change(lambda now: now, "", request.form.get("open", ""))
            else:
                change = read_change(self.builder, draft.definition, request.form)
                self._refuse_stale(subject, draft, change, member_id)
                base = subject.key, subject.form_id, subject.definition
                draft = change_draft(*base, change.apply, by=member_id, about=change.about, question=change.part)
            form_id = self.builder.kept(subject, draft, member_id)
            if form_id is not None:
                adopt_draft(subject.key, form_id)
        return subject, draft, change

    def _writable(self, where: Where) -> Subject:
        subject = self.builder.open(to_write=True, **where)
        if not subject.can_change:
            raise Forbidden(subject.locked or None)
        return subject

    def _refuse_stale(self, subject: Subject, draft: Draft, change: Change, member_id: int) -> None:
        if request.form.get("do") != "save" or not is_stale(draft.definition, change.part, request.form):
            return
        other = changed_by_other(subject.key, change.part, member_id)
        if other:
            written = find_part(change.apply(draft.definition), change.part)
            raise ChangedByOther(other, written or {})

    def _use(self, where: Where) -> BaseResponse:
        with atomic():
            subject = self._writable(where)
            draft = open_draft(subject.key, subject.form_id, subject.definition)
            if any(found.is_error for found in self._found(subject, draft.definition)):
                raise Unfit
            form_id = self.builder.use(subject, draft, current_member_id())
            adopt_draft(subject.key, form_id)
        return done("新的题目已经采用。", to=self._url(where))

    def _found(self, subject: Subject, definition: Json) -> list[Found]:
        return problems_of(definition) or as_found(definition, self.builder.remarks(subject, definition))

    def _url(self, where: Where, **query: Any) -> str:
        return url_for(self.endpoint, **where, **query)

    def _page(
        self,
        subject: Subject,
        draft: Draft,
        where: Where,
        opened: str,
        *,
        tried: MultiDict[str, str] | None = None,
        told: ChangedByOther | None = None,
        status: int = 200,
    ) -> Response:
        values = self._values(subject, draft, where, opened, told=told)
        only_part = is_part() and request.headers.get("HX-Target") == "builder"
        response = render(
            self.builder.template,
            status=status,
            title=subject.title,
            wrapper="forms/only_builder.html" if only_part else "console/layout.html",
            preview=preview_of(draft.definition, tried or MultiDict(), clock.business_today()),
            told=told,
            **values,
            **self.builder.context(subject),
        )
        if only_part:
            response.headers["HX-Trigger-After-Swap"] = "form-changed"
        return response

    def _values(
        self, subject: Subject, draft: Draft, where: Where, opened: str, *, told: ChangedByOther | None = None
    ) -> dict[str, Any]:
        definition = draft.definition
        found = self._found(subject, definition)
        part = find_part(definition, opened) if opened and subject.can_change else None
        if told is not None and part is not None:
            part = told.part
        kinds = self.builder.kinds
        more = 1 if request.args.get("more") or request.form.get("button") == "add:line" else 0
        return {
            "builder": self.builder,
            "subject": subject,
            "draft": draft,
            "sections": section_cards(definition, found),
            "editor": editor_of(definition, opened, part, kinds, more_lines=more) if part is not None else None,
            "opened": opened if part is not None else "",
            "found": found,
            "count": sum(1 for _ in questions_of(definition)),
            "is_waiting": subject.is_live and definition != subject.definition,
            "kinds": [(kind, KINDS[kind]) for kind in kinds],
            "known_from": self.builder.known_from(subject),
            "url": partial(self._url, where),
            "preview_url": url_for(f"{self.endpoint}_preview", **where),
            "changes_url": partial(url_for, f"{self.endpoint}_changes", **where),
        }

    def _parts(self, subject: Subject, draft: Draft, where: Where, opened: str) -> Response:
        """After saving while one types: all but the editor, which goes on as it is."""
        values = self._values(subject, draft, where, opened)
        trigger = request.headers.get("HX-Trigger-Name", "")
        shows_lines = trigger.startswith(("source_", "op_")) or trigger == "join"
        response = render("forms/saved.html", **values, shows_lines=shows_lines)
        response.headers["HX-Trigger"] = "form-changed"
        return response

    def _told(self, where: Where, error: ChangedByOther) -> Response:
        subject = self.builder.open(to_write=False, **where)
        draft = open_draft(subject.key, subject.form_id, subject.definition)
        opened = request.form.get("name", "")
        if request.headers.get("HX-Target") == "editor":
            return render("forms/conflict.html", status=409, told=error, url=partial(self._url, where), opened=opened)
        return self._page(subject, draft, where, opened, told=error, status=409)
