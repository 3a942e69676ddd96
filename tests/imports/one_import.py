"""Imports one folder as a program of its own, so that a test can kill it at any moment."""

import os
import pathlib
import sys

os.environ["DJANGO_SETTINGS_MODULE"] = "candour.sites.command_line"


def main() -> None:
    import django

    django.setup()
    from candour import clock
    from candour.guard import actors
    from candour.imports.actions.run_import import Request, run_import
    from candour.imports.sources import chicago

    request = Request(
        source=chicago.ENTRY, path=pathlib.Path(sys.argv[1]), batch_rows=int(sys.argv[2])
    )
    run_import(
        request=request,
        by=actors.service("import"),
        at=clock.now(),
        progress=lambda done, total: sys.stdout.write(f"{done} of {total}\n"),
    )


if __name__ == "__main__":
    main()
