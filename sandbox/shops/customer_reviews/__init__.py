"""Customer reviews: what classmates say about a shop after visiting it, as they would on a real marketplace."""
