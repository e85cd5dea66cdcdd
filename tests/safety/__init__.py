"""Checks of texts, complaints and the patrol."""
