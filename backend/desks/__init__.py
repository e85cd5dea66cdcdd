"""Desks: browsers with which staff are signed in to the console, and how they come to be."""
