"""Every sentence of the report site can be translated, and what is translated fits its page."""

import pathlib
import re

import pytest
import unmarked

from candour.ops import translations
from candour.ops.bootstrap import ROOT
from candour.sites.languages import LANGUAGES

TRANSLATED = [language for language in LANGUAGES if language.code in translations.CODES]
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
# What staff and their tables call things; no page of the report site shows it.
FOR_STAFF = {"actions", "management", "migrations", "models", "policy.py", "queries.py"}
MODULES = [
    path
    for path in sorted((translations.SOURCE / "intake").rglob("*.py"))
    if FOR_STAFF.isdisjoint(path.relative_to(translations.SOURCE).parts)
]


def name(path: pathlib.Path) -> str:
    return path.relative_to(translations.SOURCE).as_posix()


def texts(message, attribute):
    value = getattr(message, attribute)
    return [value] if isinstance(value, str) else list(value)


def messages(code):
    return [message for message in translations.read(code) if message.id]


def is_translated(message):
    return all(texts(message, "string"))


def is_marked(message):
    return translations.TO_BE_REVIEWED in message.user_comments


def key(message):
    return (message.id, message.context)


def test_every_language_but_english_has_a_file_of_translations():
    assert [language.code for language in TRANSLATED] == [one.code for one in LANGUAGES[1:]]


@pytest.mark.parametrize("code", translations.CODES)
def test_the_file_holds_the_sentences_of_today_and_no_others(code):
    kept = {key(message) for message in messages(code)}
    today = {key(message) for message in translations.gathered() if message.id}

    assert (today - kept, kept - today) == (set(), set()), "translations extract renews the file"


@pytest.mark.parametrize("code", translations.CODES)
def test_most_sentences_are_translated_and_each_is_counted(code):
    found = messages(code)
    done = [message for message in found if is_translated(message)]
    missing = [message.id for message in found if not is_translated(message)]

    assert len(done) + len(missing) == len(found)
    assert len(done) >= 0.9 * len(found), missing


@pytest.mark.parametrize("language", TRANSLATED, ids=lambda language: language.code)
def test_a_language_is_called_reviewed_only_when_every_sentence_has_been(language):
    found = messages(language.code)
    open_ones = [one for one in found if not is_translated(one) or is_marked(one)]

    assert language.is_reviewed == (not open_ones)


@pytest.mark.parametrize("language", TRANSLATED, ids=lambda language: language.code)
def test_no_translation_is_marked_for_review_that_is_not_there(language):
    marked = [message for message in messages(language.code) if is_marked(message)]

    assert [message.id for message in marked if not is_translated(message)] == []


@pytest.mark.parametrize("code", translations.CODES)
def test_a_translation_has_the_placeholders_of_its_sentence(code):
    done = [message for message in messages(code) if is_translated(message)]
    wrong = [
        message.id
        for message in done
        for said in texts(message, "string")
        if sorted(PLACEHOLDER.findall(said))
        != sorted(PLACEHOLDER.findall(texts(message, "id")[-1]))
    ]

    assert wrong == []


@pytest.mark.parametrize("code", translations.CODES)
def test_a_translation_ends_as_its_sentence_does(code):
    done = [message for message in messages(code) if is_translated(message)]
    ends = [(texts(one, "id")[0][-1], texts(one, "string")[0][-1]) for one in done]

    assert [pair for pair in ends if (pair[0] in ".?!:") and pair[0] != pair[1]] == []


@pytest.mark.parametrize("path", translations.templates(), ids=name)
def test_a_template_of_the_report_site_shows_no_english_of_its_own(path):
    assert list(unmarked.in_template(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_form_of_the_report_site_shows_no_english_of_its_own(path):
    assert list(unmarked.in_python(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("path", translations.templates(), ids=name)
def test_no_address_in_a_template_leaves_the_language_of_its_page(path):
    written = re.findall(r'(?:href|action)="(/[^"]*)"', path.read_text(encoding="utf-8"))

    # Components keep an address within the language; plain HTML asks for it by its name.
    tags = re.findall(r"{%.*?%}", path.read_text(encoding="utf-8"), re.DOTALL)
    kept = {address for tag in tags for address in re.findall(r'"(/[^"]*)"', tag)}
    assert [address for address in written if address not in kept] == []


@pytest.mark.parametrize(
    ("planted", "found"),
    [
        ("<p>Plain words</p>", "Plain words"),
        ('<nav aria-label="Plain words"></nav>', "Plain words"),
        ('{% button "Plain words" name="go" value="next" %}', "Plain words"),
        ('{% details summary="Plain words" %}{% enddetails %}', "Plain words"),
        ('{{ letter.is_mine|yesno:"You wrote,They wrote" }}', "You wrote,They wrote"),
    ],
)
def test_english_that_is_not_marked_in_a_template_is_found(planted, found):
    assert list(unmarked.in_template(planted)) == [found]


@pytest.mark.parametrize(
    "planted",
    [
        '<p>{% translate "Plain words" %}</p>',
        "<p>{% blocktranslate %}Plain {{ words }}{% endblocktranslate %}</p>",
        '{% button _("Plain words") name="go" value="next" %}',
        '<pre translate="no">plain words</pre>{# plain words #}',
        '<a href="{% url "start" %}" class="govuk-link">{{ text }}</a>',
    ],
)
def test_what_is_marked_or_is_no_language_is_not_found(planted):
    assert list(unmarked.in_template(planted)) == []


@pytest.mark.parametrize(
    "planted",
    [
        'CharField(label="Plain words")',
        'CharField(error_messages={"required": "Plain words"})',
        'ChoiceField(choices=[("no", "Plain words")])',
        'form.add_error("text", "Plain words")',
        'Said(title=f"Plain words {body}")',
    ],
)
def test_english_that_is_not_marked_in_python_is_found(planted):
    assert [said.strip() for said in unmarked.in_python(planted)] == ["Plain words"]


def test_extracting_keeps_translations_and_marks(tmp_path):
    place = tmp_path / "cy" / "LC_MESSAGES"
    place.mkdir(parents=True)
    (place / "django.po").write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
        '# to be reviewed\nmsgid "Try again"\nmsgstr "Eto"\n\nmsgid "Gone"\nmsgstr "Wedi mynd"\n'
    )

    translations.renew("cy", folder=tmp_path)

    kept = {message.id: message for message in translations.read("cy", folder=tmp_path)}
    assert kept["Try again"].string == "Eto"
    assert is_marked(kept["Try again"])
    assert "Gone" not in kept
    assert kept["Leave this page"].string == ""


def test_extracting_twice_changes_nothing(tmp_path):
    translations.renew("cy", folder=tmp_path)
    first = (tmp_path / "cy" / "LC_MESSAGES" / "django.po").read_bytes()

    translations.renew("cy", folder=tmp_path)

    assert (tmp_path / "cy" / "LC_MESSAGES" / "django.po").read_bytes() == first


@pytest.mark.parametrize("code", translations.CODES)
def test_set_up_has_compiled_every_language(code):
    compiled = translations.BUILT / code / "LC_MESSAGES" / "django.mo"

    assert b"Gadael y dudalen hon" in compiled.read_bytes()


def test_the_compiled_translations_are_never_kept_in_the_repository():
    assert [path.name for path in (ROOT / "src").rglob("*.mo")] == []
