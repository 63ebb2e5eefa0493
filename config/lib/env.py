"""Environment variables that fail loudly, with the line that mends them."""

import contextlib
import os
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

TRUE = "True"
FALSE = "False"


def env_bool(name: str, default: bool) -> bool:
    """Return the boolean in `name`; any other word than True or False raises ImproperlyConfigured."""
    raw = os.environ.get(name, "")
    if raw == "":
        return default
    if raw not in (TRUE, FALSE):
        raise ImproperlyConfigured(f"{name}={raw!r} is neither True nor False. Mend it with:  export {name}=True")
    return raw == TRUE


def env_int(name: str, default: int) -> int:
    """Return the whole number in `name`; anything else raises ImproperlyConfigured."""
    raw = os.environ.get(name, "")
    if raw == "":
        return default
    try:
        return int(raw)
    except ValueError:
        raise ImproperlyConfigured(
            f"{name}={raw!r} is not a whole number. Mend it with:  export {name}={default}"
        ) from None


def env_list(name: str, default: str = "") -> list[str]:
    """Return the comma-separated words in `name`."""
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def env_secret(name: str, *, keep_in: Path | None) -> str:
    """Return the secret in `name` or in the file that `name`_FILE points to.

    Development passes `keep_in`, a folder where a random secret is made once and kept; production passes None
    and a missing secret raises ImproperlyConfigured with the command that makes one.
    """
    if path := os.environ.get(f"{name}_FILE"):
        return Path(path).read_text(encoding="utf-8").strip()
    if value := os.environ.get(name):
        return value
    if keep_in is None:
        raise ImproperlyConfigured(
            f"{name} is not set. Make one and keep it:  "
            f"export {name}=$(python3 -c 'import secrets; print(secrets.token_urlsafe(48))')"
        )
    kept = keep_in / f"{name.lower()}.txt"
    keep_in.mkdir(parents=True, exist_ok=True)
    if not kept.exists():
        # Written whole before it gets its name: of two processes that start together one links, both read the same.
        draft = keep_in / f".{name.lower()}.{secrets.token_hex(4)}"
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(48), encoding="utf-8")
        with contextlib.suppress(FileExistsError):
            os.link(draft, kept)
        draft.unlink()
    return kept.read_text(encoding="utf-8")
