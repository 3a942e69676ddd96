"""The witness's own key: made once, in a file that only its owner can read."""

import base64
import os
import pathlib
import secrets

from candour.core import notes
from candour.holder.refused import Unreachable

_BEGINS = "PRIVATE+KEY+"
_FILE = "witness.key"


def load(*, home: pathlib.Path) -> notes.SigningKey:
    """Return the key in a home folder; raise Unreachable where there is none or it is damaged."""
    path = home / _FILE
    try:
        text = path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        message = f"There is no key in {home}: make one with candour-holder key --name NAME."
        raise Unreachable(message) from None
    name, _, rest = text.removeprefix(_BEGINS).partition("+")
    key_id, _, encoded = rest.partition("+")
    try:
        material = notes.decode_base64(text=encoded)
        key = notes.SigningKey(name=name, purpose=notes.Purpose(material[0]), seed=material[1:])
        is_sound = text.startswith(_BEGINS) and key.verifier.key_id.hex() == key_id
    except (notes.Refused, ValueError, IndexError):
        is_sound = False
    if not is_sound:
        message = f"The key {path} is damaged: restore it, or retire this witness."
        raise Unreachable(message)
    return key


def make(*, home: pathlib.Path, name: str) -> notes.SigningKey:
    """Make a key of that name, unless the folder has one already; return it."""
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    key = notes.SigningKey(
        name=name, purpose=notes.Purpose.COSIGNATURE, seed=secrets.token_bytes(32)
    )
    material = base64.b64encode(bytes([key.purpose]) + key.seed).decode()
    text = f"{_BEGINS}{name}+{key.verifier.key_id.hex()}+{material}\n"
    try:
        descriptor = os.open(home / _FILE, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return load(home=home)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    return key
