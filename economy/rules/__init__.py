"""Who may do what, with the reason when not; pure arithmetic of money. No writes here."""
