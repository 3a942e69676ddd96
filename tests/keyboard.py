"""Hands on a keyboard: goes from place to place with Tab, and notes a focus that can't be seen."""

import dataclasses

from playwright.sync_api import Page

MOST_TABS = 60

# The words by which a person knows the place that has the focus.
_NAME = """() => {
    const one = document.activeElement;
    const named = [...(one.labels || [])].map(label => label.innerText).join(' ');
    const name = named || one.innerText || one.getAttribute('aria-label') || '';
    return name.replace(/\\s+/g, ' ').trim();
}"""

# An outline, a shadow or a background that comes with the focus: on the place itself, or, for
# choices, on the drawn box of their label.
_SEEN = """() => {
    const one = document.activeElement;
    const label = one.labels && one.labels[0];
    const drawn = [getComputedStyle(one)];
    if (label) drawn.push(getComputedStyle(label), getComputedStyle(label, '::before'));
    const box = one.getBoundingClientRect();
    return box.width > 0 && drawn.some(style =>
        (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0)
        || style.boxShadow !== 'none');
}"""


@dataclasses.dataclass(slots=True, kw_only=True)
class Hands:
    """Somebody who uses nothing but a keyboard."""

    page: Page
    unseen: list[str] = dataclasses.field(default_factory=list)

    @property
    def focused(self) -> str:
        return str(self.page.evaluate(_NAME))

    def is_seen(self) -> bool:
        return bool(self.page.evaluate(_SEEN))

    def go_to(self, name: str) -> None:
        """Press Tab until the place with this name has the focus."""
        for _ in range(MOST_TABS):
            if self.focused.startswith(name):
                return
            self.page.keyboard.press("Tab")
            if not self.is_seen():
                self.unseen.append(self.focused)
        message = f"no key leads to {name}"
        raise AssertionError(message)

    def press(self, name: str) -> None:
        """Go to a button or link and press Enter; wait for the page where it leads to one."""
        self.go_to(name)
        if "#" in (self.page.locator(":focus").get_attribute("href") or ""):
            self.page.keyboard.press("Enter")
            return
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def write(self, name: str, text: str) -> None:
        self.go_to(name)
        self.page.keyboard.type(text)

    def tick(self, name: str) -> None:
        self.go_to(name)
        self.page.keyboard.press("Space")

    def choose(self, name: str, *, further: int = 0) -> None:
        """Go to a list of choices, take the one it opens with, and go down with the arrows."""
        self.go_to(name)
        self.page.keyboard.press("Space")
        for _ in range(further):
            self.page.keyboard.press("ArrowDown")

    def pick(self, name: str, option: str) -> None:
        """Type the beginning of an option in a list that folds."""
        self.go_to(name)
        self.page.keyboard.type(option[:4])
