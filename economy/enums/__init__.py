"""Codes of the collective economy (集体经济), a module for each part."""
