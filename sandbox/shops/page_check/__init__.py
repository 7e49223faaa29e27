"""Cek toko: what a buyer looks for on a shop page, what is there, and a score the market uses."""
