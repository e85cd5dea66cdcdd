"""Today: what waits for the reader, each thing with its decision, and the few seconds in which it can be undone."""

from backend.console.today.list import blueprint

blueprints = [blueprint]
