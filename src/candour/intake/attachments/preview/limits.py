"""How much of a stranger's file is looked at, and how a refusal to look further is told."""

LARGEST_FILE = 50 * 1024**2
LARGEST_ANSWER = 100 * 1024**2
MOST_PIXELS = 60_000_000
LONGEST_EDGE = 1600
MOST_ENTRIES = 5_000
MOST_UNPACKED = 200 * 1024**2


class CannotShow(Exception):
    """The file can't be shown or cleaned; the words say why, and are fit for its reader."""
