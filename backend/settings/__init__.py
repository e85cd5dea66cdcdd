"""What administrators change while the service runs, in place of what config.toml says."""
