"""Getting in: the code that a phone scans, and the link from the command line."""

from backend.console.signing_in.pages import blueprint

blueprints = [blueprint]
