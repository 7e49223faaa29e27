"""Practice orders that classmates send from a shop page."""
