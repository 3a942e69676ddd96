"""A legal hold keeps her report, and never her: she may still shut her mailbox for ever."""

import legal_holds
from candour.guard.models import SealedItem
from candour.intake.models import Report, ReporterEvent
from cast import NOW


def test_words_are_burnt_under_a_hold_and_the_report_stays(world, visitor):
    report = Report.objects.get()
    legal_holds.of_body(
        organisation=report.organisation_id,
        body=world.organisations["Eastmarch Constabulary"],
        from_on=NOW.date(),
    )
    visitor.act("burn_words", burn="yes")
    visitor.press("do", burn="yes")
    visitor.seal()
    visitor.open()
    assert "These words open nothing" in visitor.text
    assert [one.kind for one in ReporterEvent.objects.all()] == ["words_burnt"]
    kept = SealedItem.objects.filter(file_id=report.file_id, kind="narrative")
    assert [bool(item.ciphertext) for item in kept] == [True]
