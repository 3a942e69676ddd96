"""What every cell must answer: from the tables of permissions and the rule of the walls alone."""

import uuid
from collections.abc import Iterator, Mapping

from candour.access.models import Acceptance
from candour.cases.models import Case
from candour.guard import permissions
from candour.guard.models import Account, File, Grant, KeyShare, Scope, Wall
from candour.guard.seats import Seat
from candour.ops.docs.pages import gates
from candour.ops.docs.pages.gates import Place
from matrix.cells import Answer, Cell
from matrix.objects import FILE
from matrix.people import Guest

# Pages that ask for nothing but a seat, or not even for that: each with its reason.
OPEN: Mapping[str, str] = {
    "candour.sites.health.health": "says that the site answers",
    "candour.guard.views.two_factor": "asks for the second factor before anything is shown",
    "candour.guard.views.unlock": "takes the own passphrase",
    "candour.guard.views.lock": "locks the own vault",
    "candour.guard.single_sign_on.begin": "comes before signing in",
    "candour.guard.single_sign_on.finish": "comes before signing in",
    "candour.ops.demo.views.choose": "exists in demonstrations alone",
    "candour.ops.demo.views.enter": "exists in demonstrations alone",
    "candour.guard.views.change_password": "takes the own password",
    "candour.guard.ceremony.views.set_up": "comes before signing in",
    "candour.guard.log.published.pages.head": "is public",
    "candour.guard.log.published.pages.tile": "is public",
    "candour.guard.log.published.pages.cosignatures": "takes what pinned witnesses have signed",
    "candour.cases.views.reports.handed_on": "says the same to everybody, of no file",
}
# Asked by people outside who see no row of the file: a definer function decides whether they may.
WHO = "cases/<uuid:file>/who/"
CUSTODIANS = frozenset({"cases/<uuid:file>/custody/recover/", "cases/<uuid:file>/custody/urgent/"})
BY_FUNCTION = CUSTODIANS | {WHO}
_PAPERS = "cases/<uuid:file>/papers/"
_PUBLICATION = f"{_PAPERS}publications/<uuid:publication>/"
_LOOKING_BACK = "tests/patterns/lookback/test_looking_back.py"
# Addresses of rows that this world does not build; the tests named open them.
OPENED_ELSEWHERE: Mapping[str, str] = {
    "cases/<uuid:file>/asked/<uuid:asked>/": "tests/cases/lookers/test_without_a_role.py",
    "cases/<uuid:file>/case-system/<uuid:difference>/": (
        "tests/imports/casesystem/test_case_system_pages.py"
    ),
    "cases/<uuid:file>/checks/learning/<uuid:learning>/": (
        "tests/cases/checks/test_after_decisions.py"
    ),
    "cases/<uuid:file>/crime-side/<uuid:task>/": "tests/cases/crime/test_crime_pages.py",
    "cases/<uuid:file>/custody/harm/<uuid:request_id>/": "tests/cases/custody/test_harm_form.py",
    "cases/<uuid:file>/custody/review/<uuid:test>/": "tests/cases/custody/test_break_glass.py",
    "cases/<uuid:file>/disclosure/leaks/<uuid:leak>/": (
        "tests/cases/disclosure/test_comparing_passages.py"
    ),
    "cases/<uuid:file>/looks/<uuid:withholding>/": "tests/cases/lookers/test_withholding.py",
    "cases/<uuid:file>/next/<slug:course>/<slug:which>/<uuid:person>/": (
        "tests/cases/proceeding/test_conduct_to_barred_list.py"
    ),
    _PUBLICATION: "tests/cases/papers/test_publications.py",
    f"{_PUBLICATION}take-down/": "tests/cases/papers/test_publications.py",
    "cases/<uuid:file>/look-back/<uuid:looked>/": _LOOKING_BACK,
    "cases/<uuid:file>/look-back/<uuid:looked>/assign/": _LOOKING_BACK,
    "cases/<uuid:file>/supervisors/<uuid:noted>/": (
        "tests/cases/supervisors/test_supervisors_who_knew.py"
    ),
    "cases/<uuid:file>/supervisors/again/<uuid:person>/<slug:rung>/": (
        "tests/cases/supervisors/test_the_same_action_again.py"
    ),
    "gates/<uuid:file>/": "tests/patterns/gates/test_deciding_a_gate.py",
    "crime-side/<uuid:file>/": "tests/cases/crime/test_crime_pages.py",
    "files/<uuid:file>/inquiries/<uuid:inquiry>/": "tests/cases/lookers/test_inquiries.py",
    "files/<uuid:file>/look-ups/<uuid:alert>/": "tests/imports/lookups/test_lookup_pages.py",
    "cases/<uuid:file>/retaliation/<uuid:followed>/": (
        "tests/patterns/retaliation/test_counter_allegations.py"
    ),
    "grievances/<uuid:file>/": "tests/cases/grievances/test_grievance_pages.py",
}
# Who has a first page of their own, and is led to it from the first page of the site.
OWN_FIRST_PAGE = frozenset({Seat.CUSTODIAN, Seat.SUBJECT, Seat.REPRESENTATIVE, Seat.REVIEWER})
_FAILED = 500


def full_name(place: Place) -> str:
    return f"{place.view.__module__}.{place.view.__qualname__}"


def sees(guest: Guest, file: uuid.UUID) -> bool:
    """Say by the rule, past row security, whether this account sees that file."""
    known = File.objects.filter(id=file, wall_epoch__isnull=False).first()
    if known is None or guest.account is None:
        return False
    if Wall.objects.filter(file_id=file, account_id=guest.account).exists():
        return False
    is_scoped = Scope.objects.filter(
        account_id=guest.account, organisation_id=known.organisation_id
    ).exists()
    is_granted = Grant.objects.filter(file_id=file, account_id=guest.account).exists()
    return is_granted or (known.kind == "case" and is_scoped)


def may_ask_who(guest: Guest, file: uuid.UUID) -> bool:
    """Say by the rule whether this account may ask who could open that case, without seeing it."""
    known = File.objects.filter(id=file, wall_epoch__isnull=False, kind="case").first()
    if known is None or guest.account is None or guest.seat is not Seat.DESK_READER:
        return False
    both = [file, *Case.objects.filter(file_id=file).values_list("report_file_id", flat=True)]
    if Wall.objects.filter(file_id__in=both, account_id=guest.account).exists():
        return False
    body = Account.objects.get(id=guest.account).organisation_id
    return Acceptance.objects.filter(
        body_id=body, force_id=known.organisation_id, withdrawn_on=None
    ).exists()


def may_ask_custodians(guest: Guest, file: uuid.UUID) -> bool:
    """Say by the rule whether this account, outside, holds the part by which it may ask."""
    if Wall.objects.filter(file_id=file, account_id=guest.account).exists():
        return False
    known = KeyShare.objects.filter(file__wall_epoch__isnull=False, file__kind="case")
    return known.filter(file_id=file, account_id=guest.account, scheme="asking").exists()


def may_by_function(guest: Guest, file: uuid.UUID, *, route: str) -> bool:
    """Say by the rule whether a page may show itself to this account, which sees no row of it."""
    if route == WHO:
        return may_ask_who(guest, file)
    return route in CUSTODIANS and may_ask_custodians(guest, file)


def breaches(cell: Cell, answer: Answer, *, can_see: bool) -> Iterator[str]:
    """Yield what is wrong with one answer, in words."""
    if answer.status >= _FAILED:
        yield f"{cell}: the page failed ({answer.status})"
    if cell.place.is_ours and cell.place.site != "report":
        yield from _let_in(cell, answer, can_see=can_see)
        yield from _logged_wrongly(cell, answer)


def _let_in(cell: Cell, answer: Answer, *, can_see: bool) -> Iterator[str]:
    asked = gates.asked(cell.place)
    if not asked:
        return
    if cell.guest.account is None:
        if answer.status not in {302, 404, 405}:
            yield f"{cell}: nobody has signed in, and it answers {answer.status}"
        return
    if FILE in cell.place.parameters and not can_see and answer.status not in {404, 405}:
        yield f"{cell}: the file is hidden or absent, and it answers {answer.status}"
    has_no_seat = all(cell.guest.seat not in one.seats for one in asked)
    if has_no_seat and answer.status not in {404, 405} and not _is_led_on(cell, answer):
        yield f"{cell}: no permission of the page is this seat's, and it answers {answer.status}"
    if answer.status == 200 and not answer.leaves:
        yield f"{cell}: it answers, and the log says nothing of it"


def _is_led_on(cell: Cell, answer: Answer) -> bool:
    has_own = cell.guest.seat in OWN_FIRST_PAGE
    return has_own and cell.place.route == "" and answer.status == 302


def _logged_wrongly(cell: Cell, answer: Answer) -> Iterator[str]:
    """What was read or done must be this seat's; what was denied leaves one leaf and no other."""
    table = permissions.table()
    kinds = [one["kind"] for one in answer.said]
    if "denied" in kinds and (len(kinds) > 1 or not answer.is_denied):
        yield f"{cell}: something was denied, and it answers {answer.status} with {kinds}"
    for one in answer.said:
        known = table.get(str(one["what"]))
        if known and one["kind"] == "read" and cell.guest.seat not in known.seats:
            yield f"{cell}: read {known.name}, which is not this seat's"


def may_all(cell: Cell) -> bool:
    """Say whether everything that a page may demand is this seat's."""
    return all(cell.guest.seat in one.seats for one in gates.asked(cell.place))


def opens(answer: Answer) -> bool:
    """Say whether a page lets in, or leads on to what it made."""
    return answer.status in {200, 302}
