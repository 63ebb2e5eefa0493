"""What the rows of the economy may say."""
