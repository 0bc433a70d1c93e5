"""What a person sends, whatever the channel, and what a channel can show."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "pick", "photo", "voice", "sticker", "contact", "document", "edited", "forwarded", "other"]


@dataclass(frozen=True, slots=True)
class Message:
    """One incoming message. `pick` is the data of a tapped button, `card` the platform's id of the message it stood
    on; `sender` the name the platform shows; `file` the platform's name of a photo or recording; `phone` the
    sender's own number, shared by her. Of an edited message no text is given: what she wrote first has been taken."""

    kind: Kind
    text: str = ""
    pick: str = ""
    sender: str = ""
    card: str = ""
    file: str = ""
    phone: str = ""
