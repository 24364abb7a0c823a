"""The overview: how many, how late, whose, what comes next, what is not clear."""
