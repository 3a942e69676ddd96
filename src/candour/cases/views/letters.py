"""Letters: what the reporter wrote, what was written to her, and the next one."""

import uuid

from django.http import HttpResponse
from django.views.decorators.debug import sensitive_post_parameters

from candour.cases import page
from candour.cases.actions.write_to_reporter import NoReporter, write_to_reporter
from candour.cases.answering.actions.carry_letters import carry_letters
from candour.cases.forms.steps import Letter
from candour.cases.queries import letters as letter_queries
from candour.guard.requests import StaffRequest, signed_in


@sensitive_post_parameters()
@signed_in
def letters(request: StaffRequest, file: uuid.UUID) -> HttpResponse:
    vault = page.vault_for_case(request, file)
    carry_letters(file=file, vault=vault, by=request.actor, at=request.at)
    found = letter_queries.letters_page(file=file, vault=vault, by=request.actor, at=request.at)
    form = Letter(request.POST or None)
    if request.method == "POST" and found.head.can_change and form.is_valid():
        try:
            write_to_reporter(
                file=file,
                text=form.cleaned_data["text"],
                counts_as=form.cleaned_data["counts_as"],
                by=request.actor,
                at=request.at,
            )
        except NoReporter as refusal:
            form.add_error(None, page.words_of(refusal))
        else:
            return page.go("letters", file)
    return page.show(request, "letters", head=found.head, section="letters", found=found, form=form)
