"""One act on many members (批量操作): tags and organizations, shown before, run in chunks, taken back exactly."""
