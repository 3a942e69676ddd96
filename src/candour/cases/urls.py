"""Addresses of case work."""

from django.urls import include, path, re_path

from candour.cases.answering import views as answering
from candour.cases.custody import views as custody
from candour.cases.lookers import views as lookers
from candour.cases.releasing import views as releasing
from candour.cases.views import (
    case,
    handling,
    letters,
    lists,
    outcome,
    referral,
    reports,
    screening,
    severity,
)
from candour.cases.walling import outside_views, who_views
from candour.cases.walling import views as walling

CASE = "cases/<uuid:file>/"
REPORT = "reports/<uuid:file>/"
# A report or a case: what may be noted on either.
FILE = "files/<uuid:file>/"
ALLEGATION = f"{CASE}severity/<uuid:allegation>/"

urlpatterns = [
    path("", lists.home, name="home"),
    path("cases/", lists.cases, name="cases"),
    path("cases/export/", lists.export, name="cases-export"),
    path("reports/<uuid:file>/", reports.report, name="report"),
    path("reports/<uuid:file>/record/", reports.record, name="report-record"),
    path("attachments/<uuid:file>/", include("candour.cases.attachment_urls")),
    path(f"{REPORT}answer/", answering.answer, name="report-answer"),
    path(f"{REPORT}pass-on/", answering.pass_on, name="report-pass-on"),
    path(f"{REPORT}reopen/", answering.reopen, name="report-reopen"),
    path(f"{FILE}advice/", answering.advice, name="file-advice"),
    path(f"{FILE}watch/", answering.watch, name="file-watch"),
    path(f"{FILE}watch/<uuid:watch>/", answering.settle, name="file-settle"),
    path("chased/", answering.chased, name="chased"),
    path("managers/", answering.managers, name="managers"),
    path("solved-outside/", answering.solved_outside, name="solved-outside"),
    path("custody/", custody.asked, name="custody"),
    path("custody/urgent/", custody.find, name="custody-find"),
    path("custody/asked/<uuid:ask>/", custody.ask, name="custody-ask"),
    path(f"{CASE}custody/", custody.case, name="case-custody"),
    path(f"{CASE}custody/recover/", custody.recover, name="case-custody-recover"),
    path(f"{CASE}custody/urgent/", custody.urgent, name="case-custody-urgent"),
    path(f"{CASE}custody/export/", custody.export, name="case-custody-export"),
    path(f"{CASE}custody/remove/<uuid:account>/", custody.remove, name="case-custody-remove"),
    path(f"{CASE}custody/seal-again/", custody.seal_again, name="case-custody-seal-again"),
    path(f"{CASE}custody/split/", custody.split, name="case-custody-split"),
    path(f"{CASE}custody/harm/<uuid:request_id>/", custody.harm, name="case-custody-harm"),
    path(f"{CASE}custody/review/<uuid:test>/", custody.review, name="case-custody-review"),
    path("names/", releasing.asked, name="names"),
    path("names/<uuid:ask>/", releasing.answer, name="name-answer"),
    path("names/shown/<uuid:answer>/", releasing.shown, name="name-shown"),
    path(f"{CASE}names/", releasing.case, name="case-names"),
    re_path(r"^handed-on/(?P<what>report|case)/$", reports.handed_on, name="handed-on"),
    path("", include("candour.cases.parties.urls")),
    path("", include("candour.cases.disclosure.urls")),
    path("", include("candour.cases.proceeding.urls")),
    path("", include("candour.cases.work.urls")),
    path("", include("candour.cases.papers.urls")),
    path("", include("candour.cases.crime.urls")),
    path("", include("candour.cases.grievances.urls")),
    path("", include("candour.cases.diary.urls")),
    path("", include("candour.cases.seeking.urls")),
    path("looks/", lookers.looks, name="looks"),
    path("looks/<uuid:alarm>/", lookers.alarm, name="look-alarm"),
    path("looked/", lookers.looked, name="looked"),
    path(f"{FILE}inquiries/<uuid:inquiry>/", lookers.inquiry, name="look-inquiry"),
    path(f"{CASE}ask/", lookers.ask, name="case-ask"),
    path(f"{CASE}asked/<uuid:asked>/", lookers.asked, name="case-asked"),
    path(f"{CASE}looks/", lookers.case_looks, name="case-looks"),
    path(f"{CASE}looks/withhold/", lookers.withhold, name="case-withhold"),
    path(f"{CASE}looks/<uuid:withholding>/", lookers.review, name="case-withheld"),
    path(CASE, case.overview, name="case-overview"),
    path(f"{CASE}take-on/", handling.taking_on, name="case-take-on"),
    path(f"{CASE}words/", case.words, name="case-words"),
    path(f"{CASE}timeline/", case.timeline, name="case-timeline"),
    path(f"{CASE}timeline/step/", handling.step, name="case-step"),
    path(f"{CASE}screening/", screening.screening, name="case-screening"),
    path(f"{CASE}screening/<uuid:suggestion>/", screening.decide, name="case-decide-link"),
    path(f"{CASE}screening/<uuid:described>/again/", screening.again, name="case-screen-again"),
    path(f"{CASE}severity/", severity.severity, name="case-severity"),
    path(f"{ALLEGATION}facts/", severity.on_facts, name="case-severity-facts"),
    path(f"{ALLEGATION}history/", severity.with_history, name="case-severity-history"),
    path(f"{CASE}referral/", referral.referral, name="case-referral"),
    path(f"{CASE}referral/answers/", referral.answer, name="case-referral-answers"),
    path(f"{CASE}referral/refer/", referral.refer, name="case-refer"),
    path(f"{CASE}allocation/", handling.allocation, name="case-allocation"),
    path(f"{CASE}walls/", walling.walls, name="case-walls"),
    path(f"{CASE}walls/<uuid:wall>/", walling.lift, name="case-lift-wall"),
    path(f"{CASE}other-force/", outside_views.other_force, name="case-other-force"),
    path(f"{CASE}other-force/hand-over/", outside_views.hand_over, name="case-hand-over"),
    path("who/", who_views.ask, name="who"),
    path(f"{CASE}who/", who_views.of_case, name="case-who"),
    path("asked/", outside_views.asked, name="asked"),
    path(f"{CASE}leave/", walling.leave, name="case-leave"),
    path(f"{CASE}declaration/", walling.declare, name="case-declare"),
    path(f"{CASE}letters/", letters.letters, name="case-letters"),
    path(f"{CASE}outcome/", outcome.outcome, name="case-outcome"),
    path(f"{CASE}outcome/<uuid:allegation>/", outcome.decide, name="case-decide-outcome"),
    path(f"{CASE}outcome/tell/", outcome.tell, name="case-tell"),
    path(f"{CASE}outcome/close/", outcome.close, name="case-close"),
]
