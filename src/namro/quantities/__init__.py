"""Plain values read from words: numbers, amounts with units, ranks, periods, deadlines and working days."""
