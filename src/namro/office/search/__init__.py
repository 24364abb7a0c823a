"""Search, with and without marks, over notices, directives and evidence."""
