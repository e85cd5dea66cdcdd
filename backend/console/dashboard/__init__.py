"""The numbers an association steers by, and the screen that shows them to a room."""

from backend.console.dashboard.pages import blueprint
from backend.console.dashboard.screen import screen

blueprints = [blueprint, screen]
