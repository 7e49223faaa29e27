"""The stylised facts: what is known of real markets, as numeric bars that the practice market has to keep.

:data:`registry.FACTS` holds all 29, each with its bar, its source and the function that measures it.  The
tests and ``sandbox market facts`` read the bars from there and nowhere else.  Pure like the market itself:
clocks and programs outside are handed in through :class:`lab.Lab`.
"""
