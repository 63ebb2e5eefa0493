"""Integrity checks as sentences over queries, for every app's `integrity` module."""

from collections.abc import Iterator, Mapping

from django.db import connection


def failed_checks(checks: Mapping[str, str]) -> Iterator[str]:
    """Yield a sentence per wrong row: `checks` maps a sentence with places {0} {1} … to the query of wrong rows."""
    with connection.cursor() as cursor:
        for sentence, query in checks.items():
            cursor.execute(query)
            for row in cursor.fetchall():
                yield sentence.format(*row)
