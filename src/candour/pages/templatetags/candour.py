"""Every component of the pages as a template tag; the HTML stands in candour/components/."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms, template
from django.forms.renderers import get_default_renderer
from django.template import loader
from django.urls import get_script_prefix
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from candour.pages import charts, fields, figures, tables, wording
from candour.pages.wording import Number, Unit

register = template.Library()

# Where "Leave this page" leads unless the deployment says otherwise: dull, quick and innocent.
ELSEWHERE = "https://www.bbc.co.uk/weather"
JOURNEY = "journey"
GO = "go"
# Answers are checked on the server, which says what is wrong; browsers must not cut them short.
_NOT_WRITTEN = frozenset(
    {"class", "required", "maxlength", "minlength", "min", "max", "step", "cols"}
)


def _component(component: str, /, **context: object) -> SafeString:
    return SafeString(loader.get_template(f"candour/components/{component}.html").render(context))


def _within(address: str) -> str:
    """Keep an address of the site within the language of the page it stands on."""
    prefix = get_script_prefix()
    is_outside = not address.startswith("/") or address.startswith((prefix, "//"))
    return address if is_outside else prefix + address[1:]


# --- The page's frame -------------------------------------------------------------------------


@register.simple_tag
def first_page() -> str:
    return get_script_prefix()


@register.simple_tag
def leave_this_page(url: str = "") -> SafeString:
    return _component("leave_this_page", url=url or ELSEWHERE)


@register.simple_tag
def service_navigation(items: Sequence[object], *, label: str = "Menu") -> SafeString:
    return _component("service_navigation", items=items, label=label)


@register.simple_tag
def sub_navigation(items: Sequence[object], *, label: str = "This section") -> SafeString:
    return _component("sub_navigation", items=items, label=label)


@register.simple_tag
def identity_bar(identity: object, *, label: str = "This case") -> SafeString:
    return _component("identity_bar", identity=identity, label=label)


@register.simple_tag
def contents(items: Sequence[object], *, title: str = "On this page", level: int = 2) -> SafeString:
    return _component("contents", items=items, title=title, level=level)


@register.simple_tag
def pagination(*, current: int, pages: int, address: str, label: str = "Pages") -> SafeString:
    if pages <= 1:
        return SafeString("")
    near = {1, pages, *range(max(1, current - 1), min(pages, current + 1) + 1)}
    numbers: list[int | None] = []
    for number in sorted(near):
        if numbers and number != (numbers[-1] or 0) + 1:
            numbers.append(None)
        numbers.append(number)
    return _component(
        "pagination",
        numbers=numbers,
        current=current,
        address=address,
        label=label,
        previous=current - 1 if current > 1 else None,
        next=current + 1 if current < pages else None,
    )


# --- Forms ------------------------------------------------------------------------------------


@register.simple_tag
def error_summary(*bound: Any, title: str = "") -> SafeString:
    errors = [error for form in bound if form for error in _errors(form)]
    return _component("error_summary", errors=errors, title=title or _("There is a problem"))


@register.simple_tag
def field(bound: forms.BoundField, *, heading: bool = False) -> SafeString:
    context = {"field": bound, "heading": heading}
    return SafeString(get_default_renderer().render(bound.template_name, context))


@register.simple_block_tag
def journey(
    content: str, *, identifier: str = JOURNEY, action: str = "", has_files: bool = False
) -> SafeString:
    return _component(
        "journey",
        content=content,
        identifier=identifier,
        action=_within(action) if action else "",
        has_files=has_files,
    )


@register.simple_tag
def button(
    text: str, *, name: str = "", value: str = "", kind: str = "", form: str = "", hidden: str = ""
) -> SafeString:
    return _component(
        "button", text=text, name=name, value=value, kind=kind, form=form, hidden=hidden
    )


@register.simple_tag
def link_button(text: str, *, href: str, kind: str = "") -> SafeString:
    return _component("link_button", text=text, href=_within(href), kind=kind)


@register.simple_block_tag
def button_group(content: str) -> SafeString:
    return _component("button_group", content=content)


@register.simple_tag
def back_button(*, text: str = "", value: str = "back", form: str = JOURNEY) -> SafeString:
    return _component("back_button", text=text or _("Back"), name=GO, value=value, form=form)


@register.simple_tag
def back_link(href: str, *, text: str = "") -> SafeString:
    return _component("back_link", href=_within(href), text=text or _("Back"))


@register.simple_block_tag
def filter_bar(
    content: str,
    *,
    action: str = "",
    method: str = "get",
    label: str = "Filter",
    apply: str = "Apply filters",
    clear_href: str = "",
) -> SafeString:
    return _component(
        "filter_bar",
        content=content,
        action=action,
        method=method,
        label=label,
        apply=apply,
        clear_href=clear_href,
    )


# --- Words on the page ------------------------------------------------------------------------


@register.simple_block_tag
def details(content: str, summary: str, *, is_open: bool = False) -> SafeString:
    return _component("details", content=content, summary=summary, is_open=is_open)


@register.simple_block_tag
def inset(content: str) -> SafeString:
    return _component("inset", content=content)


@register.simple_tag
def warning(text: str) -> SafeString:
    return _component("warning", text=text)


@register.simple_block_tag
def banner(content: str, *, title: str = "", is_success: bool = False) -> SafeString:
    return _component(
        "banner", content=content, title=title or _("Important"), is_success=is_success
    )


@register.simple_block_tag
def panel(content: str, title: str) -> SafeString:
    return _component("panel", content=content, title=title, kind="confirmation")


@register.simple_block_tag
def interruption(content: str, title: str) -> SafeString:
    return _component("panel", content=content, title=title, kind="interruption")


@register.simple_block_tag
def letter(content: str, *, label: str = "") -> SafeString:
    return _component("letter", content=content, label=label)


@register.simple_tag
def words(secret: str, *, label: str = "") -> SafeString:
    return _component("words", words=secret.split(), label=label or _("Your words"))


@register.simple_tag
def code_block(text: str, *, label: str) -> SafeString:
    return _component("code_block", text=text, label=label)


@register.simple_tag
def tag(text: str, *, colour: str = "") -> SafeString:
    return _component("tag", text=text, colour=colour)


# --- Things in order --------------------------------------------------------------------------


@register.simple_block_tag
def summary(content: str) -> SafeString:
    return _component("summary", content=content)


@register.simple_block_tag
def row(
    content: str,
    key: str,
    *,
    go: str = "",
    href: str = "",
    action: str = "",
    hidden: str = "",
) -> SafeString:
    return _component(
        "row",
        content=content,
        key=key,
        go=go,
        href=href,
        action=action or _("Change"),
        hidden=hidden or key,
        name=GO,
        form=JOURNEY,
    )


@register.simple_block_tag
def card(
    content: str,
    title: str,
    *,
    level: int = 2,
    go: str = "",
    href: str = "",
    action: str = "",
) -> SafeString:
    return _component(
        "card",
        content=content,
        title=title,
        level=level,
        go=go,
        href=href,
        action=action or _("Change"),
        name=GO,
        form=JOURNEY,
    )


@register.simple_tag
def tasks(items: Sequence[object], *, prefix: str = "task") -> SafeString:
    return _component("tasks", tasks=items, prefix=prefix)


@register.simple_tag
def timeline(events: Sequence[object], *, level: int = 2) -> SafeString:
    return _component("timeline", events=events, level=level)


@register.simple_tag
def messages(items: Sequence[object], *, label: str = "") -> SafeString:
    return _component("messages", messages=items, label=label or _("Messages"))


@register.simple_tag
def progress(value: int, *, maximum: int, label: str, identifier: str = "progress") -> SafeString:
    return _component("progress", value=value, maximum=maximum, label=label, identifier=identifier)


# --- Figures ----------------------------------------------------------------------------------


@register.simple_tag
def data_table(
    table: tables.Table, *, size: str = "m", if_empty: str = "There is nothing to show."
) -> SafeString:
    return _component(
        "data_table",
        table=table,
        rows=_cells(table),
        caption_class=f"govuk-table__caption govuk-table__caption--{size}",
        if_empty=if_empty,
    )


@register.simple_tag
def chart(figure: figures.Figure, *, if_empty: str = "There is nothing to show.") -> SafeString:
    table = tables.beside(figure)
    return _component(
        "chart",
        figure=figure,
        drawing=charts.drawing(figure) if table.rows else "",
        table=table,
        rows=_cells(table),
        caption_class="govuk-visually-hidden",
        if_empty=if_empty,
    )


@register.filter
def grouped(value: Number | None, digits: int = 0) -> str:
    return "" if value is None else wording.grouped(value, digits=digits)


@register.filter
def percent(value: Number | None, digits: int = 1) -> str:
    return wording.measured(value, unit=Unit.PERCENT, digits=digits)


@register.filter
def day(value: datetime.date | None) -> str:
    return "" if value is None else wording.day(value)


@register.filter(expects_localtime=True)
def moment(value: datetime.date | None) -> str:
    return "" if value is None else wording.moment(value)


@register.filter(expects_localtime=True)
def machine_time(value: datetime.date | None) -> str:
    if isinstance(value, datetime.datetime):
        return value.isoformat(timespec="minutes")
    return "" if value is None else value.isoformat()


# --- What the widgets' own templates ask -----------------------------------------------------


@register.filter
def own_attributes(attributes: Mapping[str, Any]) -> list[tuple[str, Any]]:
    return [
        (name, value)
        for name, value in attributes.items()
        if value is not False and name not in _NOT_WRITTEN
    ]


@register.filter
def is_invalid(attributes: Mapping[str, Any]) -> bool:
    return attributes.get("aria-invalid") == "true"


def _errors(form: forms.BaseForm) -> list[dict[str, object]]:
    found: list[dict[str, object]] = [
        {"target": "", "message": message} for message in form.non_field_errors()
    ]
    for bound in form:
        target = "" if bound.is_hidden else fields.error_target(bound)
        found += [{"target": target, "message": message} for message in bound.errors]
    return found


def _cells(table: tables.Table) -> list[list[dict[str, object]]]:
    numeric = [column.is_numeric for column in table.columns]
    return [
        [
            {"content": content, "is_numeric": is_numeric}
            for content, is_numeric in zip(cells, numeric, strict=True)
        ]
        for cells in table.rows
    ]
