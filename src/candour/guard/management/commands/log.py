"""`candour log`: recompute the log, publish it, prove from it, and erase from it in the open."""

import json
import pathlib
import sys
import uuid
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from candour import clock
from candour.core import merkle, receipts
from candour.core.countersigning import protocol, tombstones
from candour.core.countersigning.tombstones import Why
from candour.guard.actors import service
from candour.guard.log import heads, sequencer, verify
from candour.guard.log.erasure import erasing, held
from candour.guard.log.published import files
from candour.guard.models import Checkpoint, Leaf, Publication, TreeLeaf

SHOWN = 20


class Command(BaseCommand):
    help = (
        "verify: recompute every leaf, tile, root and logged row. head: print the newest signed"
        " head. tiles: write what the log publishes. prove, consistency: print a proof. erase:"
        " ask for a tombstone, or erase with a signed one."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        checking = verbs.add_parser("verify", help="recompute the whole log from the database")
        checking.add_argument("--checkpoint", type=pathlib.Path, help="a head kept outside")
        checking.add_argument("--json", action="store_true", help="print the findings as JSON")
        verbs.add_parser("head", help="print the newest signed head, to be kept outside")
        writing = verbs.add_parser("tiles", help="write the published tiles and head to a folder")
        writing.add_argument("folder", type=pathlib.Path)
        proving = verbs.add_parser("prove", help="print the proof that a leaf is in the log")
        proving.add_argument("leaf", type=int, help="its place in the tree, from 0")
        growing = verbs.add_parser("consistency", help="print the proof that the log only grew")
        growing.add_argument("size", type=int, help="how many leaves the earlier head had")
        erasing = verbs.add_parser("erase", help="erase a leaf's body or a sealed item's words")
        erasing.add_argument("--leaf", type=int, help="ask for a tombstone of this leaf")
        erasing.add_argument("--item", type=uuid.UUID, help="ask for one of this sealed item")
        erasing.add_argument("--why", type=Why, choices=list(Why), help="why it must go")
        erasing.add_argument("--signed", type=pathlib.Path, help="erase with this signed file")

    def handle(self, *args: Any, **options: Any) -> None:
        verbs = {
            "verify": self._verify,
            "head": self._head,
            "tiles": self._tiles,
            "prove": self._prove,
            "consistency": self._consistency,
            "erase": self._erase,
        }
        verbs[options["verb"]](options)

    def _verify(self, options: dict[str, Any]) -> None:
        witnessed = _read(options["checkpoint"])
        report = verify.verify(
            trusted=heads.own_keys(),
            origin=settings.LOG_ORIGIN,
            witnessed=witnessed,
            at=clock.now(),
        )
        self.stdout.write(_as_json(report) if options["json"] else _as_text(report))
        if report.findings or not report.is_witnessed:
            sys.exit(1)

    def _head(self, _: dict[str, Any]) -> None:
        head = Checkpoint.objects.order_by("-size").first()
        if head is None:
            message = "The log has no signed head yet."
            raise CommandError(message)
        self.stdout.write(head.note, ending="")

    def _tiles(self, options: dict[str, Any]) -> None:
        newest = _newest_published()
        try:
            written = files.write(folder=options["folder"], note=heads.with_lines(published=newest))
        except files.OtherLog as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"{written} tiles written, up to {newest.size} leaves")

    def _prove(self, options: dict[str, Any]) -> None:
        newest, index = _newest_published(), options["leaf"]
        leaf = Leaf.objects.filter(
            id__in=TreeLeaf.objects.filter(index=index).values("leaf_id")
        ).first()
        if leaf is None or leaf.body is None or index >= newest.size:
            message = f"There is no leaf {index} with a body under the newest published head."
            raise CommandError(message)
        proof = receipts.proof_file(
            leaf=bytes(leaf.body),
            index=index,
            proof=sequencer.inclusion_proof(index=index, size=newest.size),
            checkpoint=heads.with_lines(published=newest),
        )
        self.stdout.write(proof.decode(), ending="")

    def _consistency(self, options: dict[str, Any]) -> None:
        newest = _newest_published()
        try:
            proof = merkle.consistency_proof(
                old_size=options["size"], size=newest.size, read=sequencer.hash_reader()
            )
        except merkle.OutOfRange as error:
            raise CommandError(str(error)) from None
        request = protocol.Request(
            old_size=options["size"], proof=proof, checkpoint=newest.note.encode()
        )
        # As a witness is asked: whoever reads it needs no other format.
        self.stdout.write(protocol.encode_request(request=request).decode(), ending="")

    def _erase(self, options: dict[str, Any]) -> None:
        at, origin = clock.now(), settings.LOG_ORIGIN
        asked = {"why": options["why"], "origin": origin, "on": at.date()}
        try:
            match options:
                case {"signed": pathlib.Path() as path}:
                    done = erasing.erase(
                        data=_read(path) or b"", origin=origin, by=service("erasing"), at=at
                    )
                    self.stdout.write(f"erased: {done.what.value} {done.id}")
                case {"leaf": int(index), "why": Why()}:
                    self.stdout.write(
                        erasing.ask_for_leaf(index=index, **asked).decode(), ending=""
                    )
                case {"item": uuid.UUID() as item, "why": Why()}:
                    self.stdout.write(erasing.ask_for_item(item=item, **asked).decode(), ending="")
                case _:
                    message = "Say --leaf or --item with --why, or --signed with a signed file."
                    raise CommandError(message)
        except (erasing.NothingThere, held.Held, tombstones.Refused) as error:
            raise CommandError(str(error)) from None


def _newest_published() -> Publication:
    newest = sequencer.newest_published()
    if newest is None:
        message = "No head was published yet: candour tick publishes one."
        raise CommandError(message)
    return newest


def _read(path: pathlib.Path | None) -> bytes | None:
    if path is None:
        return None
    try:
        return path.read_bytes()
    except OSError as error:
        message = f"The checkpoint can't be read: {error.strerror}."
        raise CommandError(message) from None


def _as_text(report: verify.Report) -> str:
    lines = [f"{finding.place}: {finding.problem}" for finding in report.findings[:SHOWN]]
    more = len(report.findings) - SHOWN
    if more > 0:
        lines.append(f"and {more} more findings")
    lines.append(
        f"{report.leaves} leaves and {report.rows} rows recomputed,"
        f" {report.waiting} leaves waiting, {len(report.findings)} findings"
    )
    if report.is_witnessed:
        lines.append("agrees with the checkpoint held outside" if not report.findings else "")
    else:
        lines.append("unwitnessed: without a checkpoint held outside, a shortened log looks whole")
    return "\n".join(line for line in lines if line)


def _as_json(report: verify.Report) -> str:
    return json.dumps(
        {
            "leaves": report.leaves,
            "rows": report.rows,
            "waiting": report.waiting,
            "witnessed": report.is_witnessed,
            "findings": [
                {"place": finding.place, "problem": finding.problem} for finding in report.findings
            ],
        },
        indent=2,
    )
