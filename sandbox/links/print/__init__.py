"""Print sheets: posters, tents, flyers, price tags and stickers as PDF, with a picture of them on the screen."""
