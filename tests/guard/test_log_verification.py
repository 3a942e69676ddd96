"""Whatever a database superuser changes, removes or reorders, the log names it."""

import json
import uuid

import pytest
from django.conf import settings
from django.db import connection, transaction

from candour.guard.log import declared, leaves, marks, verify
from candour.guard.models import Leaf, TreeLeaf
from candour.ops import work

ORIGIN = "candour.localhost/log"


def check(log_keys, witnessed=None) -> verify.Report:
    return verify.verify(trusted=log_keys, origin=ORIGIN, witnessed=witnessed)


def superuser(sql: str, *values: object) -> None:
    """Do what row security and rights forbid everybody else, past every foreign key."""
    with connection.cursor() as cursor:
        cursor.execute("set local session_replication_role = replica")
        cursor.execute(sql, values)


def forge(as_role, body: bytes) -> uuid.UUID:
    """Put a leaf in, and let the sequencer give it its place as if it were honest."""
    leaf = uuid.uuid4()
    leaves.store(leaf_id=leaf, body=body)
    with as_role("worker"):
        work.sequence()
    return leaf


def forged(**said: object) -> bytes:
    """Return what somebody writes who holds not only the database but the key of marks, too."""
    return marks.marked(unmarked(**said))


def unmarked(**said: object) -> bytes:
    """Return what somebody writes who has the database alone."""
    return leaves.canonical({"after": [], "gone": [], "written": 2**52, **said})


def images_now(table: str) -> list[list[object]]:
    """Return what an honest leaf would say of every row of a table."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select row_id::text, encode(image, 'hex') from guard.images(%s, 1, null)", [table]
        )
        return [[table, 1, row_id, image] for row_id, image in cursor]


def test_an_untouched_log_holds_and_a_held_head_agrees(logged_case, log_keys):
    _, held = logged_case
    report = check(log_keys, held)
    assert report.findings == ()
    assert report.is_witnessed
    assert report.leaves > 16
    assert report.rows > 300


def test_without_a_head_held_outside_it_says_unwitnessed(logged_case, log_keys):
    assert not check(log_keys).is_witnessed


@pytest.mark.scenario("SC-22", part="changed")
def test_a_changed_leaf_is_named(logged_case, log_keys):
    superuser(
        "update guard_leaf set body = body || '\\x20' where id ="
        " (select leaf_id from guard_treeleaf where index = 5)"
    )
    assert check(log_keys).findings[0].place == "leaf 5"


@pytest.mark.scenario("SC-22", part="removed")
def test_a_removed_leaf_is_named(logged_case, log_keys):
    superuser("delete from guard_treeleaf where index = 7")
    assert check(log_keys).findings[0].place == "leaf 7"


def test_a_leaf_whose_place_was_left_is_named_and_the_rest_is_checked(logged_case, log_keys):
    # What the story left to be checked at the end is checked before the leaf is gone.
    superuser("set constraints all immediate")
    superuser(
        "delete from guard_leaf where id = (select leaf_id from guard_treeleaf where index = 7)"
    )
    superuser("delete from intake_report")
    findings = check(log_keys).findings
    assert (findings[0].place, findings[0].problem) == ("leaf 7", "The leaf itself was removed.")
    assert {one.place.split(" ")[0] for one in findings[1:]} >= {"intake_report"}
    assert not {one.place.split(" ")[0] for one in findings} & {"tile", "checkpoint"}


def test_a_removed_leaf_is_named_however_many_come_after_it(logged_case, log_keys, as_role):
    for _ in range(200):
        leaves.store(leaf_id=uuid.uuid4(), body=uuid.uuid4().bytes * 4_000)
    with as_role("worker"):
        work.sequence()
    superuser("delete from guard_treeleaf where index = 7")
    superuser("delete from intake_report")
    findings = check(log_keys).findings
    assert findings[0].place == "leaf 7"
    assert any(one.place.startswith("checkpoint") for one in findings)


@pytest.mark.parametrize("value", ["''::bytea", "leaf_hash || '\\x00'", "substr(leaf_hash, 2)"])
def test_a_hash_of_another_length_is_named_and_others_keep_their_places(
    logged_case, log_keys, value
):
    superuser(f"update guard_treeleaf set leaf_hash = {value} where index = 5")
    superuser(
        "update guard_leaf set body = null"
        " where id = (select leaf_id from guard_treeleaf where index = 9)"
    )
    findings = check(log_keys).findings
    assert [one.place for one in findings[:2]] == ["leaf 5", "leaf 9"]


@pytest.mark.scenario("SC-22", part="reordered")
def test_a_changed_tile_a_removed_one_and_one_put_in_are_named(logged_case, log_keys):
    superuser("update guard_tile set hashes = hashes || hashes where level = 0 and index = 0")
    superuser("delete from guard_tile where level = 1 and index = 0")
    superuser(
        "insert into guard_tile (id, level, index, hashes)"
        " values (gen_random_uuid(), 3, 8, sha256(''))"
    )
    named = {one.place: one.problem for one in check(log_keys).findings}
    assert named["tile 0/0"] == "The tile was changed."
    assert named["tile 3/8"] == "No leaf needs this tile: it was put in."


def test_a_leaf_removed_with_all_after_it_moved_up_is_found(logged_case, log_keys):
    superuser("delete from guard_treeleaf where index = 7")
    superuser("update guard_treeleaf set index = index + 1000000 where index > 7")
    superuser("update guard_treeleaf set index = index - 1000001 where index > 1000000")
    problems = {finding.place.split(" ")[0] for finding in check(log_keys).findings}
    assert "checkpoint" in problems


@pytest.mark.scenario("SC-22", part="reordered")
def test_two_leaves_that_changed_places_are_found(logged_case, log_keys):
    superuser("update guard_treeleaf set index = 1000000 where index = 3")
    superuser("update guard_treeleaf set index = 3 where index = 4")
    superuser("update guard_treeleaf set index = 4 where index = 1000000")
    assert any(finding.place.startswith("checkpoint") for finding in check(log_keys).findings)


@pytest.mark.scenario("SC-22", part="tail")
def test_a_tail_cut_with_its_heads_is_found_by_the_head_held_outside(logged_case, log_keys):
    _, held = logged_case
    superuser("delete from guard_treeleaf where index >= 20")
    superuser("delete from guard_leaf where id not in (select leaf_id from guard_treeleaf)")
    superuser("delete from guard_checkpoint where size > 20")
    report = check(log_keys, held)
    assert not report.is_witnessed
    assert any(finding.place == "the checkpoint held outside" for finding in report.findings)


ALTERED = [
    ("cases_case", "update cases_case set received_on = received_on - 1"),
    ("cases_allegation", "update cases_allegation set category = 'A1' where number = 1"),
    ("cases_suggestion", "update cases_suggestion set weight = 0"),
    ("cases_screening", "update cases_screening set rules = 'other'"),
    ("cases_event", "update cases_event set happened_on = happened_on - 1"),
    ("guard_grant", "update guard_grant set role = 'other'"),
    ("guard_sealeditem", "update guard_sealeditem set ciphertext = ciphertext || '\\x00'"),
    ("guard_filekey", "update guard_filekey set public_key = sha256(public_key)"),
    ("intake_report", "update intake_report set received_on = received_on - 1"),
    ("cases_case", "delete from cases_case"),
    ("cases_allegation", "delete from cases_allegation"),
    ("intake_report", "delete from intake_report"),
    ("guard_sealeditem", "delete from guard_sealeditem"),
]


@pytest.mark.parametrize(("table", "sql"), ALTERED)
def test_a_decision_row_altered_by_a_superuser_is_named(logged_case, log_keys, table, sql):
    with transaction.atomic():
        superuser(sql)
        findings = check(log_keys).findings
        transaction.set_rollback(True)
    assert any(finding.place.startswith(table) for finding in findings)


@pytest.mark.scenario("SC-04", part="deletion")
def test_deleting_one_report_as_superuser_makes_verification_fail(logged_case, log_keys):
    superuser("delete from intake_report")
    problems = [one for one in check(log_keys).findings if one.place.startswith("intake_report")]
    assert problems[0].problem == "This row was removed."


def test_a_grant_put_in_past_the_log_is_named(logged_case, log_keys, world):
    file, _ = logged_case
    superuser(
        "insert into guard_grant (id, file_id, organisation_id, account_id, role, granted_on)"
        " select gen_random_uuid(), id, organisation_id, %s, 'reader', opened_on"
        " from guard_file where id = %s",
        world.accounts["stranger"],
        file,
    )
    problems = [one.problem for one in check(log_keys).findings]
    assert problems == ["This row was put in past the log."]


def test_an_image_and_its_row_changed_together_are_found_by_the_batch(logged_case, log_keys):
    superuser("update guard_batchimage set image = sha256(image)")
    assert any(finding.place.startswith("batch") for finding in check(log_keys).findings)


def test_a_head_signed_by_another_key_is_refused(logged_case, log_keys):
    superuser("update guard_checkpoint set note = replace(note, %s, 'x' || %s)", ORIGIN, ORIGIN)
    problems = {finding.problem for finding in check(log_keys).findings}
    assert "The checkpoint's signature does not hold." in problems
    assert settings.LOG_ORIGIN == ORIGIN


UNREADABLE = [
    b"no JSON",
    b"\xff",
    b"[" * 100_000,
    b"7",
    forged(after=[["cases_case", 1]]),
    forged(after={"cases_case": 1}),
    forged(after=[["cases_case", "1", "x", "y"]]),
    forged(gone=["cases_case"]),
    forged(detail={"batch": "x"}),
    forged(detail=[]),
    b'{"after": [["cases_case", 1, "x", "y"]]}',
]


@pytest.mark.parametrize("body", UNREADABLE, ids=range(len(UNREADABLE)))
def test_a_leaf_that_cannot_be_read_is_named_and_the_rest_is_checked(
    logged_case, log_keys, as_role, body
):
    leaf = forge(as_role, body)
    superuser("delete from intake_report")
    place = f"leaf {TreeLeaf.objects.get(leaf_id=leaf).index}"
    findings = check(log_keys).findings
    assert (findings[0].place, findings[0].problem) == (place, "The leaf's body can't be read.")
    assert [one.problem for one in findings[1:]] == ["This row was removed."]


def test_a_waiting_leaf_that_cannot_be_read_is_named(logged_case, log_keys):
    leaf = uuid.uuid4()
    leaves.store(leaf_id=leaf, body=b"no JSON")
    assert [one.place for one in check(log_keys).findings] == [f"leaf {leaf}"]


FORGOTTEN = [
    "delete from guard_imagecolumns where table_name = 'cases_suggestion'",
    "update guard_imagecolumns set columns = columns - 'weight'"
    " where table_name = 'cases_suggestion'",
]


@pytest.mark.parametrize("sql", FORGOTTEN)
def test_a_table_that_the_database_was_made_to_forget_is_named_and_checked(
    logged_case, log_keys, sql
):
    superuser(sql)
    superuser("delete from cases_suggestion")
    places = [one.place for one in check(log_keys).findings]
    assert places[0] == "guard_imagecolumns cases_suggestion 1"
    assert any(place.startswith("cases_suggestion ") for place in places)


def test_a_list_of_columns_that_no_migration_made_is_named(logged_case, log_keys):
    superuser(
        "insert into guard_imagecolumns (id, table_name, version, columns)"
        " values (gen_random_uuid(), 'cases_outcome', 2, '[\"id\"]')"
    )
    assert [one.place for one in check(log_keys).findings] == ["guard_imagecolumns cases_outcome 2"]


def test_the_log_covers_every_table_of_decisions():
    covered = {one.table for one in declared.tables()}
    assert {"cases_outcome", "cases_linkdecision", "cases_severityassessment"} < covered


ONLY_ADDED_TO = [
    ("cases_suggestion", "update cases_suggestion set weight = 0"),
    ("guard_filekey", "update guard_filekey set public_key = sha256(public_key)"),
]


@pytest.mark.parametrize(("table", "sql"), ONLY_ADDED_TO)
def test_a_later_word_of_a_row_that_is_only_added_is_a_contradiction(
    logged_case, log_keys, as_role, table, sql
):
    superuser(sql)
    forge(as_role, forged(after=images_now(table)))
    problems = {one.problem for one in check(log_keys).findings if one.place.startswith(table)}
    assert problems == {"The log says two things of this row, which never changes."}


def test_a_forged_removal_of_a_row_that_is_only_added_is_a_contradiction(
    logged_case, log_keys, as_role
):
    gone = [[table, row_id] for table, _, row_id, _ in images_now("cases_suggestion")]
    superuser("delete from cases_suggestion")
    forge(as_role, forged(gone=gone))
    problems = {one.problem for one in check(log_keys).findings}
    assert problems == {"The log says that this row was removed, which never happens."}


def test_columns_that_nobody_knows_are_no_way_round_an_image(logged_case, log_keys, as_role):
    (table, _, row_id, image) = images_now("cases_case")[0]
    superuser(
        "update cases_case set received_on = received_on - 1 where file_id = %s::uuid", row_id
    )
    forge(as_role, forged(after=[[table, 2, row_id, image]]))
    assert [one.problem for one in check(log_keys).findings] == [
        "The log tells of columns that nobody knows."
    ]


def test_a_second_leaf_of_one_batch_is_a_contradiction(logged_case, log_keys, as_role):
    body = next(
        json.loads(bytes(leaf))
        for leaf in Leaf.objects.values_list("body", flat=True)
        if b'"digest"' in bytes(leaf)
    )
    forge(as_role, forged(detail={"batch": body["detail"]["batch"], "digest": "other"}))
    problems = {one.problem for one in check(log_keys).findings}
    assert "The log says two things of what it brought." in problems


@pytest.mark.scenario("SC-22", part="forged")
def test_a_leaf_put_in_by_whoever_has_the_database_alone_is_named_and_not_believed(
    logged_case, log_keys, as_role
):
    superuser("update cases_case set received_on = received_on - 1")
    leaf = forge(as_role, unmarked(after=images_now("cases_case")))
    place = f"leaf {TreeLeaf.objects.get(leaf_id=leaf).index}"
    found = {(one.place.split(" ")[0], one.problem) for one in check(log_keys).findings}
    assert check(log_keys).findings[0].place == place
    assert found == {
        ("leaf", "The leaf bears no mark of Candour: somebody put it in."),
        ("cases_case", "This row was changed past the log."),
    }


def test_a_batch_put_in_by_whoever_has_the_database_alone_says_no_later_word(
    logged_case, log_keys, as_role
):
    superuser("update intake_attachment set size = 1")
    superuser("update cases_case set received_on = received_on - 1")
    batch = uuid.uuid4()
    superuser(
        "insert into guard_batch (id, source, content_hash, opened_on)"
        " values (%s, 'intake', sha256(''), '2026-01-01')",
        batch,
    )
    superuser(
        "insert into guard_batchimage (batch_id, table_name, version, row_id, image)"
        " select %s, 'cases_case', 1, row_id, image from guard.images('cases_case', 1, null)",
        batch,
    )
    with connection.cursor() as cursor:
        cursor.execute("select guard.batch_digest(%s)", [batch])
        (digest,) = cursor.fetchone()
    forge(as_role, unmarked(detail={"batch": str(batch), "digest": digest}))
    problems = {(one.place.split(" ")[0], one.problem) for one in check(log_keys).findings}
    assert ("cases_case", "This row was changed past the log.") in problems


def test_what_is_honestly_changed_later_holds(logged_case, log_keys, as_role):
    superuser("update cases_case set closed_on = received_on")
    forge(as_role, forged(after=images_now("cases_case")))
    assert check(log_keys).findings == ()


def test_a_leaf_filed_under_another_file_is_named(logged_case, log_keys):
    file, _ = logged_case
    leaf = Leaf.objects.filter(file_id=file).first()
    superuser("update guard_leaf set file_id = null where id = %s", leaf.id)

    index = TreeLeaf.objects.get(leaf_id=leaf.id).index
    assert [(one.place, one.problem) for one in check(log_keys).findings] == [
        (f"leaf {index}", "The leaf is filed under another file than its body names.")
    ]


@pytest.mark.parametrize("kind", ["read", "denial", "key"])
def test_a_look_that_somebody_put_in_blames_nobody(logged_case, log_keys, as_role, kind):
    file, _ = logged_case
    body = {"kind": kind, "what": "cases.open", "file": str(file), "by": {"account": str(file)}}

    leaf = uuid.uuid4()
    leaves.store(leaf_id=leaf, body=leaves.canonical(body), file=file)
    with as_role("worker"):
        work.sequence()

    (finding,) = check(log_keys).findings
    assert finding.place == f"leaf {TreeLeaf.objects.get(leaf_id=leaf).index}"
    assert "bears no mark" in finding.problem
