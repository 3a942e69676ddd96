"""What the full counts showed is written down as it was, the failures too."""

import pathlib

from candour.ops.docs import full_counts

RESULTS = """<testsuites><testsuite name="pytest">
<testcase classname="tests.proof.test_b" name="test_it_is_quick" time="30.0">
<properties><property name="p95_ms" value="84.0"/></properties></testcase>
<testcase classname="tests.proof.test_a" name="test_nothing_is_lost[200]" time="60">
<failure message="no"/></testcase>
<testcase classname="tests.proof.test_c" name="test_on_spark" time="0"><skipped message="no"/>
</testcase></testsuite></testsuites>"""


def written(folder: pathlib.Path) -> str:
    results, page = folder / "proof.xml", folder / "proof.md"
    results.write_text(RESULTS)
    full_counts.write(results=results, to=page)
    return page.read_text()


def test_each_claim_stands_with_how_it_ended_and_what_was_measured(tmp_path):
    page = written(tmp_path)

    assert "| test_b | it is quick | held | 30.0 s | p95 ms 84.0 |" in page
    assert "| test_a | nothing is lost[200] | failed | 60.0 s |  |" in page
    assert "| test_c | on spark | left out | 0.0 s |  |" in page


def test_the_page_says_how_many_held_and_how_many_did_not(tmp_path):
    said = " ".join(written(tmp_path).split())
    assert "from 1.5 minutes of tests: 1 held, 1 did not, 1 were left out." in said
