"""Typed readers of the environment that stop at start-up on a missing or strange value."""

import base64
import hashlib
import os
import pathlib
import urllib.parse

from candour.core.countersigning import policy

_ONION_LETTERS = 56


class BadSetting(SystemExit):
    """A setting is missing or makes no sense; the message names it and says what would."""


def text(name: str, default: str | None = None) -> str:
    value = os.environ.get(name, default)
    if value is None or value == "":
        message = f"Setting {name} is missing."
        raise BadSetting(message)
    return value


def flag(name: str, *, default: bool) -> bool:
    value = os.environ.get(name)
    if value is None:
        return default
    if value not in {"0", "1"}:
        message = f"Setting {name} must be 0 or 1."
        raise BadSetting(message)
    return value == "1"


def number(name: str, default: int) -> int:
    value = os.environ.get(name)
    if value is None:
        return default
    if not value.isascii() or not value.isdigit():
        message = f"Setting {name} must be a whole number."
        raise BadSetting(message)
    return int(value)


def folder(name: str, default: str) -> pathlib.Path:
    return pathlib.Path(os.environ.get(name, default)).expanduser().absolute()


def secret(directory: pathlib.Path, name: str) -> bytes:
    """Return the bytes of one secret file; refuse a missing or empty one."""
    path = directory / name
    try:
        value = path.read_bytes()
    except OSError as error:
        message = f"The secret {name} can't be read from {directory}: {error.strerror}."
        raise BadSetting(message) from None
    if not value:
        message = f"The secret {name} in {directory} is empty."
        raise BadSetting(message)
    return value


def optional_secret(directory: pathlib.Path, name: str) -> bytes:
    """Return the bytes of a file that not every process is given; empty where it is absent."""
    path = directory / name
    return secret(directory, name) if path.exists() else b""


def witnesses(directory: pathlib.Path, name: str) -> policy.Policy:
    """Return the policy of witnesses; that of nobody where there is no such file."""
    data = optional_secret(directory, name)
    if not data:
        return policy.Policy()
    try:
        return policy.parse(text=data.decode("utf-8"))
    except (policy.BadPolicy, UnicodeDecodeError) as error:
        message = f"The file {name} in {directory} is no policy of witnesses: {error}"
        raise BadSetting(message) from None


def database(name: str, **options: object) -> dict[str, object]:
    """Return Django's database settings from a postgresql:// address, with options of a site."""
    address = urllib.parse.urlsplit(text(name))
    if address.scheme not in {"postgresql", "postgres"}:
        message = f"Setting {name} must start with postgresql://."
        raise BadSetting(message)
    query = dict(urllib.parse.parse_qsl(address.query))
    host = query.pop("host", None) or urllib.parse.unquote(address.hostname or "")
    try:
        port = query.pop("port", None) or str(address.port or "")
    except ValueError:
        message = f"Setting {name} has a port that is not a number."
        raise BadSetting(message) from None
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": urllib.parse.unquote(address.path.lstrip("/")) or "candour",
        "USER": urllib.parse.unquote(address.username or ""),
        "PASSWORD": urllib.parse.unquote(address.password or ""),
        "HOST": host,
        "PORT": port,
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {**query, **options},
    }


def hosts(default: str) -> list[str]:
    """Return the host names a site answers to."""
    return [name for name in text("CANDOUR_HOST", default).split(",") if name]


def origins(default: str) -> list[str]:
    """Return where a site's own forms come from when a proxy in front of it takes off the TLS."""
    return [f"https://{name}" for name in hosts(default)]


def onion(name: str) -> str:
    """Return the address of an onion service, empty where there is none; refuse a mistyped one.

    An address with one wrong letter would send reporters to somebody else, or nowhere.
    """
    value = os.environ.get(name, "")
    if value and not _is_onion(value):
        message = f"Setting {name} must be an onion address of version 3: 56 letters and .onion."
        raise BadSetting(message)
    return value


def _is_onion(value: str) -> bool:
    """Check the address by its own checksum (Tor's rend-spec-v3, section 6)."""
    letters = value.removesuffix(".onion")
    if value == letters or value != value.lower() or len(letters) != _ONION_LETTERS:
        return False
    try:
        raw = base64.b32decode(letters.upper())
    except ValueError:
        return False
    key, checksum, version = raw[:32], raw[32:34], raw[34:]
    wanted = hashlib.sha3_256(b".onion checksum" + key + version).digest()[:2]
    return version == b"\x03" and checksum == wanted
