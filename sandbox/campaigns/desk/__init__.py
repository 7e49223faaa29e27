"""Planning a campaign and running it: what a shop's keeper does."""
