"""Pictures and files: checked, re-encoded, held back until they are known to be safe, given out by signed links."""
