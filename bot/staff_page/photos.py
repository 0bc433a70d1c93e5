"""Photographed pages: shown beside the figures, fetched from the platform that has them at the moment of looking."""

from collections.abc import Mapping

from actions import on_behalf
from bot.channels.base import Channel, FetchesFiles, SendError
from bot.staff_page.visit import NotForHerError, Visit
from storage.attachments import Attachment

PICTURES = {b"\xff\xd8\xff": "image/jpeg", b"\x89PNG": "image/png", b"GIF8": "image/gif"}


def photo(visit: Visit, number: str) -> Attachment:
    """A photo that came in for the unit's report. Raises NotForHerError."""
    found = on_behalf.handed_in(visit.work, *visit.place) if visit.sees(visit.unit.code, "enter_for") else []
    one = next((one for one in found if str(one.id) == number and one.kind == "photo" and one.file), None)
    if one is None:
        raise NotForHerError
    return one


async def fetched(channels: Mapping[str, Channel], one: Attachment) -> tuple[bytes, str] | None:
    """The picture and its type; None where no channel of this process has it, or it is no picture."""
    holder: object = channels.get(one.bot)
    if not isinstance(holder, FetchesFiles):
        return None
    try:
        data = await holder.fetch(one.file)
    except SendError:
        return None
    kind = type_of(data)
    return (data, kind) if kind else None


def type_of(data: bytes) -> str:
    """What kind of picture the bytes are, by how they begin; "" for anything else."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    return next((kind for head, kind in PICTURES.items() if data.startswith(head)), "")
