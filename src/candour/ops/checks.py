"""`python -m candour.ops.checks`: every rule of the source, without a test runner or a database."""

import os
import sys

import django

from candour.ops import session


def main() -> None:
    """Print each place that keeps no rule; exit 1 if there is one."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "candour.sites.command_line"
    with session.ready(noun="docs", environ=os.environ), session.lent_keys(os.environ):
        django.setup()
        # Only now are there models to look at.
        from candour.ops.architecture import every

        found = sorted(set(every.breaches()))
    for breach in found:
        sys.stdout.write(f"{breach.place}: {breach.problem}\n")
    sys.stdout.write(f"{len(found)} places do not keep the rules of the source\n")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
