"""Who may do what with cadres, and why not. No writes in this package."""
