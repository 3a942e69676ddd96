"""The only clock: everything below sites, jobs and commands receives time as an argument."""

import datetime
import os
import zoneinfo

# Days are counted where the law counts them, which is not where the server stands.
_ZONE = zoneinfo.ZoneInfo(os.environ.get("CANDOUR_TIME_ZONE", "Europe/London"))


def now() -> datetime.datetime:
    """Return the current instant, aware, in the deployment's own zone: its date is the day."""
    return datetime.datetime.now(_ZONE)


def today() -> datetime.date:
    """Return the current day in the deployment's own time zone."""
    return now().date()
