"""The staff digest (摘要): what waits for a decision, every working morning and whenever staff look."""
