"""The steps of custody as tests take them: each as the person's own role and vault."""

import datetime
import uuid

import story
from candour.cases.custody.actions import answer_ask, ask_custodians, take_keys
from candour.cases.custody.telling import Told
from candour.cases.models import CustodyAsk, CustodyRequest
from candour.guard.models import Account
from cast import NOW, World

TOLD = Told(
    reference="C-2222-2222", asked_by="Rosemary Pemberton", named="Grace Yeboah",
    words="Nobody who can read the case is left.",
)  # fmt: skip


class Hands:
    """Asks, gives, declines and takes, by user name."""

    def __init__(self, world: World, as_role) -> None:
        self.world, self.as_role = world, as_role

    def ask(
        self,
        file: uuid.UUID,
        *,
        kind: str = "recovery",
        purpose: str = "last_reader_gone",
        by: str = "authority",
        named: str = "outside-desk",
        hours: int | None = None,
    ) -> CustodyRequest:
        wish = ask_custodians.Wish(
            kind=kind, purpose=purpose, named=self.world.accounts[named], told=TOLD, hours=hours
        )
        who, vault = story.actor(by), story.vault_of(self.world, by)
        with self.as_role("casework", actor=who.account):
            return ask_custodians.ask_custodians(file=file, wish=wish, vault=vault, by=who, at=NOW)

    def urgently(self, file: uuid.UUID, *, hours: int = 4, **given: str) -> CustodyRequest:
        chosen = {"named": "external-investigator", "purpose": "danger", **given}
        return self.ask(file, kind="break_glass", hours=hours, **chosen)

    def ask_of(self, request: CustodyRequest, username: str) -> uuid.UUID:
        account = Account.objects.get(username=username).id
        return CustodyAsk.objects.get(request=request, account_id=account).id

    def answer(self, request: CustodyRequest, username: str, *, reason: str = "") -> None:
        self.answer_to(self.ask_of(request, username), username, reason=reason)

    def answer_to(self, ask: uuid.UUID, username: str, *, reason: str = "") -> None:
        who, vault = story.actor(username), story.vault_of(self.world, username)
        answer = answer_ask.Answer(is_given=not reason, reason=reason)
        with self.as_role("casework", actor=who.account):
            answer_ask.answer_ask(ask=ask, answer=answer, vault=vault, by=who, at=NOW)

    def take(
        self, request: CustodyRequest, username: str, *, at: datetime.datetime = NOW
    ) -> take_keys.Taken:
        who, vault = story.actor(username), story.vault_of(self.world, username)
        ask = self.ask_of(request, username)
        with self.as_role("casework", actor=who.account):
            return take_keys.take_keys(ask=ask, vault=vault, by=who, at=at)
