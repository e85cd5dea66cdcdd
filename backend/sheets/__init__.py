"""Sheets: pages of A4 outside the API, opened by a signed link, read on a screen and printed as they are."""
