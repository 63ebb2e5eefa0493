"""Forms of the cadres' pages: text into values."""
