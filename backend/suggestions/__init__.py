"""Suggestions (建议): the members' side of the cases of that kind."""
