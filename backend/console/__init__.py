"""The staff console: pages that compose features, as home does on the phone, and stand above all of them.

`access` guards, `rendering` answers, `lists` shows lists, `navigation` is the menu. Each area is a folder with its
`blueprints`; features know nothing of it.
"""
