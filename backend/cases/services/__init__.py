"""A case from its receipt to its answer: what its author, its supporters and staff can do to it."""

from backend.cases.life import load_case
from backend.cases.services.answering import close_unrated, decline, merge, reply
from backend.cases.services.authoring import NewCase, edit_text, open_case, rate, reopen, withdraw
from backend.cases.services.handling import assign, note, pause, resume, set_due, set_handlers, start, transfer
from backend.cases.services.publicity import set_public_state
from backend.cases.support import endorse, opt_out, withdraw_endorsement

__all__ = [
    "NewCase",
    "assign",
    "close_unrated",
    "decline",
    "edit_text",
    "endorse",
    "load_case",
    "merge",
    "note",
    "open_case",
    "opt_out",
    "pause",
    "rate",
    "reopen",
    "reply",
    "resume",
    "set_due",
    "set_handlers",
    "set_public_state",
    "start",
    "transfer",
    "withdraw",
    "withdraw_endorsement",
]
