"""Fetch, ask, one service call, answer."""
