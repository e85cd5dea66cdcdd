"""What `scripts/demo` shows: an association with people and activities, all of them invented."""
