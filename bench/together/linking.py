"""Finding one described person on a register: candidates and scores, as a request does it.

CANDOUR_BENCH_PEOPLE says how many people (1,000,000); CANDOUR_BENCH_EXPLAIN=1 prints the plan, with
times and buffers, of every statement inside the slowest of the first requests.
"""

import datetime
import os
import random
import time
import uuid

import measured

PEOPLE = int(os.environ.get("CANDOUR_BENCH_PEOPLE", "1000000"))
UNITS = 4_000
ROUNDS = 300
TARGET = "p99 <= 200 ms at 1,000,000 people"


def main() -> None:
    with measured.database("candour_bench_linking") as address:
        measured.migrate(address)
        os.environ["CANDOUR_DB_URL"] = address
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "candour.sites.command_line")
        import django

        django.setup()
        _fill()
        _measure()
        if os.environ.get("CANDOUR_BENCH_EXPLAIN"):
            _explain()


def _fill() -> None:
    """Write people with skewed names, a number each and two postings."""
    from django.db import connection

    from candour.linking.generated import names

    rng = random.Random(7)
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into people_organisation (id, kind) values (%s, 'police_force')",
            [_id("force", 0)],
        )
        cursor.execute("set synchronous_commit = off")
        with cursor.copy("copy people_unit (id, organisation_id, code, name) from stdin") as copy:
            for number in range(UNITS):
                copy.write_row(
                    (_id("unit", number), _id("force", 0), str(number), f"Team {number}")
                )
        with cursor.copy("copy people_person (id, birth_year) from stdin") as copy:
            for number in range(PEOPLE):
                copy.write_row((_id("person", number), 1960 + number % 45))
        _names(cursor, names, rng)
        _facts(cursor, rng)
        cursor.execute("analyze")


def _names(cursor, names, rng) -> None:
    columns = "id, person_id, kind, given, family, search_key"
    with cursor.copy(f"copy people_personname ({columns}) from stdin") as copy:
        for number in range(PEOPLE):
            given, family = names.givens().draw(rng), names.families().draw(rng)
            copy.write_row(
                (_id("name", number), _id("person", number), "current", given.title(),
                 family.title(), f"{given} {family}")
            )  # fmt: skip


def _facts(cursor, rng) -> None:
    columns = "id, person_id, organisation_id, kind, value"
    with cursor.copy(f"copy people_identifier ({columns}) from stdin") as copy:
        for number in range(PEOPLE):
            row = (_id("number", number), _id("person", number), _id("force", 0), "collar")
            copy.write_row((*row, str(100_000 + number)))
    columns = "id, person_id, unit_id, role, rank, from_on, until_on"
    first, moved = datetime.date(2010, 1, 1), datetime.date(2018, 1, 1)
    with cursor.copy(f"copy people_posting ({columns}) from stdin") as copy:
        for number in range(PEOPLE):
            for since, until in ((first, moved), (moved + datetime.timedelta(days=1), None)):
                unit = _id("unit", rng.randrange(UNITS))
                posting = uuid.UUID(int=rng.getrandbits(128))
                copy.write_row(
                    (posting, _id("person", number), unit, "", "Constable", since, until)
                )


def _measure() -> None:
    from candour import clock
    from candour.core.matching import score
    from candour.guard.actors import service
    from candour.people import queries

    by, at = service("bench"), clock.now()
    taken = []
    for said in _asked():
        start = time.perf_counter()
        found = queries.candidates(said=said, on=datetime.date(2020, 5, 1), by=by, at=at)
        score.rank(readings=found.readings, register=found.register, at_least=4.0, most=20)
        taken.append((time.perf_counter() - start) * 1000)
    taken.sort()
    measured.line(
        "one description is compared with the register",
        people=PEOPLE,
        n=ROUNDS,
        median_ms=round(measured.median(taken), 1),
        p99_ms=round(taken[int(ROUNDS * 0.99) - 1], 1),
        target=TARGET,
    )


def _asked() -> list[dict[str, str]]:
    """Return what is asked, the same every time: with and without family name, number and unit."""
    from candour.linking.generated import names, noise

    rng = random.Random(8)
    return [
        {
            "given": names.givens().draw(rng),
            "family": noise.misspelt(rng, names.families().draw(rng)) if place % 4 else "",
            "number": str(100_000 + rng.randrange(PEOPLE)) if place % 5 < 2 else "",
            "unit": f"Team {rng.randrange(UNITS)}" if place % 7 else "",
        }
        for place in range(ROUNDS)
    ]


def _explain() -> None:
    """Print the plans of the slowest of the first requests, statements in functions included."""
    from django.db import connection

    from candour import clock
    from candour.guard.actors import service
    from candour.people import queries

    by, at, plans = service("bench"), clock.now(), []
    with connection.cursor() as cursor:
        cursor.execute("load 'auto_explain'")
        for setting in ("log_min_duration = 0", "log_nested_statements = on", "log_analyze = on",
                        "log_buffers = on"):  # fmt: skip
            cursor.execute(f"set auto_explain.{setting}")
        cursor.execute("set client_min_messages = log")
    connection.connection.add_notice_handler(lambda notice: plans.append(notice.message_primary))
    slowest: tuple[float, list[str]] = (0.0, [])
    for said in _asked()[:30]:
        plans.clear()
        start = time.perf_counter()
        queries.candidates(said=said, on=datetime.date(2020, 5, 1), by=by, at=at)
        slowest = max(slowest, (time.perf_counter() - start, list(plans)))
    print("\n\n".join(slowest[1]))


def _id(kind: str, number: int) -> uuid.UUID:
    kinds = {"force": 1, "unit": 2, "person": 3, "name": 4, "number": 5}
    return uuid.UUID(int=(kinds[kind] << 100) + number)


if __name__ == "__main__":
    main()
