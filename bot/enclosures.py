"""What goes with a message: a page and files by signed links, or the files themselves where a platform takes them.

A message is stored without links and without bytes: both are made when it leaves, so that a link lives its whole
time and a file holds what is true then. A file asks again whether she whom it is for may have it.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from actions.atlas import Atlas
from actions.work import Work
from bot.channels.base import RefusedError
from bot.links import file_path, page_path
from bot.staff_page.visit import NotForHerError, visit
from reports.papers import PAPERS
from reports.summary import Summary
from storage.store import Store

Body = Mapping[str, Any]


class Enclosures:
    """Signs links and makes files."""

    def __init__(self, store: Store, atlas: Atlas, now: Callable[[], datetime], secret: str, public_url: str) -> None:
        self._store, self._atlas, self._now = store, atlas, now
        self._secret, self._public_url = secret, public_url.rstrip("/")

    def links(self, body: Body) -> list[tuple[str, str]]:
        """The (label, path) of the page and of each file that a message has with it."""
        found = []
        if page := body.get("page"):
            about = (page["person"], page["period"], page["unit"], page.get("view", "tien-do"))
            path = page_path(self._secret, *about)
            found.append((str(page["label"]), path))
        return found + [(str(file["label"]), self._path(file["paper"])) for file in _papers(body)]

    def addressed(self, body: Body) -> Body:
        """The message as it leaves: its page and each of its files with the link that opens it."""
        if not ("page" in body or "files" in body):
            return body
        links = [self._public_url + path for _, path in self.links(body)]
        page = {"page": {**body["page"], "link": links.pop(0)}} if "page" in body else {}
        files = [{**file, "link": link} for file, link in zip(_papers(body), links, strict=True)]
        return {**body, **page, **({"files": files} if files else {})}

    async def read(self, file: Body) -> bytes:
        """The bytes of a file, made now. Raises SendError where she may not have it any more."""
        paper = file["paper"]
        now = self._now()

        def inside(db: Connection) -> Summary:
            work = Work(db, self._atlas.refresh(db), now)
            return visit(work, paper["person"], paper["period"], paper["unit"]).paper(paper["name"])

        try:
            summary = await self._store.read(inside)
        except NotForHerError:
            raise RefusedError("not hers") from None
        return await asyncio.to_thread(PAPERS[paper["name"]].make, summary)

    def _path(self, paper: Body) -> str:
        return file_path(self._secret, paper["person"], paper["period"], paper["unit"], paper["name"])


def _papers(body: Body) -> Sequence[Body]:
    return [file for file in body.get("files") or () if file.get("paper", {}).get("name") in PAPERS]
