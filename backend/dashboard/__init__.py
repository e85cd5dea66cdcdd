"""Numbers an association steers by: counted by the jobs process, organization by organization, and kept."""
