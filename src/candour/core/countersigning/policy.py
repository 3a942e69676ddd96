"""Which witnesses a deployment pins, and how many of them must have cosigned a head.

A policy is text that anybody can read and keep: one line for each witness, groups with a threshold,
and a quorum. Logs may be named in it too, and are left to whoever asks the log by its address.

A body that cosigns with two keys, of Ed25519 and of ML-DSA-44 or an old and a new one, has two
lines. Both keys bear one name, by which it is one witness: in one group they count once, and a
group of their own says whether any or all must have signed.

References: C2SP tlog-policy; C2SP tlog-cosignature (both kinds).
"""

import dataclasses
from collections.abc import Collection, Mapping, Sequence

from candour.core import notes

NOBODY = "none"
MOST_NAMES = 100


class BadPolicy(Exception):
    """A line of the policy makes no sense; the message says which and why."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Witness:
    """A body that cosigns heads: its name in the policy, its key and where it is asked, if known.

    An address that ends in /add-checkpoint is asked; any other is fetched.
    """

    name: str
    key: notes.VerifierKey
    url: str = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """So many of these witnesses or groups must have cosigned."""

    threshold: int
    members: tuple[str, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """The witnesses, the groups, and the name of what must be met: NOBODY asks for nothing."""

    witnesses: tuple[Witness, ...] = ()
    groups: Mapping[str, Group] = dataclasses.field(default_factory=dict)
    quorum: str = NOBODY

    @property
    def keys(self) -> tuple[notes.VerifierKey, ...]:
        """Return the keys of all witnesses."""
        return tuple(witness.key for witness in self.witnesses)

    @property
    def asks_for_witnesses(self) -> bool:
        """Say whether a head without any cosignature falls short of the quorum."""
        return self.quorum != NOBODY


def parse(*, text: str) -> Policy:
    """Read a policy; raise BadPolicy unless each line makes sense and there is one quorum."""
    found = _Reading(logs=set(), witnesses={}, groups={}, quorums=[])
    for number, line in enumerate(text.split("\n"), start=1):
        words = line.split()
        if not words or words[0].startswith("#"):
            continue
        try:
            _read(found, words)
        except (BadPolicy, notes.Refused) as error:
            message = f"Line {number}: {error}"
            raise BadPolicy(message) from None
    if len(found.quorums) != 1:
        raise BadPolicy("A policy has exactly one line that begins with quorum.")
    _demand_no_log(found)
    _demand_counted_once(found)
    return Policy(
        witnesses=tuple(found.witnesses.values()), groups=found.groups, quorum=found.quorums[0]
    )


def is_met(*, policy: Policy, by: Collection[str]) -> bool:
    """Tell whether the witnesses named in `by` make up the quorum."""
    return policy.quorum == NOBODY or _holds(policy, policy.quorum, by)


def cosigners(*, policy: Policy, data: bytes) -> dict[str, notes.Signed]:
    """Return which pinned witnesses cosigned a head, by name; a false cosignature counts for none.

    Each line is checked by itself: one that is damaged must not hide the others. The second
    signature of the log itself is no cosignature.
    """
    found: dict[str, notes.Signed] = {}
    try:
        note = notes.parse(data=data)
    except notes.Refused:
        return found
    origin, _, _ = note.text.partition("\n")
    for witness in policy.witnesses:
        if _may_be_logs(witness) and witness.key.name == origin:
            continue
        try:
            (signed,) = notes.verify(note=note, keys=[witness.key])
        except notes.Refused:
            continue
        found[witness.name] = signed
    return found


@dataclasses.dataclass(slots=True, kw_only=True)
class _Reading:
    logs: set[str]
    witnesses: dict[str, Witness]
    groups: dict[str, Group]
    quorums: list[str]

    def knows(self, name: str) -> bool:
        return name in self.witnesses or name in self.groups


def _read(found: _Reading, words: Sequence[str]) -> None:
    match words:
        case ["log", key, *url] if len(url) <= 1:
            found.logs.add(notes.parse_key(text=key).name)
        case ["witness", name, key, *url] if len(url) <= 1:
            _add_witness(found, Witness(name=name, key=_cosigning(key), url="".join(url)))
        case ["group", name, threshold, *members] if members:
            _demand_new(found, name)
            found.groups[name] = _group(found, threshold, members)
        case ["quorum", name]:
            if name != NOBODY and not found.knows(name):
                raise BadPolicy(f"{name} is not named before.")
            found.quorums.append(name)
        case _:
            raise BadPolicy("A line begins with log, witness, group or quorum and says the rest.")


def _add_witness(found: _Reading, witness: Witness) -> None:
    _demand_new(found, witness.name)
    if witness.key.public_key in {one.key.public_key for one in found.witnesses.values()}:
        raise BadPolicy("Two witnesses have the same key.")
    found.witnesses[witness.name] = witness


def _demand_new(found: _Reading, name: str) -> None:
    if name == NOBODY or found.knows(name):
        raise BadPolicy(f"The name {name} is taken.")
    if len(found.witnesses) + len(found.groups) >= MOST_NAMES:
        raise BadPolicy("There are too many names.")


def _cosigning(text: str) -> notes.VerifierKey:
    key = notes.parse_key(text=text)
    if key.purpose is notes.Purpose.NOTE:
        raise BadPolicy("That is not the key of a witness.")
    return key


def _may_be_logs(witness: Witness) -> bool:
    """Say whether the key is of the kind that logs and witnesses share."""
    return witness.key.purpose is notes.Purpose.POST_QUANTUM


def _demand_no_log(found: _Reading) -> None:
    """Raise BadPolicy where the second key of a log that is named here stands as a witness's."""
    for one in found.witnesses.values():
        if _may_be_logs(one) and one.key.name in found.logs:
            message = f"{one.name} has the key of a log, {one.key.name}, not of a witness."
            raise BadPolicy(message)


def _demand_counted_once(found: _Reading) -> None:
    """Raise BadPolicy where one body's two keys stand in two groups; in one they count once."""
    bodies: dict[str, set[str]] = {}
    for one in found.witnesses.values():
        bodies.setdefault(one.key.name, set()).add(one.name)
    for body, names in bodies.items():
        if sum(not names.isdisjoint(group.members) for group in found.groups.values()) > 1:
            message = f"The keys of {body} belong in one group, or count twice."
            raise BadPolicy(message)


def _group(found: _Reading, threshold: str, members: Sequence[str]) -> Group:
    taken = {name for group in found.groups.values() for name in group.members}
    if len(set(members)) != len(members) or taken & set(members):
        raise BadPolicy("A name can be a member of one group, once.")
    for name in members:
        if not found.knows(name):
            raise BadPolicy(f"{name} is not named before.")
    return Group(threshold=_threshold(threshold, most=len(members)), members=tuple(members))


def _threshold(text: str, *, most: int) -> int:
    if text in {"all", "any"}:
        return most if text == "all" else 1
    if not (text.isascii() and text.isdigit()) or not 1 <= int(text) <= most:
        raise BadPolicy("A group's number is between 1 and the number of its members.")
    return int(text)


def _holds(policy: Policy, name: str, by: Collection[str]) -> bool:
    group = policy.groups.get(name)
    if group is None:
        return name in by
    met = [member for member in group.members if _holds(policy, member, by)]
    bodies = min(group.threshold, len(_bodies(policy, group.members)))
    return len(met) >= group.threshold and len(_bodies(policy, met)) >= bodies


def _bodies(policy: Policy, members: Collection[str]) -> set[str]:
    """Return who stands behind members of a group: two keys of one name are one body."""
    keys = {one.name: one.key.name for one in policy.witnesses if one.name in members}
    return {*keys.values(), *(f"group {name}" for name in members if name not in keys)}
