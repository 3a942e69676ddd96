"""She asks on her own page to have look-ups watched, and ends it there with all she gave."""

import pytest

from candour.intake.models import WatchedTerms

TYPED = {
    "name": "Ann Oxley-Example",
    "born": "17/05/1990",
    "address": "14 Mill Lane",
    "postcode": "NF4 7QT",
    "vehicles": "AB12 CDE",
    "phones": "",
    "cases": "",
}


@pytest.mark.scenario("SC-27", part="consent")
def test_she_starts_watching_on_her_page_and_ends_it_there(visitor) -> None:
    visitor.act("watch_look_ups", what="start", tells_force="no", **TYPED)
    assert "From tonight we watch who looks you up" in visitor.text
    visitor.seal()
    (watched,) = WatchedTerms.objects.all()
    assert watched.report_id == visitor.sent.file
    assert b"Oxley" not in bytes(watched.ciphertext)

    visitor.open()
    visitor.act("watch_look_ups", what="stop")
    assert "what you gave us is erased" in visitor.text
    visitor.seal()

    assert not WatchedTerms.objects.exists()


def test_what_she_mistypes_is_kept_and_said(visitor) -> None:
    visitor.act("watch_look_ups", what="start", **(TYPED | {"born": "May 1990"}))

    assert "Write the date like 17/05/1990" in visitor.text
    assert "Choose yes or no" in visitor.text
    assert "AB12 CDE" in visitor.page
    assert not WatchedTerms.objects.exists()
