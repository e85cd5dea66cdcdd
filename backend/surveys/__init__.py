"""Surveys: asked of an audience, answered once a person, named or anonymous for real."""
