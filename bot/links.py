"""Signed links: personal, expiring, and worth nothing to whoever changes a letter of them."""

from itsdangerous import BadSignature, URLSafeTimedSerializer

CHAT_DAYS = 400


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


def telegram_link(name: str, code: str) -> str:
    """A link that opens the bot and sends it the code."""
    return f"https://t.me/{name}?start={code}"


def bot_name_key(bot: str) -> str:
    """Under which key a bot's public name is kept in the database."""
    return f"name {bot}"
