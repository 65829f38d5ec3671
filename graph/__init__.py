"""The graph: its model, its reader and writer, and the two engines behind them."""
