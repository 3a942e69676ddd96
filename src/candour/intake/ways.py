"""What a way in is: how a reporter chooses it, which pages it has, and where it leads."""

import dataclasses

from candour.intake.texts import Text

YOU, OTHERS, ELSE = "you", "others", "else"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """One way in: how a reporter chooses it, which pages it has, and where it leads.

    `is_chosen` is false for reports that are made otherwise than from the first page; `becomes`
    names the route that a report counts under once it is sent outside the force.
    """

    label: Text
    order: int
    hint: Text = ""
    group: str = ELSE
    pages: tuple[str, ...] = ()
    goes_outside: bool = False
    becomes: str = ""
    is_chosen: bool = True
    # What it tells of who reports, where no page asks.
    kind: str = "not_said"
    # Somebody else than the reporter knows her words, so the first visit replaces them.
    must_change: bool = False
    # Said above the first question, in place of the story's own question, and after sending.
    intro: Text = ""
    story: Text = ""
    kept: Text = ""
    after: tuple[Text, ...] = ()
