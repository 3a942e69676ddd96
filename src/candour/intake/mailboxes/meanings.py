"""What each word of a decision means, in words for whoever reported: every code of the law file."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise

# Each code with what it is called and what it means.
RESULTS: Mapping[str, tuple[Text, Text]] = {
    "resolved": (_("Resolved"), _("It was put right, and there was no need to look further.")),
    "not_resolved": (
        _("Not resolved"),
        _("It could not be put right, and the police do no more. You can ask why."),
    ),
    "service_acceptable": (
        _("The service was good enough"),
        _("The police think that they did what they should. It does not say that you lied."),
    ),
    "service_not_acceptable": (
        _("The service was not good enough"),
        _("The police should have done better. They say what they will change."),
    ),
    "unable_to_determine": (
        _("It could not be found out"),
        _("There was not enough to show it one way or the other."),
    ),
    "no_further_action": (
        _("No more is done"),
        _("The police end it here. The letter must tell you why."),
    ),
    "withdrawn": (_("Taken back"), _("You asked for it to end, and it ended.")),
    "discontinued": (
        _("Ended before the end"),
        _("The police stopped before all was looked into. The letter must tell you why."),
    ),
    "case_to_answer_gross_misconduct": (
        _("A case to answer: gross misconduct"),
        _("There is enough to ask at a hearing if they should lose their job."
          " It is not proved yet."),
    ),
    "case_to_answer_misconduct": (
        _("A case to answer: misconduct"),
        _("There is enough to ask at a meeting or a hearing if they broke the rules."
          " It is not proved yet."),
    ),
    "no_case_to_answer": (
        _("No case to answer"),
        _("There is not enough to ask that question. It does not say that you lied."),
    ),
}  # fmt: skip
FINDINGS: Mapping[str, tuple[Text, Text]] = {
    "gross_misconduct": (
        _("Gross misconduct proved"),
        _("They broke the rules so badly that they can lose their job."),
    ),
    "misconduct": (_("Misconduct proved"), _("They broke the rules of the police.")),
    "not_misconduct": (
        _("Not misconduct"),
        _("The people who heard it do not think that the rules were broken."),
    ),
    "proceedings_ended": (
        _("The hearing was called off"),
        _("Nobody will decide it at a hearing. Two people had to agree, and you can ask why."),
    ),
}
SANCTIONS: Mapping[str, tuple[Text, Text]] = {
    "written_warning": (
        _("A written warning"),
        _("It is kept in their file for a time, and counts if it happens again."),
    ),
    "final_written_warning": (
        _("A final written warning"),
        _("It is kept in their file for longer. If it happens again they can lose their job."),
    ),
    "reduction_in_rank": (_("A lower rank"), _("They have less power at work, and less pay.")),
    "dismissal_without_notice": (
        _("They lost their job"),
        _("They left the police at once. No police force may take them back."),
    ),
    "would_have_been_dismissed": (
        _("They would have lost their job"),
        _("They had left the police before. No police force may take them back."),
    ),
    "no_disciplinary_action": (
        _("No penalty"),
        _("It was proved, and nothing follows for them. The letter must tell you why."),
    ),
    "to_reflective_practice": (
        _("They must think about what they did"),
        _("They talk about it with their manager and learn from it. It is no penalty."),
    ),
}  # fmt: skip
# Of people who work for the police and are no officers.
STAFF: Mapping[str, tuple[Text, Text]] = {
    "staff_advice": (_("Advice"), _("Their manager told them what to do better.")),
    "staff_first_warning": (
        _("A first written warning"),
        _("It is kept in their file for a time, and counts if it happens again."),
    ),
    "staff_final_warning": (
        _("A last written warning"),
        _("It is kept in their file for longer. If it happens again they can lose their job."),
    ),
    "staff_demotion": (_("A lower job"), _("They have less power at work, and less pay.")),
    "staff_dismissed_with_notice": (
        _("They lose their job in some weeks"),
        _("They work until then, or stay at home until then."),
    ),
    "staff_dismissed": (
        _("They lost their job at once"),
        _("They left the police at once. No police force may take them back."),
    ),
}
EVERY: Mapping[str, tuple[Text, Text]] = {**RESULTS, **FINDINGS, **SANCTIONS, **STAFF}
