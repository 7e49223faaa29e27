"""Words, money and dates as people read and type them. Only `texts.py` knows Flask."""
