"""The blueprint of suggestions."""

from backend.console.access import ConsoleBlueprint
from backend.scope import READ

blueprint = ConsoleBlueprint("suggestions", "/suggestions", needs=READ)
