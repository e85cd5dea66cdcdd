"""All that talks to WeChat."""
