"""Product posts: one caption, one photo, one aim, previewed as each channel would show it."""
