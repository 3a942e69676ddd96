"""Time, memory and rank quality of early warning on a folder of public records.

Arguments: the folder, and days as of which everybody is scored; each is judged two years on.
Without any: the records beside the repository as of 1 January 2010, or a line that says they are
absent.
"""

import datetime
import os
import pathlib
import sys
import tempfile
import time

import measured

sys.path.insert(0, str(measured.ROOT / "src"))
AS_OF = datetime.date(2010, 1, 1)
FOLDER = measured.ROOT.parent / "shared" / "data" / "chicago_as_known_2011-12-31"


def main(folder: pathlib.Path, days: list[datetime.date]) -> None:
    """Print one line for each day."""
    if not folder.is_dir():
        measured.line("early warning: left out, the public records are not on this machine")
        return
    from candour.patterns.warning.judging import evaluating
    from candour.patterns.warning.judging.evaluating import Asked
    from candour.patterns.warning.judging.outcome import years_later
    from candour.patterns.warning.known import folder as folders
    from candour.patterns.warning.scoring import card, score

    start = time.perf_counter()
    history = folders.read(folder=folder)
    measured.line("public records read", seconds=round(time.perf_counter() - start, 1))
    for day in days:
        start = time.perf_counter()
        rows = score.score(history=history, on=day, card=card.read())
        taken = time.perf_counter() - start
        asked = Asked(
            on=day,
            before=years_later(day=day, years=2),
            learn_from=(),
            has_boosting=False,
            times=50,
        )
        found = evaluating.evaluate(history=history, card=card.read(), asked=asked, groups={})
        said = {name: round(one.value, 4) for name, one in found.figures["score card"].items()}
        measured.line(
            "everybody scored for early warning",
            day=str(day),
            people=len(rows),
            seconds=round(taken, 1),
            **said,
        )


if __name__ == "__main__":
    given = sys.argv[1:]
    chosen = pathlib.Path(given[0]) if given else FOLDER
    asked_days = [datetime.date.fromisoformat(one) for one in given[1:]] or [AS_OF]
    with tempfile.TemporaryDirectory() as data:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "candour.sites.command_line")
        os.environ.setdefault("CANDOUR_DATA", data)
        os.environ.setdefault("CANDOUR_DB_URL", "postgresql://nobody@/candour?host=/nonexistent")
        from candour.ops import session

        with session.lent_keys(os.environ):
            import django

            django.setup()
            main(chosen, asked_days)
