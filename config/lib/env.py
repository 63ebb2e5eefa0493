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


MAIL_PORTS = {"starttls": 587, "ssl": 465, "insecure": 25}


def env_mail(*, is_required: bool) -> dict | None:
    """Return the mail server in MAIL_HOST, MAIL_PORT, MAIL_SECURITY, MAIL_USER, MAIL_PASSWORD and MAIL_FROM.

    None where MAIL_HOST is "none", or missing and not required; half a setting raises ImproperlyConfigured.
    """
    host = os.environ.get("MAIL_HOST", "")
    if host == "none" or not (host or is_required):
        return None
    if not host:
        raise ImproperlyConfigured(
            "MAIL_HOST is not set. Name the mail server, or say that no mail is sent:  export MAIL_HOST=none"
        )
    security = os.environ.get("MAIL_SECURITY") or "starttls"
    if security not in MAIL_PORTS:
        raise ImproperlyConfigured(
            f"MAIL_SECURITY={security!r} is none of {', '.join(MAIL_PORTS)}. Mend it with:  export MAIL_SECURITY=ssl"
        )
    sender = os.environ.get("MAIL_FROM", "")
    if "@" not in sender:
        raise ImproperlyConfigured(
            f"MAIL_FROM={sender!r} is no address to send from. Mend it with:  export MAIL_FROM=name@example.gov.cn"
        )
    user = os.environ.get("MAIL_USER", "")
    return {
        "host": host,
        "port": env_int("MAIL_PORT", MAIL_PORTS[security]),
        "security": security,
        "user": user,
        # A server that asks nobody for a name needs no password either.
        "password": env_secret("MAIL_PASSWORD", keep_in=None) if user else "",
        "sender": sender,
    }


def env_robot(name: str, default: str) -> str:
    """Return the address of a robot's server in `name`, with {token} where the robot's own part comes last."""
    url = os.environ.get(name) or default
    if not url.startswith("https://") or not url.endswith("{token}"):
        raise ImproperlyConfigured(f"{name} must start with https:// and end with {{token}}, such as {default}")
    return url
