"""Records a report as a case: screened, walled, keyed and logged in one transaction."""

import dataclasses
import datetime
import uuid
from collections.abc import Sequence

from django.db import IntegrityError, models, transaction

from candour.access import custody
from candour.access.actions.draw_walls import draw_walls
from candour.access.actions.involve import involve
from candour.access.actions.name_readers import name_readers
from candour.access.actions.wall_off_named import wall_off_named
from candour.cases import recording as rows
from candour.cases import screening, steps, words
from candour.cases.courses import following
from candour.cases.impartial.actions.check_independence import check_independence
from candour.cases.models import Case
from candour.cases.models.case import ONCE_PER_REPORT
from candour.cases.reading import attachments, letters, wording
from candour.cases.recording import Recording
from candour.cases.rules import suggested
from candour.core.matching.score import Match
from candour.core.states import Step
from candour.guard import files, keys
from candour.guard.actors import Actor
from candour.guard.keys import Vault
from candour.guard.models import SealedItem
from candour.guard.permissions import demand
from candour.intake.actions.hand_over import hand_over
from candour.intake.actions.write_letter import write_letter
from candour.intake.attachments import opening
from candour.intake.mailboxes.letters import ALLEGATION, Letter
from candour.intake.queries import DONE, OpenReport, open_report
from candour.law.events import CaseKind, ReporterKind


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """The new case, and whether the recorder goes on with it or another reader does."""

    file: uuid.UUID
    goes_on: bool


class AlreadyRecorded(Exception):
    """This report has been recorded as a case before."""


class AlreadyAnswered(Exception):
    """This report was answered without a case. Nothing more can be made of it here."""


class WrongCategories(Exception):
    """Choose at least one category for each person described."""


class DiscriminationNotCoded(Exception):
    """The report is about discriminatory words or acts. Choose a category under F for them."""


class IsConductMatter(Exception):
    """Discriminatory words that somebody in the police reports are recorded as a conduct matter."""


@transaction.atomic
def record_report(
    *, report: uuid.UUID, recording: Recording, vault: Vault, by: Actor, at: datetime.datetime
) -> Recorded:
    """Record a report that the recorder has open, and screen everyone it describes.

    Whether the recorder stays in the case is decided by the walls that the screening draws, and is
    not explained: the work simply goes on with readers who are clean for every earlier case.
    """
    demand("cases.record", by=by, at=at, file=report)
    opened = open_report(report=report, vault=vault, by=by, at=at)
    _check(opened, recording)
    matches = _screen(opened, recording, by=by, at=at)
    organisation = opened.organisation_id
    file = files.open_file(kind="case", organisation=organisation, on=at.date())
    _draw(file, opened, matches, by=by, at=at)
    readers = name_readers(file=file, organisation=organisation, by=by, at=at)
    held = custody.custody_of(file=file, on=at.date())
    epochs = custody.open_epochs(
        file=file,
        organisation=organisation,
        wanted=custody.first_epochs(),
        readers=readers.certified,
        custody=held,
    )
    case = _write_case(file, opened, recording, by=by, at=at)
    written = rows.write_rows(case, opened, recording, matches, by=by, at=at)
    hand_over(report=report, case=file, organisation=organisation, by=by, at=at)
    told = (*opened.categories, *recording.told)
    check_independence(file=file, by=by, at=at, told=told)
    letters_told = _tell(case, opened, recording, vault, by=by, at=at)
    made: list[models.Model] = [row for epoch in epochs for row in epoch.rows]
    made += following.recorded(
        case=case, is_under_schedule_3=recording.is_under_schedule_3, by=by, at=at
    )
    if recording.works_together:
        made += following.followed(case=case, step=Step.FIND_WORK_TOGETHER, by=by, at=at)
    after = [case, *readers.grants, *made, *written, *letters_told]
    detail = {"custody": held.said}
    steps.finish(step="cases.record", case=case, after=after, by=by, at=at, detail=detail)
    return Recorded(file=file, goes_on=by.account in readers.accounts)


def _check(opened: OpenReport, recording: Recording) -> None:
    if Case.objects.filter(report_file_id=opened.file).exists():
        raise AlreadyRecorded
    people = opened.people or ({},)
    if len(recording.categories) != len(people) or not all(recording.categories):
        raise WrongCategories
    if opened.state in DONE:
        raise AlreadyAnswered
    said = suggested.Said(categories=opened.categories, route=opened.route)
    if not suggested.is_coded(said, codes=recording.categories):
        raise DiscriminationNotCoded
    reporter = ReporterKind(recording.reporter_kind) if recording.reporter_kind else None
    wanted = suggested.kind(said, reporter=reporter)
    if wanted is not None and recording.kind is CaseKind.COMPLAINT:
        raise IsConductMatter


def _tell(
    case: Case,
    opened: OpenReport,
    recording: Recording,
    vault: Vault,
    *,
    by: Actor,
    at: datetime.datetime,
) -> list[SealedItem]:
    """Tell the reporter what was recorded, and keep for the case's readers what came before.

    Letters and the keys of files are sealed to the report's readers; the case may have others.
    """
    letter = Letter(text=_allegation(case, opened, recording, on=at.date()), kind=ALLEGATION)
    copy = write_letter(file=case.file_id, letter=letter, by=by, at=at)
    before = letters.letters_before(report=opened.file, vault=vault, by=by, at=at)
    place = words.narrative(case.file_id, case.organisation_id)
    kept = [keys.seal(place=place, kind=letters.BEFORE, text=before)] if before else []
    kept += [
        keys.seal(place=place, kind=opening.KIND, text=text)
        for text in attachments.texts_of(report=opened.file, vault=vault, by=by, at=at)
    ]
    return [*([copy] if copy else []), *kept]


def _allegation(case: Case, opened: OpenReport, recording: Recording, *, on: datetime.date) -> str:
    """Return what was recorded in plain words, person by person as she described them."""
    kind = wording.KINDS[case.kind].lower()
    lines = [f"Your report is now case {case.reference}. It was recorded on {wording.day(on)}"
             f" as a {kind}. This is what we recorded:", ""]  # fmt: skip
    for number, chosen in enumerate(recording.categories, start=1):
        who = f"Person {number} that you described" if opened.people else "Somebody not yet known"
        lines += [f"{who}:", *[f"- {wording.category(code)}" for code in chosen], ""]
    lines.append("If this is not what you told us, say so in your mailbox. It will be corrected.")
    return "\n".join(lines)


def _write_case(
    file: uuid.UUID, opened: OpenReport, recording: Recording, *, by: Actor, at: datetime.datetime
) -> Case:
    # Somebody may record the same report at this moment, or have made a case that a wall hides.
    try:
        with transaction.atomic():
            return rows.write_case(file, opened, recording, by=by, at=at)
    except IntegrityError as error:
        if ONCE_PER_REPORT not in str(error):
            raise
        raise AlreadyRecorded from None


def _screen(
    opened: OpenReport, recording: Recording, *, by: Actor, at: datetime.datetime
) -> list[tuple[Match, ...]]:
    on = recording.incident_on or opened.on
    return [
        screening.compare(asked=screening.Asked(said=said, on=on), by=by, at=at)
        for said in opened.people or ({},)
    ]


def _draw(
    file: uuid.UUID,
    opened: OpenReport,
    matches: Sequence[Sequence[Match]],
    *,
    by: Actor,
    at: datetime.datetime,
) -> None:
    """Wall the case, and the report it came from, round everyone it may be about."""
    roles = {(match.person_id, "candidate") for found in matches for match in found}
    for one in (file, opened.file):
        involve(file=one, organisation=opened.organisation_id, roles=roles, by=by, at=at)
    wall_off_named(file=file, like=opened.file, names=opened.must_not_see, by=by, at=at)
    draw_walls(files=[file, opened.file], by=by, at=at)
