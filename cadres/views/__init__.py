"""Views of the cadres' pages: fetch, ask, one service call, answer."""
