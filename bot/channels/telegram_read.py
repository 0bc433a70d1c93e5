"""Reading Telegram's raw updates. Pure; never raises for what the platform may send.

{"update_id": 7, "message": {"message_id": 5, "date": 1780000000, "chat": {"id": 42, "type": "private"},
 "from": {"id": 42, "first_name": "Hoa"}, "text": "15 chị"}}
{"update_id": 8, "callback_query": {"id": "77", "from": {"id": 42, "first_name": "Hoa"}, "data": "3:0",
 "message": {"message_id": 6, "chat": {"id": 42, "type": "private"}}}}
"""

import json
from collections.abc import Mapping
from typing import Any

from bot.channels import base
from bot.channels.base import clean
from handlers.message import Kind, Message
from storage.inbox import Arrival

DOCUMENT = "document:"
KINDS: dict[str, Kind] = {
    "photo": "photo",
    "voice": "voice",
    "audio": "voice",
    "video_note": "voice",
    "sticker": "sticker",
    "contact": "contact",
    "document": "document",
}


def is_update(payload: Any) -> bool:
    """Whether it has the number by which it is confirmed."""
    return isinstance(payload, Mapping) and type(payload.get("update_id")) is int


def arrival_of(update: Mapping[str, Any]) -> Arrival | None:
    """What to store of an update; None for what no conversation is made of (groups, channels, other bots).

    A group is no place for a unit's figures: whoever writes to the bot there is not heard.
    Raises ValueError for what is no update at all.
    """
    try:
        number = int(update["update_id"])
        part = update.get("message") or _edited(update) or update.get("callback_query") or {}
        chat = part.get("chat") or (part.get("message") or {}).get("chat") or _own_chat(part)
        private = chat.get("type") == "private" and not (part.get("from") or {}).get("is_bot")
        address = str(chat.get("id", ""))
    except (KeyError, TypeError, AttributeError, ValueError) as why:
        raise ValueError("not an update") from why
    return Arrival(str(number), address, json.dumps(update)) if private and address else None


def _own_chat(part: Mapping[str, Any]) -> Mapping[str, Any]:
    """Where a tap came from whose card the platform does not tell: buttons stand in private chats only, and a private
    chat has the number of the person."""
    if "data" not in part or "inline_message_id" in part:
        return {}
    return {"id": part["from"]["id"], "type": "private"}


def _edited(update: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """A message whose words were changed; a place that she shares changes all the time and is nothing she says."""
    message = update.get("edited_message") or {}
    return message if "text" in message or "caption" in message else None


def read(body: str) -> Message:
    """A stored update as the handlers want it."""
    update = json.loads(body)
    if "callback_query" in update:
        query = update["callback_query"]
        card = str((query.get("message") or {}).get("message_id", ""))
        return Message("pick", pick=clean(query.get("data")), sender=_name(query), card=card)
    if "edited_message" in update:
        return Message("edited", sender=_name(update["edited_message"]))
    message = update.get("message") or {}
    text = clean(message.get("text") or message.get("caption"))
    kind = next((kind for field, kind in KINDS.items() if field in message), "text" if "text" in message else "other")
    if kind == "contact":
        return _contact(message)
    if kind == "text" and ("forward_origin" in message or "forward_date" in message):
        kind = "forwarded"
    if str(base.part_of(message, "document").get("mime_type", "")).startswith("image/"):
        kind = "photo"  # sent “as a file”, so that nothing of the page is lost
    return Message(kind, text=text, sender=_name(message), file=_file(message))


def callback_of(body: str) -> str:
    """The id of the tap to be answered, "" if the update is no tap."""
    return str((json.loads(body).get("callback_query") or {}).get("id", "")) if '"callback_query"' in body else ""


def _contact(message: Mapping[str, Any]) -> Message:
    """A shared phone number counts only when it is the sender's own."""
    contact, sender = message["contact"], message.get("from") or {}
    if contact.get("user_id") is None or contact.get("user_id") != sender.get("id"):
        return Message("other", sender=_name(message))
    return Message("contact", sender=_name(message), phone=clean(contact.get("phone_number")))


def _file(message: Mapping[str, Any]) -> str:
    """The platform's id of the largest photo, or of the recording; of a document it is known by its first letters,
    since it can only be shown again as one."""
    if sizes := message.get("photo"):
        return str(sizes[-1].get("file_id", ""))
    if document := base.part_of(message, "document"):
        return f"{DOCUMENT}{document.get('file_id', '')}"
    recorded = message.get("voice") or message.get("audio") or message.get("video_note") or {}
    return str(recorded.get("file_id", ""))


def _name(part: Mapping[str, Any]) -> str:
    sender = part.get("from") or {}
    return clean(" ".join(filter(None, (sender.get("first_name"), sender.get("last_name"))))).strip()
