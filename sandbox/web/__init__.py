"""Plumbing every feature stands on: who may, one transaction, headers, errors, limits, navigation."""
