"""The simulated market: a pure calculation (standard library and numpy), no web, no database.

Start at :mod:`sandbox.campaigns.market.step`; ``docs/market-model.md`` tells the whole story on one page.
"""
