"""Read what the cadres' pages show. No writes in this package."""
