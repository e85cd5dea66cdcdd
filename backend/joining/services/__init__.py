"""The three ways in: a phone match, an invitation, an application."""
