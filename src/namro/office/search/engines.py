"""The two engines: how prepared words are written and asked for in PostgreSQL and in SQLite.

Both are given words of letters and figures only, each between quotation marks of its own kind, so that nothing a person
types is read as an operator. They give the same answers, but for a phrase of which some words were typed with marks and
some without: PostgreSQL holds each word of it to its place, SQLite asks for the phrase without marks and for the marked
words anywhere.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection
from django.db.models import BooleanField
from django.db.models.expressions import RawSQL

from namro.office.search.preparing import Prepared, Term

_VECTOR_BYTES = 700_000  # a tsvector holds at most 1 MB
_POSITIONS = 16_383


def sight_word(agency: int) -> str:
    """The word that stands for a body; no word of a text begins so."""
    return f"_{agency}"


def write(rows: Iterable[tuple[int, Prepared, Iterable[str]]]) -> None:
    """Put words beside rows that are there, by their ids; `sight` are words that only access asks for."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.executemany(
                "UPDATE search_indexed SET vector = %s::tsvector WHERE id = %s",
                [(vector(prepared, sight), pk) for pk, prepared, sight in rows],
            )
            return
        kept = [(pk, prepared, sight) for pk, prepared, sight in rows]
        cursor.executemany("DELETE FROM search_words WHERE rowid = %s", [(pk,) for pk, _, _ in kept])
        cursor.executemany(
            "INSERT INTO search_words (rowid, folded, marked, wholes, sight) VALUES (%s, %s, %s, %s, %s)",
            [
                (pk, *(" ".join(column) for column in (one.folded, one.marked, one.wholes)), " ".join(sight))
                for pk, one, sight in kept
            ],
        )


def forget(ids: Iterable[int]) -> None:
    """Take the words of rows away that are about to be deleted; PostgreSQL keeps them in the row itself."""
    if connection.vendor != "postgresql":
        with connection.cursor() as cursor:
            cursor.executemany("DELETE FROM search_words WHERE rowid = %s", [(pk,) for pk in ids])


def matching(terms: Iterable[Term], sight: Iterable[str] | None = None, *, read_through: bool = False) -> RawSQL:
    """The condition on `Indexed` under which it holds all terms, and one of the words of sight where given.

    With `read_through` PostgreSQL looks at the rows that other conditions leave, and not at its index of words, whose
    estimates for words together are often far too low.
    """
    if connection.vendor == "postgresql":
        words = "COALESCE(search_indexed.vector, '')" if read_through else "search_indexed.vector"
        sql, asked = f"{words} @@ %s::tsquery", tsquery(terms, sight)
    else:
        sql = "search_indexed.id IN (SELECT rowid FROM search_words WHERE search_words MATCH %s)"
        asked = fts5(terms, sight)
    return RawSQL(sql, (asked,), output_field=BooleanField())


def vector(prepared: Prepared, sight: Iterable[str] = ()) -> str:
    """The words as PostgreSQL writes a tsvector.

    >>> from namro.office.search.preparing import prepare
    >>> vector(prepare("Đầu 6,19"), ["_7"])
    "'_7' '6_19' 'dau':1 'đầu':1 '6':2 '19':3"
    """
    written = [f"'{word}'" for word in sight]
    size = 0
    for word in prepared.wholes:
        written.append(f"'{word}'")
        size += len(word.encode()) + 4
        if size > _VECTOR_BYTES // 2:
            break
    for place, (bare, own) in enumerate(zip(prepared.folded, prepared.marked, strict=True), 1):
        for word in (bare,) if own == bare else (bare, own):
            written.append(f"'{word}':{min(place, _POSITIONS)}")
            size += len(word.encode()) + 4
        if size > _VECTOR_BYTES:
            break
    return " ".join(written)


def tsquery(terms: Iterable[Term], sight: Iterable[str] | None = None) -> str:
    """The terms as PostgreSQL writes a tsquery.

    >>> from namro.office.search.preparing import read_query
    >>> tsquery(read_query('"đầu tư" 6,19% von'), ["_7", "_9"])
    "('_7' | '_9') & ('đầu' <-> 'tư') & '6_19' & 'von':*"
    """
    asked = [] if sight is None else ["(" + " | ".join(f"'{one}'" for one in sight) + ")"]
    for term in terms:
        prefix = ":*" if term.last else ""
        if term.whole:
            asked += [f"'{term.whole}'{prefix}", *(f"'{word}'" for word in term.marked)]
        elif len(term.typed) == 1:
            asked.append(f"'{term.typed[0]}'{prefix}")
        else:
            asked.append("(" + " <-> ".join(f"'{word}'" for word in term.typed) + f"{prefix})")
    return " & ".join(asked)


def fts5(terms: Iterable[Term], sight: Iterable[str] | None = None) -> str:
    """The terms as FTS5 writes them.

    >>> from namro.office.search.preparing import read_query
    >>> fts5(read_query('"vay vốn" 6,19% von'), ["_7"])
    '(sight : "_7") AND folded : "vay von" AND marked : "vốn" AND wholes : "6_19" AND folded : "von" *'
    """
    asked = [] if sight is None else ["(" + " OR ".join(f'sight : "{one}"' for one in sight) + ")"]
    for term in terms:
        prefix = " *" if term.last else ""
        if term.whole:
            asked += [f'wholes : "{term.whole}"{prefix}', *(f'marked : "{word}"' for word in term.marked)]
        elif term.marked == term.typed:
            asked.append(f'marked : "{" ".join(term.typed)}"{prefix}')
        else:
            asked.append(f'folded : "{" ".join(term.words)}"{prefix}')
            asked += [f'marked : "{word}"' for word in term.marked]
    return " AND ".join(asked)


def forget_all() -> None:
    """Take all words away."""
    if connection.vendor != "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM search_words")


def without_words() -> set[tuple[str, int]]:
    """Kind and id of the rows beside which no words stand."""
    words = "vector IS NULL" if connection.vendor == "postgresql" else "id NOT IN (SELECT rowid FROM search_words)"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT kind, key FROM search_indexed WHERE {words}")
        return {(kind, key) for kind, key in cursor.fetchall()}
