"""Lets an officer whom the root certified sign seats from now on."""

import datetime

from django.db import transaction

from candour.core import certificates
from candour.core.certificates import Officer
from candour.guard.actors import Actor
from candour.guard.ceremony.papers import Refusal
from candour.guard.log import leaves
from candour.guard.models import OfficerCertificate
from candour.guard.permissions import demand


class AlreadyInstalled(Refusal):
    """This certificate is installed already."""


@transaction.atomic
def install_officer(
    *,
    certificate: certificates.OfficerCertificate,
    root_public: bytes,
    by: Actor,
    at: datetime.datetime,
) -> Officer:
    """Install an officer's certificate; raises certificates.NotCertified or AlreadyInstalled."""
    demand("guard.install_officer", by=by, at=at)
    officer = certificates.verify_officer(
        certificate=certificate, root_public=root_public, on=at.date()
    )
    if OfficerCertificate.objects.filter(body=certificate.body).exists():
        raise AlreadyInstalled(str(AlreadyInstalled.__doc__))
    row = OfficerCertificate.objects.create(body=certificate.body, signature=certificate.signature)
    detail = {"officer": str(officer.officer_id), "body": str(officer.organisation)}
    entry = leaves.Entry(
        kind="certificate",
        what="guard.install_officer",
        why="An officer may sign seats",
        detail=detail,
        after=[row],
    )
    leaves.append(entry=entry, by=by, at=at)
    return officer
