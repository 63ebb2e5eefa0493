"""Text into values."""
