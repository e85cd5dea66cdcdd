"""Topics (话题): one question over a period, answered in statements that others agree or disagree with, or pass on."""
