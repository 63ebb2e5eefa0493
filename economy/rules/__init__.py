"""Who may do what, and the arithmetic: no writes."""
