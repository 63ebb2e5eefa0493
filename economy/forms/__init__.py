"""Forms of the collective economy, a module for each part."""
