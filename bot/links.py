"""Signed links: personal, expiring, and worth nothing to whoever changes a letter of them."""

from urllib.parse import quote

from itsdangerous import BadSignature, URLSafeTimedSerializer

CHAT_DAYS, STAFF_DAYS = 400, 7


def signer(secret: str, purpose: str) -> URLSafeTimedSerializer:
    """Signs and reads values for one purpose only."""
    return URLSafeTimedSerializer(secret, salt=f"chihoi-{purpose}")


def chat_link(public_url: str, secret: str, code: str) -> str:
    """A personal link to the web chat, bound to one invitation."""
    return f"{public_url.rstrip('/')}/chat?k={signer(secret, 'chat').dumps(code)}"


def read_chat_key(secret: str, key: str) -> str | None:
    """The invitation code in a chat link's key; None if it is forged or too old."""
    try:
        value = signer(secret, "chat").loads(key, max_age=CHAT_DAYS * 86400)
    except BadSignature:
        return None
    return value if isinstance(value, str) else None


def shared_link(public_url: str, secret: str, code: str) -> str:
    """A link that a whole commune uses: whoever opens it has a conversation of her own."""
    return f"{public_url.rstrip('/')}/chat?g={signer(secret, 'shared').dumps(code)}"


def read_shared_key(secret: str, key: str) -> str | None:
    """The shared code in a link's key; None if it is forged or too old."""
    try:
        value = signer(secret, "shared").loads(key, max_age=CHAT_DAYS * 86400)
    except BadSignature:
        return None
    return value if isinstance(value, str) else None


def page_key(secret: str, person: int) -> str:
    """Opens the staff page as that person, for a week; what she sees there is asked of her present roles."""
    return str(signer(secret, "page").dumps(person))


def read_page_key(secret: str, key: str) -> int | None:
    """Whose key it is; None if it is forged or too old."""
    try:
        person = signer(secret, "page").loads(key, max_age=STAFF_DAYS * 86400)
    except BadSignature:
        return None
    return person if isinstance(person, int) else None


def page_path(secret: str, person: int, period: str, unit: str, view: str = "tien-do") -> str:
    """Where she sees a unit's period, or one part of its page."""
    return f"/s/{page_key(secret, person)}/{quote(view)}/{quote(period)}/{quote(unit, safe='')}"


def file_path(secret: str, person: int, period: str, unit: str, name: str) -> str:
    """Where she fetches one file, and nothing else."""
    key = signer(secret, "file").dumps([person, period, unit, name])
    return f"/s/tep/{key!s}/{quote(name)}"


def read_file_key(secret: str, key: str) -> tuple[int, str, str, str] | None:
    """(person, period, unit, name of the file); None if the key is forged or too old."""
    try:
        person, period, unit, name = signer(secret, "file").loads(key, max_age=STAFF_DAYS * 86400)
    except (BadSignature, TypeError, ValueError):
        return None
    return int(person), str(period), str(unit), str(name)


def telegram_link(name: str, code: str) -> str:
    """A link that opens the bot and sends it the code."""
    return f"https://t.me/{name}?start={code}"


def bot_name_key(bot: str) -> str:
    """Under which key a bot's public name is kept in the database."""
    return f"name {bot}"
