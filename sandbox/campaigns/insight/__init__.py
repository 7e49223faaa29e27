"""Understanding a result: what happened, why, how far chance explains it, and what would have been best."""
