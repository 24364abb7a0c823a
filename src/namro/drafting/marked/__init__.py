"""A reading shown to people: where findings stand in the text, and the words and figures they are told in."""
