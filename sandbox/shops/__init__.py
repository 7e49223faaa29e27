"""Practice shops: the shop itself, its products and photos, themes, and the shop page."""
