"""The photo studio: cutting, straightening and light, hints from the picture, its words, and its score.

``hints`` and ``words`` are pure. ``editing`` has the workers do the work, outside any transaction.
"""
