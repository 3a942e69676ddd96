"""What reporters and desk readers hold after a sealing: mailboxes, proofs, readable stories."""

import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from crowd import PRESSES, Sent

from candour.core import envelope, receipts, vault, words
from candour.core.receipts import Verdict
from reporters import Reporter
from running import Deployment

_READER = "desk"
_NARRATIVES = """
    select item.file_id, item.id, item.ciphertext, wrap.wrapped
    from guard_sealeditem as item
    join guard_filekey as key on key.file_id = item.file_id and key.compartment = item.compartment
    join guard_keywrap as wrap on wrap.file_key_id = key.id
    join guard_account as reader on reader.id = wrap.account_id and reader.username = 'desk'
    where item.kind = 'narrative' order by item.id
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What one reporter's words open, checked as anyone can check it."""

    status: int
    text: str
    promise: Verdict
    proof: Verdict


def held(deployment: Deployment, *, sent: Sent) -> Held:
    """Open a mailbox with its words, and check her promise and her proof without the site."""
    reporter = Reporter(port=deployment.port, patience=PRESSES)
    opened = reporter.open(sent.words)
    proof = reporter.proof()
    reporter.hang_up()
    keys = deployment.keys()
    return Held(
        status=opened.status,
        text=opened.text,
        promise=receipts.check(file=sent.promise.encode(), trusted=keys),
        proof=receipts.check(file=proof, trusted=keys),
    )


def leaves(all_held: Sequence[Held]) -> list[bytes]:
    """The leaf that each proof shows, in order of hash."""
    return sorted(one.proof.leaf_hash or b"" for one in all_held)


def unproved(all_held: Sequence[Held]) -> list[Held]:
    """Those whose mailbox is shut, or whose promise or proof fails, or whose two differ."""
    return [
        one
        for one in all_held
        if not (
            one.status == 200
            and "Your report is with Northfold Police" in one.text
            and one.promise.is_valid
            and one.proof.is_valid
            and one.promise.leaf_hash == one.proof.leaf_hash
        )
    ]


def stories(deployment: Deployment) -> list[str]:
    """Every story that the desk's first reader can open, in alphabetical order."""
    private = _vault(deployment)
    return sorted(
        _story(private, file, item, bytes(ciphertext), bytes(wrapped))
        for file, item, ciphertext, wrapped in deployment.rows(_NARRATIVES)
    )


def _vault(deployment: Deployment) -> bytes:
    phrase = json.loads((deployment.folders.data / "demo.json").read_text())[_READER]
    ((sealed,),) = deployment.rows(
        "select sealed_private_key from guard_vaultkey join guard_account as account"
        " on account.id = account_id where account.username = 'desk'"
    )
    spoken = words.normalise(text=phrase, count=words.VAULT_WORDS)
    return vault.open_vault(vault=bytes(sealed), words=spoken)


def _story(
    private: bytes, file: uuid.UUID, item: uuid.UUID, ciphertext: bytes, wrapped: bytes
) -> str:
    context = envelope.KeyContext(file_id=file, compartment="narrative", epoch=1)
    key = envelope.unwrap_key(wrap=wrapped, reader_private=private, context=context)
    place = envelope.ItemContext(key=context, item_id=item)
    text = envelope.open_item(blob=ciphertext, epoch_private=key, context=place)
    return str(json.loads(text)["story"])
