"""The witness's own keys: made once, in files that only their owner can read."""

import base64
import os
import pathlib
import secrets

from candour.core import notes
from candour.holder.refused import Unreachable

_BEGINS = "PRIVATE+KEY+"
_FILES = {
    notes.Purpose.COSIGNATURE: "witness.key",
    notes.Purpose.POST_QUANTUM: "witness-mldsa.key",
}


def load(*, home: pathlib.Path) -> notes.SigningKey:
    """Return the Ed25519 key in a home folder; raise Unreachable where it is none or damaged."""
    key = _load(home, notes.Purpose.COSIGNATURE)
    if key is None:
        message = f"There is no key in {home}: make one with candour-holder key --name NAME."
        raise Unreachable(message)
    return key


def load_second(*, home: pathlib.Path) -> notes.SigningKey | None:
    """Return the ML-DSA-44 key in a home folder; homes of earlier days have none."""
    return _load(home, notes.Purpose.POST_QUANTUM)


def make(*, home: pathlib.Path, name: str) -> notes.SigningKey:
    """Make the keys of that name that the folder has not yet; return the Ed25519 one."""
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    first = _made(home, notes.Purpose.COSIGNATURE, name)
    # One witness has one name, whichever of its keys signs.
    _made(home, notes.Purpose.POST_QUANTUM, first.name)
    return first


def _made(home: pathlib.Path, purpose: notes.Purpose, name: str) -> notes.SigningKey:
    key = notes.SigningKey(name=name, purpose=purpose, seed=secrets.token_bytes(32))
    material = base64.b64encode(bytes([key.purpose]) + key.seed).decode()
    text = f"{_BEGINS}{name}+{key.verifier.key_id.hex()}+{material}\n"
    try:
        descriptor = os.open(home / _FILES[purpose], os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return _load(home, purpose) or key
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    return key


def _load(home: pathlib.Path, purpose: notes.Purpose) -> notes.SigningKey | None:
    path = home / _FILES[purpose]
    try:
        text = path.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError):
        text = ""
    name, _, rest = text.removeprefix(_BEGINS).partition("+")
    key_id, _, encoded = rest.partition("+")
    try:
        material = notes.decode_base64(text=encoded)
        key = notes.SigningKey(name=name, purpose=notes.Purpose(material[0]), seed=material[1:])
        is_sound = text.startswith(_BEGINS) and key.verifier.key_id.hex() == key_id
    except (notes.Refused, ValueError, IndexError):
        is_sound = False
    if not is_sound or key.purpose is not purpose:
        message = f"The key {path} is damaged: restore it, or retire this witness."
        raise Unreachable(message)
    return key
