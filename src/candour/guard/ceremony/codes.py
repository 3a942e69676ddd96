"""Set-up codes: how an account signs in for the first time, once, with no default password."""

import base64
import datetime
import hashlib
import secrets

from candour.guard.models import Account, SetUpCode

VALID = datetime.timedelta(days=7)
_BYTES, _GROUP = 15, 4


def give(*, account: Account, on: datetime.date) -> str:
    """Return a fresh code of 120 bits for an account, in the place of any before."""
    code = base64.b32encode(secrets.token_bytes(_BYTES)).decode()
    SetUpCode.objects.filter(account=account).delete()
    SetUpCode.objects.create(account=account, code_hash=_hash(code), expires_on=on + VALID)
    return "-".join(code[start : start + _GROUP] for start in range(0, len(code), _GROUP))


def account_with(*, username: str, code: str, on: datetime.date) -> Account | None:
    """Return the account that this code was given to, None for any other name, code or day."""
    typed = "".join(code.upper().replace("-", " ").split())
    row = (
        SetUpCode.objects.select_related("account")
        .filter(code_hash=_hash(typed), expires_on__gte=on, account__is_active=True)
        .first()
    )
    if row is None or row.account.username != username.strip():
        return None
    return row.account


def use_up(*, account: Account) -> None:
    """Let the code of an account open nothing any more."""
    SetUpCode.objects.filter(account=account).delete()


def _hash(code: str) -> bytes:
    # 120 random bits need no slow hash.
    return hashlib.sha256(b"candour/set-up-code/v1\n" + code.encode()).digest()
