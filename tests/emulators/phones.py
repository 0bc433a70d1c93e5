"""What people do on their phones, as Telegram tells the bot about it."""

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from emulators.telegram import Telegram


@dataclass
class Shown:
    """A message that the bot has sent, as it stands now; `before` is what an edit replaced."""

    number: int
    chat: int
    text: str
    buttons: list[tuple[str, str]] = field(default_factory=list)
    file: str = ""
    data: bytes = b""
    before: list[str] = field(default_factory=list)


@dataclass
class Person:
    """One person and her private chat with the bot."""

    platform: "Telegram"
    number: int
    name: str = "Hoa"

    @property
    def seen(self) -> list[Shown]:
        """The bot's messages, oldest first."""
        return self.platform.chats[self.number]

    def say(self, text: str) -> dict[str, Any]:
        """Type something."""
        return self._post(text=text)

    def photo(self, data: bytes, caption: str = "") -> dict[str, Any]:
        """Send a photo; the platform keeps it in two sizes."""
        file = f"photo{self.platform.number()}"
        self.platform.files |= {file: data, f"{file}s": data[:10]}
        sizes = [{"file_id": f"{file}s", "width": 90}, {"file_id": file, "width": 1280}]
        return self._post(photo=sizes, **({"caption": caption} if caption else {}))

    def share_contact(self, phone: str, owner: int | None = None) -> dict[str, Any]:
        """Share a phone number: her own, or somebody else's."""
        return self._post(contact={"phone_number": phone, "first_name": "…", "user_id": owner or self.number})

    def send(self, **content: Any) -> dict[str, Any]:
        """Send something else."""
        return self._post(**content)

    def tap(self, label: str, card: Shown | None = None) -> dict[str, Any]:
        """Tap a button on a card, the newest by default."""
        card = card or next(one for one in reversed(self.seen) if one.buttons)
        data = next(data for data, shown in card.buttons if shown == label)
        query = f"q{self.platform.number()}"
        self.platform.open_callbacks[query] = time.monotonic()
        message = {"message_id": card.number, "date": int(time.time()), "chat": self._chat, "text": card.text}
        return self.platform.happen(callback_query={"id": query, "from": self._me, "message": message, "data": data})

    @property
    def _chat(self) -> dict[str, Any]:
        return {"id": self.number, "type": "private", "first_name": self.name}

    @property
    def _me(self) -> dict[str, Any]:
        return {"id": self.number, "is_bot": False, "first_name": self.name}

    def _post(self, **content: Any) -> dict[str, Any]:
        self.platform.started.add(self.number)
        self.platform.blocked.discard(self.number)
        number, now = self.platform.number(), int(time.time())
        return self.platform.happen(
            message={"message_id": number, "date": now, "chat": self._chat, "from": self._me, **content}
        )


@dataclass
class Group:
    """A group chat; its number is negative."""

    platform: "Telegram"
    number: int

    def say(self, text: str, sender: int = 1) -> dict[str, Any]:
        """Somebody mentions the bot."""
        self.platform.started.add(self.number)
        chat, me = {"id": self.number, "type": "group"}, {"id": sender, "is_bot": False, "first_name": "Hoa"}
        number = self.platform.number()
        return self.platform.happen(
            message={"message_id": number, "date": int(time.time()), "chat": chat, "from": me, "text": text}
        )
