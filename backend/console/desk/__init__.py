"""What belongs to the person at the desk: their sessions, what they look at, and the way out."""

from backend.console.desk.assets import assets
from backend.console.desk.pages import blueprint

blueprints = [assets, blueprint]
