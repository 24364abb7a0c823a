"""What every app of the office shares: the clock, stored files, records with versions, pages by key, base templates."""
