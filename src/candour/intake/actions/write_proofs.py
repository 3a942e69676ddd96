"""Writes the proof file into every sealed mailbox that has none yet."""

import datetime

from django.db import transaction

from candour.core import merkle, receipts
from candour.guard.actors import Actor
from candour.guard.log import sequencer
from candour.guard.models import Checkpoint, TreeLeaf
from candour.guard.permissions import demand
from candour.intake.models import Mailbox


@transaction.atomic
def write_proofs(*, by: Actor, at: datetime.datetime) -> int:
    """Prove each report's leaf against the newest published head; return how many were written."""
    demand("intake.write_proofs", by=by, at=at)
    head = Checkpoint.objects.filter(is_published=True).order_by("-size").first()
    if head is None:
        return 0
    read = sequencer.hash_reader()
    written = 0
    for mailbox in Mailbox.objects.filter(proof="").order_by("leaf_hash").iterator():
        place = (
            TreeLeaf.objects.filter(leaf_hash=mailbox.leaf_hash, index__lt=head.size)
            .exclude(leaf__body=None)
            .values_list("index", "leaf__body")
            .first()
        )
        if place is None:
            continue
        index, body = place
        proof = receipts.proof_file(
            leaf=bytes(body or b""),
            index=index,
            proof=merkle.inclusion_proof(index=index, size=head.size, read=read),
            checkpoint=head.note.encode(),
        )
        Mailbox.objects.filter(mailbox_hash=mailbox.mailbox_hash).update(proof=proof.decode())
        written += 1
    return written
