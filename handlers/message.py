"""What a person sends, whatever the channel, and what a channel can show."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "pick", "photo", "voice", "sticker", "contact", "other"]


@dataclass(frozen=True, slots=True)
class Message:
    """One incoming message. `pick` is the data of a tapped button; `sender` the name the platform shows."""

    kind: Kind
    text: str = ""
    pick: str = ""
    sender: str = ""
