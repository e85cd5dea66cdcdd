"""The HTTP side of the simulator, one module per area of WeChat's API."""
