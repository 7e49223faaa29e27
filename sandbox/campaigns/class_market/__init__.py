"""The trainer's side of the market: rules, rounds, events, the class result, the table of every shop-day."""
