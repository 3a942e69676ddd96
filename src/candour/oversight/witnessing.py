"""Asks the pinned witnesses to cosign the newest published head, and says who did not."""

import datetime
import http.client
import urllib.error
import urllib.request

from django.conf import settings

from candour.core import merkle, notes
from candour.core.countersigning import policy, protocol
from candour.core.countersigning.policy import Witness
from candour.guard.log import heads, sequencer
from candour.guard.log.published import cosigning, files
from candour.guard.models import Cosignature, Publication
from candour.law.policies import witnessing as periods
from candour.oversight.proving import Fault

_SECONDS = 20
_LATE = datetime.timedelta(days=periods.row_of(periods.Period.HEAD_IS_LATE).days)
_SILENT = datetime.timedelta(days=periods.row_of(periods.Period.WITNESS_IS_SILENT).days)


class Silent(Exception):
    """A witness can't be reached, or keeps nothing yet where it is fetched; it may come later."""


def collect(*, on: datetime.date) -> tuple[Fault, ...]:
    """Ask every pinned witness that has not cosigned yet; return what overseers must know.

    Nothing is locked meanwhile: a witness may take as long as the network lets it.
    """
    newest = sequencer.newest_published()
    if newest is None:
        return ()
    faults = []
    for witness in _missing(newest):
        if not witness.url:
            continue
        try:
            line = _ask(newest, witness)
            cosigning.keep(note=newest.note.encode(), witness=witness, line=line, on=on)
        except cosigning.NotCosigned as error:
            faults.append(_refused(newest, witness, error))
        except Silent:
            continue
    files.publish(note=heads.with_lines(published=newest))
    return (*faults, *overdue(on=on))


def overdue(*, on: datetime.date) -> tuple[Fault, ...]:
    """Return what is late: the head itself, and witnesses that have been silent for too long."""
    newest = sequencer.newest_published()
    if newest is None:
        return (_fault("head none", "No head of the log was ever published."),)
    faults = []
    if newest.published_on + _LATE <= on:
        day = newest.published_on.isoformat()
        words = f"The newest published head is of {day}: the log shows nothing new."
        faults.append(_fault(f"head {newest.size}", words))
    silent = newest.published_on + _SILENT <= on
    for witness in _missing(newest) if silent else ():
        words = (
            f"{witness.key.name} has not cosigned the head of {newest.published_on.isoformat()}."
        )
        faults.append(_fault(f"silent {witness.name} {newest.size}", words))
    return tuple(faults)


def _missing(published: Publication) -> list[Witness]:
    """Return the pinned witnesses whose line under a head is not here, or does not hold."""
    there = policy.cosigners(policy=settings.WITNESSES, data=heads.with_lines(published=published))
    return [one for one in settings.WITNESSES.witnesses if one.name not in there]


def _ask(published: Publication, witness: Witness) -> str:
    """Return a witness's line: asked by the protocol, or fetched where it keeps a cosigned head."""
    if not witness.url.endswith(protocol.PATH):
        return _line_in(_http(witness.url, None)[1], witness)
    last = Cosignature.objects.filter(witness=witness.name).order_by("-size").first()
    status, body = _submit(published, witness, old=last.size if last else 0)
    if status == protocol.Status.CONFLICT and body.strip().isdigit():
        # It has seen another head than the last that we know of: prove the growth from there.
        status, body = _submit(published, witness, old=_seen(body, published))
    if status != protocol.Status.COSIGNED:
        words = body[:200].decode(errors="replace").strip()
        said = f"It answers {status}: {words}"
        raise cosigning.NotCosigned(said) if 400 <= status < 500 else Silent(said)
    return body.decode(errors="replace")


def _seen(body: bytes, published: Publication) -> int:
    seen = int(body.strip()[:20])
    if seen > published.size:
        message = f"It has seen {seen} leaves; the newest head has {published.size}."
        raise cosigning.NotCosigned(message)
    return seen


def _submit(published: Publication, witness: Witness, *, old: int) -> tuple[int, bytes]:
    proof = merkle.consistency_proof(
        old_size=old, size=published.size, read=sequencer.hash_reader()
    )
    request = protocol.Request(old_size=old, proof=proof, checkpoint=published.note.encode())
    return _http(witness.url, protocol.encode_request(request=request))


def _line_in(data: bytes, witness: Witness) -> str:
    try:
        return notes.line_of(data=data, key=witness.key)
    except notes.Refused:
        message = "It does not keep a cosigned head there."
        raise Silent(message) from None


def _http(url: str, body: bytes | None) -> tuple[int, bytes]:
    """Ask a witness; return status and answer. A witness that can't be reached is silent."""
    if not url.startswith(("http://", "https://")):
        message = "Its address is none."
        raise Silent(message)
    request = urllib.request.Request(url, data=body)  # noqa: S310 - only HTTP passes the line above
    try:
        with urllib.request.urlopen(request, timeout=_SECONDS) as answer:  # noqa: S310 - as above
            return answer.status, answer.read(notes.MAX_BYTES)
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read(notes.MAX_BYTES)
    except (OSError, http.client.HTTPException) as error:
        raise Silent(type(error).__name__) from None


def _refused(published: Publication, witness: Witness, error: cosigning.NotCosigned) -> Fault:
    words = f"{witness.key.name} refused the head of {published.size} leaves. {error}"
    return _fault(f"refused {witness.name} {published.size}", words)


def _fault(place: str, words: str) -> Fault:
    return Fault(kind="witness", place=place, words=words)
