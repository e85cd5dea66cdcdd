"""WeChat's events (消息推送) in the jobs processes: which feature waits for which, and those nobody else does."""
