"""Why the program of an independent body ends without a cosignature, and with which exit code."""

REFUSED = 1
UNREACHABLE = 3
LATE = 4
TOO_LONG = 5


class Refused(Exception):
    """The log may not be countersigned; the words say what is wrong with it."""

    code = REFUSED


class Unreachable(Refused):
    """The log, or a file of this program, can't be read just now; it proves nothing."""

    code = UNREACHABLE


class Late(Refused):
    """The log has shown nothing new for too long."""

    code = LATE


class TookTooLong(Unreachable):
    """The log answered, too slowly to be checked in the time that was given; it proves nothing."""

    code = TOO_LONG
