"""What a reporter leaves behind: nothing in clear anywhere, no address, no time of the day."""

import dataclasses
import re
from collections import Counter

import canaries
import crowd
import html5lib
import looking
import planting
import pytest
from canaries import Needle
from looking import Look
from planting import Planted

import reporters
import running
from candour.core import words
from candour.intake import package
from reporters import Reporter
from running import Deployment

pytestmark = pytest.mark.enable_socket

# Headers that a browser would keep something for, or that would let others in.
LOOSE = frozenset({
    "set-cookie", "etag", "last-modified", "expires", "nel", "report-to",
    "access-control-allow-origin",
})  # fmt: skip
PAGES = ("/", "/report/", "/carry-on/", "/mailbox/", "/check/", "/limits/", "/accessibility/",
         "/published/", "/figures/")  # fmt: skip
JOURNAL = "the journal"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What the search saw before the sealing, after it, and once the journal was forgotten."""

    planted: Planted
    searched: tuple[Needle, ...]
    staged: Look
    sealed: Look
    forgotten: Look


@pytest.fixture(scope="module")
def seen(site: Deployment) -> Seen:
    """A reporter leaves canaries wherever she can; everything is searched three times."""
    # What is written at every start shall not be taken for hers.
    running.soon(lambda: site.one("select count(*) from measures_figure") > 0, seconds=60)
    looking.settle(site)
    before = looking.dump(site)
    planted = planting.plant(site)
    searched = canaries.needles(planted.secrets)

    def look() -> Look:
        return looking.look(site, searched=searched, before=before, window=planted.window)

    staged = look()
    assert site.seal().returncode == 0
    planting.write_again(site, planted)
    assert site.seal().returncode == 0
    sealed = look()
    looking.forget_journal(site)
    return Seen(planted=planted, searched=searched, staged=staged, sealed=sealed, forgotten=look())


@pytest.mark.scenario("SC-03", part="canaries-in-a-dump")
def test_no_table_of_the_database_holds_a_canary_before_or_after_the_sealing(seen):
    assert (seen.staged.tables, seen.sealed.tables) == ([], [])


@pytest.mark.scenario("SC-03", part="canaries-on-disk")
def test_no_file_of_the_deployment_holds_a_canary_before_or_after_the_sealing(seen):
    assert (seen.staged.files, seen.sealed.files, seen.forgotten.files) == ([], [], [])


@pytest.mark.scenario("SC-03", part="canaries-in-logs")
def test_no_process_and_no_log_of_the_database_wrote_a_canary_even_in_an_error(site, seen):
    written = site.said() + site.cluster.log.read_text()
    assert "Candour is running" in written
    assert "ready to accept connections" in written
    assert canaries.found_in(written.encode(), searched=seen.searched) == []


def test_the_list_of_running_statements_shows_neither_canary_nor_mailbox(seen):
    assert (seen.staged.sessions, seen.sealed.sessions) == ([], [])


def test_no_new_row_of_any_table_holds_a_time_of_the_day(seen):
    assert seen.staged.times_in_new_rows == []


def test_until_the_sealing_only_the_journal_and_the_staging_tables_know_the_time(seen):
    assert set(seen.staged.times_in_files) <= {JOURNAL}
    touched = {name for name in seen.staged.touched_then if not name.startswith("data/blobs")}
    assert touched <= {
        JOURNAL, "intake_staged", "intake_stagedletter", "intake_draft", "intake_blob",
        "intake_equalitypool",
    }  # fmt: skip


def test_after_the_sealing_only_the_journal_knows_the_time(seen):
    assert set(seen.sealed.times_in_files) <= {JOURNAL}
    assert set(seen.sealed.touched_then) <= {JOURNAL}


@pytest.mark.scenario("SC-03", part="no-order")
def test_once_the_journal_is_forgotten_nothing_at_all_knows_the_time(seen):
    assert (seen.forgotten.times_in_files, seen.forgotten.touched_then) == ([], [])


def test_the_database_counts_nothing_that_the_report_site_writes(site, seen):
    counted = site.rows(
        "select relname, n_tup_ins from pg_stat_user_tables"
        " where relname in ('intake_staged', 'intake_stagedletter')"
    )
    assert sorted(counted) == [("intake_staged", 0), ("intake_stagedletter", 0)]


def test_the_search_finds_what_is_kept_in_clear_or_in_any_encoding(site, seen):
    before = looking.dump(site)
    window = seen.planted.window
    with planting.hidden(site, at=window.first):
        found = looking.look(site, searched=seen.searched, before=before, window=window)
    tables = {line.partition(":")[0].removeprefix("public.") for line in found.tables}
    files = {line.partition(":")[0] for line in found.files}
    assert tables == {*planting.HIDDEN}
    assert {*planting.HIDDEN, JOURNAL} <= files
    assert [line.partition(":")[0] for line in found.times_in_new_rows] == ["public.hidden_time"]
    assert "hidden_time" in found.times_in_files


def test_the_report_site_answers_words_that_open_nothing_as_it_answers_words_out_of_order(
    site, seen
):
    reporter = Reporter(port=site.port)
    unknown = " ".join(words.generate(count=words.MAILBOX_WORDS))
    wrong = " ".join(reversed(seen.planted.words.split()))
    answers = {said: reporter.open(said) for said in (unknown, wrong)}
    reporter.hang_up()
    assert {answer.status for answer in answers.values()} == {200}
    assert "These words open nothing" in answers[wrong].text
    assert len({answer.page.replace(said, "") for said, answer in answers.items()}) == 1


def test_the_size_of_what_is_staged_tells_only_a_rough_class_of_length(site, seen):
    earlier = {box for (box,) in site.rows("select mailbox_hash from intake_staged")}
    for length in (1, 60, 700, 1_200, 3_600, 5_000, 16_000):
        crowd.send(crowd.ready(port=site.port, story="a" * length), story="")
    staged = site.rows("select mailbox_hash, length(package::text) from intake_staged")
    sizes = Counter(size for box, size in staged if box not in earlier)
    assert sizes == {package.SMALLEST_PACKAGE: 6, 2 * package.SMALLEST_PACKAGE: 1}


@pytest.mark.parametrize("path", [*PAGES, "/keys", "/log/checkpoint", "/leave/", "/not-there"])
def test_every_page_of_the_report_site_is_kept_nowhere_and_sets_nothing(site, path):
    reporter = Reporter(port=site.port)
    headers = reporter.get(path).headers
    reporter.hang_up()
    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Content-Security-Policy"].startswith("default-src 'none'; style-src 'self'")
    assert "script-src" not in headers["Content-Security-Policy"]
    assert [name for name in headers if name.lower() in LOOSE] == []


def test_every_page_a_report_passes_through_is_kept_nowhere_and_sets_nothing(site):
    reporter = Reporter(port=site.port)
    passed = [reporter.get("/"), reporter.get("/report/"), *reporter.steps(), reporter.send()]
    reporter.hang_up()
    assert len(passed) == reporters.REQUESTS
    assert {answer.status for answer in passed} == {200}
    assert {answer.headers["Cache-Control"] for answer in passed} == {"no-store"}
    assert [name for one in passed for name in one.headers if name.lower() in LOOSE] == []


@pytest.mark.parametrize("path", PAGES)
def test_no_page_of_the_report_site_names_an_address_elsewhere(site, path):
    reporter = Reporter(port=site.port)
    page = reporter.get(path).page
    reporter.hang_up()
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    addresses = [
        value
        for element in tree.iter()
        for name, value in element.items()
        if name in {"href", "src", "action", "srcset", "formaction", "poster", "data"}
    ]
    assert addresses
    assert [one for one in addresses if not one.startswith(("/", "#")) or one[:2] == "//"] == []


def test_no_style_sheet_loads_anything_from_elsewhere(site):
    reporter = Reporter(port=site.port)
    sheets = re.findall(r'<link rel="stylesheet" href="([^"]+)"', reporter.get("/").page)
    texts = [reporter.get(sheet).page for sheet in sheets]
    reporter.hang_up()
    assert len(texts) >= 3
    elsewhere = r"@import|url\(\s*[\"']?(?:[a-z]+:)?//"
    assert [found for text in texts for found in re.findall(elsewhere, text)] == []
