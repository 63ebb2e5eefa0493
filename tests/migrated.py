"""A database as the migrations leave it, kept on the test server: copying it takes a second, migrating half a minute.

Its name carries a hash of all that the migrations come from, so that a change makes another one. `--create-db` makes
it anew.
"""

import hashlib

from django.conf import settings
from django.db import Error, connection

PREFIX = "migrated_"


def name() -> str:
    """Return the name of the kept database for the migrations as they are now."""
    found = hashlib.sha256((settings.BASE_DIR / "requirements.txt").read_bytes())
    for path in sorted(settings.BASE_DIR.glob("*/migrations/*.py")):
        found.update(f"{path.parent.parent.name}/{path.name}".encode() + path.read_bytes())
    return PREFIX + found.hexdigest()[:16]


def kept(database: str | None = None) -> list[str]:
    """Return the kept databases of the server, or the one of that name."""
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [database or PREFIX])
        return [row[0] for row in cursor.fetchall()]


def keep(test_database: str) -> None:
    """Keep a copy of the migrated test database and drop those of other migrations."""
    connection.close()  # nobody may be in a database that is copied
    with connection._nodb_cursor() as cursor:
        for old in kept():
            _unless_in_use(cursor, f'DROP DATABASE IF EXISTS "{old}"')
        _unless_in_use(cursor, f'CREATE DATABASE "{name()}" TEMPLATE "{test_database}"')


def _unless_in_use(cursor, statement: str) -> None:
    """Another run may be at it at the same moment; whoever is first has done it for both."""
    try:
        cursor.execute(statement)
    except Error:
        return
