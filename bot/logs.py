"""What may be logged: never a message's text, a token or a phone number, at any level.

The libraries below print them (aiosqlite every call, sqlalchemy every statement, telegram every answer, httpx every
address with the token in it, httpcore every header), so they are silenced whatever level is chosen. Our own lines name
bots, numbers of messages and kinds of errors only; a filter blanks what looks like a token or a phone number.
"""

import logging
import re

TALKATIVE = ("aiosqlite", "asyncio", "httpcore", "httpx", "sqlalchemy", "telegram", "uvicorn.error", "apscheduler")
SECRET = re.compile(r"\d{5,}:[\w-]{10,}|(?<![\w.])\+?\d[\d .-]{7,}\d(?![\w.])|(?<=/bot)[^/\s]+")
SILENT = logging.CRITICAL + 1


def discreet() -> None:
    """Silence the libraries that print what people write; blank secrets in the lines that remain."""
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(SILENT)
    for handler in logging.getLogger().handlers:
        if not any(isinstance(one, Blank) for one in handler.filters):
            handler.addFilter(Blank())


class Blank(logging.Filter):
    """Puts `…` for whatever looks like a token or a phone number; drops tracebacks, which quote values."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Always lets the line pass, cleaned."""
        record.msg, record.args = SECRET.sub("…", record.getMessage()), ()
        record.exc_info = record.exc_text = record.stack_info = None
        return True
