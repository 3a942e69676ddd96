"""What may be written to a log: the kind of a failure and where in the code, never its content."""

import logging
import traceback


class Bare(logging.Filter):
    """Strip arguments, requests and exception texts; keep the exception's type and code lines."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.args = ()
        record.msg = record.name if record.exc_info else str(record.msg)
        if record.exc_info:
            record.msg = _where(record.exc_info)
            record.exc_info = None
            record.exc_text = None
            record.stack_info = None
        return True


def _where(exc_info: object) -> str:
    kind, _, trace = exc_info if isinstance(exc_info, tuple) else (None, None, None)
    places = [f"{frame.name}:{frame.lineno}" for frame in traceback.extract_tb(trace)[-4:]]
    return f"{getattr(kind, '__name__', 'error')} in {' > '.join(places)}"
