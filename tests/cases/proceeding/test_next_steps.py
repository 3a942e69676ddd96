"""Next steps: where a case stands, whose its days are, what may follow, on which footing."""

import taking


def test_recording_writes_the_first_steps(case):
    assert taking.steps(case) == ["log", "record"]
    assert taking.state(case) == "recorded"


def test_the_page_says_where_it_stands_and_whose_the_days_are(visit, case):
    page = visit("desk").get(f"/cases/{case}/next/")

    assert page.status == 200
    assert "Recorded, since" in page.text
    assert "Each day now belongs to: Appropriate authority." in page.text
