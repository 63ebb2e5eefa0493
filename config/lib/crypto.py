"""Encryption of single fields and keyed look-up hashes (个人信息保护法 第五十一条)."""

import base64
import hashlib
import hmac
from functools import lru_cache

from cryptography.fernet import Fernet
from django.conf import settings


@lru_cache(maxsize=4)
def _fernet(key: str) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(b"encrypt:" + key.encode()).digest()))


def encrypt(text: str) -> str:
    """Return `text` encrypted with the field key; an empty text stays empty."""
    return _fernet(settings.FIELD_KEY).encrypt(text.encode()).decode() if text else ""


def decrypt(token: str) -> str:
    """Return the text behind `token`; raises cryptography.fernet.InvalidToken when the key does not fit."""
    return _fernet(settings.FIELD_KEY).decrypt(token.encode()).decode() if token else ""


def encrypt_bytes(content: bytes) -> bytes:
    """Return `content` encrypted with the field key; nothing stays nothing."""
    return _fernet(settings.FIELD_KEY).encrypt(bytes(content)) if content else b""


def decrypt_bytes(token: bytes) -> bytes:
    """Return the bytes behind `token`; raises cryptography.fernet.InvalidToken when the key does not fit."""
    return _fernet(settings.FIELD_KEY).decrypt(bytes(token)) if token else b""


def lookup_hash(text: str) -> str:
    """Return the keyed hash (64 hex digits) by which an encrypted value is found again."""
    key = hashlib.sha256(b"lookup:" + settings.FIELD_KEY.encode()).digest()
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest() if text else ""
