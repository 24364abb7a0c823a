"""Out and in: books, reports, annexes, sheets and whole offices."""
