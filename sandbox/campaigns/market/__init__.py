"""The simulated market: a pure calculation (standard library and numpy) that knows nothing of web or database.

Start at :mod:`sandbox.campaigns.market.step`; ``docs/market-model.md`` tells the whole story on one page.
"""
