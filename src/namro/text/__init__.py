"""Vietnamese letters and tones, spans, lines, sentences, numbers in words and search keys."""

from namro.text.letters import compose, fold, mend_letters
from namro.text.normal import Normal, normalise
from namro.text.numerals import read_numeral
from namro.text.phrases import Hit, Phrases
from namro.text.sentences import clauses, sentences
from namro.text.spans import Span

__all__ = [
    "Hit",
    "Normal",
    "Phrases",
    "Span",
    "clauses",
    "compose",
    "fold",
    "mend_letters",
    "normalise",
    "read_numeral",
    "sentences",
]
