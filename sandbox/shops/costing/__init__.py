"""Harga jual: from what a batch cost to the price of one, the fees of each place to sell, and what is left."""
