"""Other words or another key for a mailbox: all that was sealed to her comes along, or nothing.

What the old words sealed is sealed anew to the new ones, for the report and its matters in one
transaction. Afterwards the old words open nothing.
"""

import base64
import json

from django.db import connection

from candour.core import envelope
from candour.guard import keys as guard_keys
from candour.intake import package
from candour.intake.mailboxes import letters, opening, reading
from candour.intake.mailboxes.opening import Opened, Secret

_TRIES = 3
# Keys of letters that may have been on their way; no letter is on its way for longer than this.
_OLDER_KEPT = 3


def change(*, old: Secret, new: Secret, keeps_supporters: bool = True) -> bool:
    """Give her mailboxes other words or another passphrase; say whether it was done.

    A letter or a matter that comes in at the same moment makes it begin again.
    """
    for _ in range(_TRIES):
        first = opening.opened(secret=old)
        if first is None or first.box.is_shut:
            return False
        found = (first, *opening.matters(secret=old))
        changes = [
            _change(one, new=new, keeps_supporters=keeps_supporters)
            for one in found
            if not one.box.is_shut
        ]
        whole = {"changes": changes, "absent": _absent(old, changes)}
        with connection.cursor() as cursor:
            cursor.execute("select intake.replace_words(%s)", [json.dumps(whole)])
            if cursor.fetchone()[0]:
                return True
    return False


def _absent(old: Secret, changes: list[dict[str, object]]) -> list[str]:
    """Return the mailboxes of matters that the old words would open and that were not found."""
    listed = {change["old"] for change in changes}
    numbers = range(1, opening.MOST_MATTERS + 1)
    every = [_text(old.keys(matter=number).mailbox_id) for number in numbers]
    return [one for one in every if one not in listed]


def _change(one: Opened, *, new: Secret, keeps_supporters: bool) -> dict[str, object]:
    box, keys = one.box, new.keys(matter=one.matter)
    # Only the key that was hers there hands its place on to another.
    guard_keys.own_box(stored=box.box_public, place=box.place)
    public = guard_keys.stamped_box(public=keys.x25519_public, place=box.place)
    privates = (one.keys.x25519_private, *reading.older_keys(box.kept))
    kept = None
    if box.kept is not None:
        older = [_text(private) for private in privates[:_OLDER_KEPT]]
        kept = package.seal_kept(
            kept={**box.kept, "older": " ".join(older)},
            public=keys.x25519_public,
            correspondent=box.correspondent,
        )
    helpers = box.helpers if keeps_supporters else ()
    return {
        "old": _text(one.keys.mailbox_id),
        "new": _text(keys.mailbox_id),
        "public": _text(public),
        "is_locked": new.stretched is not None,
        "kept": None if kept is None else _text(kept),
        "letters": _letters(one, privates, keys.x25519_public),
        "supporters": [
            {
                "id": _text(helper.id),
                "access": _text(
                    reading.seal_access(
                        private=keys.x25519_private,
                        public=helper.public,
                        correspondent=box.correspondent,
                    )
                ),
            }
            for helper in helpers
        ],
        "ids": " ".join(
            sorted([*(str(letter) for letter, _ in box.sealed), *(h.id.hex() for h in box.helpers)])
        ),
    }


def _letters(one: Opened, privates: tuple[bytes, ...], public: bytes) -> list[dict[str, str]]:
    found = []
    for letter, sealed in one.box.sealed:
        context = letters.letter_context(correspondent=one.box.correspondent, letter=letter)
        for private in privates:
            try:
                text = envelope.rewrap_item(
                    blob=sealed,
                    old_private=private,
                    new_public=public,
                    old_context=context,
                    new_context=context,
                )
            except envelope.CannotOpen:
                continue
            found.append({"id": str(letter), "text": _text(text)})
            break
    return found


def _text(value: bytes) -> str:
    return base64.b64encode(value).decode()
