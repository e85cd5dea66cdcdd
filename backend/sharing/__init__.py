"""What one organization lets another see: figures, or for a time and a purpose the people behind them."""
