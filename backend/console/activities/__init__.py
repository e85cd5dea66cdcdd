"""Activities as staff see them: planned, published, reviewed, run and reported in one place."""

from backend.console.activities import (  # noqa: F401 - each registers its pages
    adding,
    calendar,
    deciding,
    door,
    files,
    life,
    overview,
    plan,
    preview,
    questions,
    report,
    signups,
)
from backend.console.activities.blueprint import blueprint

blueprints = [blueprint]
