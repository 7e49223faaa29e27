"""Campaigns: practice money spent in the simulated market. The market itself is pure: campaigns.market."""
