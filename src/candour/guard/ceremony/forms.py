"""Forms of a holder's own key, and of a first sign-in."""

from collections.abc import Sequence

from django import forms
from django.contrib.auth import password_validation
from django.core import signing

from candour.core import words
from candour.guard.models import Account

_BOX = {"spellcheck": "false", "autocapitalize": "none", "autocomplete": "off"}


def mark_of(*, phrase: Sequence[str], account: Account) -> str:
    """Return what shows later that these words were drawn here, for this account, not chosen."""
    return signing.Signer(salt=f"candour.words.{account.id}").signature(" ".join(phrase))


class SixWords(forms.CharField):
    """Six words of the list, however they are spaced and written."""

    def __init__(self, *, label: str, help_text: str = "") -> None:
        super().__init__(
            label=label,
            help_text=help_text,
            widget=forms.TextInput(attrs=_BOX),
            error_messages={"required": "Enter six words"},
        )

    def clean(self, value: object) -> tuple[str, ...]:
        typed = str(super().clean(value))
        try:
            return words.normalise(text=typed, count=words.VAULT_WORDS)
        except (words.UnknownWord, words.WrongNumberOfWords) as error:
            raise forms.ValidationError(str(error)) from None


class NewWords(forms.Form):
    """The new six words, typed back after they were shown."""

    mark = forms.CharField(widget=forms.HiddenInput)
    new = SixWords(label="The new six words", help_text="As you wrote them down.")

    def __init__(self, *args: object, account: Account, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type] # handed on as they came
        self.account = account

    def clean_new(self) -> tuple[str, ...]:
        typed: tuple[str, ...] = self.cleaned_data["new"]
        if mark_of(phrase=typed, account=self.account) != self.cleaned_data.get("mark"):
            message = "These are not the words that were shown. Look at your paper again."
            raise forms.ValidationError(message)
        return typed


class ChangedWords(NewWords):
    """The words a key has, and the new ones."""

    old = SixWords(label="The six words you use now")
    field_order = ("mark", "old", "new")


class FirstSignIn(forms.Form):
    """A set-up code, and the password its holder chooses."""

    username = forms.CharField(label="User name", widget=forms.TextInput(attrs=_BOX))
    code = forms.CharField(
        label="Set-up code",
        help_text="Six groups of four, such as ABCD-EFGH. It works once.",
        widget=forms.TextInput(attrs=_BOX),
    )
    password = forms.CharField(
        label="New password",
        help_text="14 characters or more. Three words that don't belong together will do.",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label="New password again",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        password_validation.validate_password(password)
        return password

    def clean(self) -> dict[str, object]:
        typed = super().clean() or {}
        if "password" in typed and typed.get("again") != typed["password"]:
            self.add_error("again", "The two passwords are not the same.")
        return typed
