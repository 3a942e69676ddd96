"""What staff type: one module for each kind of page, plain forms without a model behind them."""
