"""Plays a dialogue file through the real door, store, worker and sender, one message a transaction.

A dialogue is a plain text that anybody can check (see tests/dialogues/README.md). Between two messages the session
lives in the database only, so each dialogue also proves that it comes back as it was.
`python tests/dialogue_player.py FILE` prints the file with the bot's words filled in.
"""

import asyncio
import json
import re
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from harness import TREE, ZONE, Memory, Office, open_office

from bot.channels.base import Capabilities, with_numbers
from forms.rows import Answer, Row
from handlers.message import Message
from storage import records
from storage.reports import Report

SPEAKER = re.compile(r"^(?P<name>[^\W\d_]+)(?: \((?P<how>[^)]+)\))?:(?: (?P<text>.*))?$")
PLAIN = Capabilities(buttons=False, edit=False, files=False, max_text=2000)
STATUSES = {"chưa có": "none", "đang dở": "draft", "đã gửi": "submitted", "cần bổ sung": "returned"}
VALUES = {"chưa thống kê": "missing", "không áp dụng": "not_applicable"}
KINDS = {"sửa tin": "edited", "chuyển tiếp": "forwarded", "ảnh": "photo", "ghi âm": "voice", "nhãn dán": "sticker"}
BOT, STRANGER = "em", "khách"
LINK = re.compile(r"https?://\S+")
CODE = re.compile(r"\{mã (?:vừa nhận|(\S+) (\S+))\}")


@dataclass
class Step:
    """One block of a dialogue: who speaks (or the mark of a check), how, and what."""

    line: int
    name: str
    how: str
    text: str


@dataclass
class Dialogue:
    """A parsed file: its head, and its steps."""

    head: dict[str, str] = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)


def parse(text: str) -> Dialogue:
    """Head lines up to the first empty line behind them, then blocks; lines set in belong to the block above."""
    found, in_head = Dialogue(), True
    for number, line in enumerate(text.splitlines(), start=1):
        if line.startswith("#"):
            continue
        if not line.strip():
            in_head = in_head and not found.head
        elif in_head:
            name, _, value = line.partition(":")
            found.head[name.strip()] = value.strip()
        elif line.startswith("    "):
            found.steps[-1].text += "\n" + line[4:]
        else:
            found.steps.append(_step(number, line))
    return found


def _step(number: int, line: str) -> Step:
    if line.startswith(">"):
        return Step(number, ">", "", line[1:].strip())
    match = SPEAKER.match(line)
    assert match, f"line {number}: neither “ai: lời” nor “> phép thử”: {line}"
    return Step(number, match["name"], match["how"] or "", match["text"] or "")


class Phone(Memory):
    """A channel on which photos, recordings and stickers come too."""

    def read(self, body: str) -> Message:
        """As the memory channel reads it, or `{"kind": "photo", …}`."""
        packet = json.loads(body)
        if "kind" in packet:
            return Message(packet["kind"], text=packet["text"], file=packet["file"])
        return super().read(body)


class Player:
    """One dialogue on one office."""

    def __init__(self, office: Office, dialogue: Dialogue, fill: bool = False) -> None:
        self.office, self.dialogue, self.fill = office, dialogue, fill
        self.cast = dict(pair.split(" = ") for pair in dialogue.head.get("người", "chị = X1C1 leader").split("; "))
        self.written: list[str] = []
        self.last_id, self.last_pick, self.speaker = "", "", ""

    async def play(self) -> None:
        """Set the scene, then every step."""
        self.office.channel = self.office.app.channels["memory"] = Phone()
        if self.dialogue.head.get("máy") == "zalo":
            self.office.channel.can = PLAIN
        await self.office.found(TREE)
        await self._set_scene()
        for number, step in enumerate(self.dialogue.steps):
            await self._play(step)
            following = self.dialogue.steps[number + 1 : number + 2]
            if self.fill and step.name not in (">", BOT) and not (following and following[0].name == BOT):
                self._fill_in()
        for name in self.cast:
            assert self.office.new(name) == [] or self.fill, f"a message to {name} that the dialogue does not show"

    async def _set_scene(self) -> None:
        for programme in filter(None, self.dialogue.head.get("chương trình", "").split("; ")):
            await self.office.switch_on(programme)
        for name, roles in self.cast.items():
            if roles == STRANGER:
                continue
            first, *more = (role.split(" ") for role in roles.split(" + "))
            await self.office.join(name, first[0], first[1], " ".join(first[2:]) or "chị")
            for unit, role in more:
                await self.office.join(name, unit, role)
            self.office.new(name)
        for name, value in self.dialogue.head.items():
            if name.startswith("số cũ "):
                _, _, period, unit = name.split(" ")
                await self._import(unit, period, value)
        await self._move(self.dialogue.head.get("lúc", "2026-05-28 19:30"))

    async def _import(self, unit: str, period: str, figures: str) -> None:
        answers = {code: Answer("value", float(value)) for code, value in (f.split(" = ") for f in figures.split("; "))}
        row = Row(unit, period, "submitted", "imported", self.office.app.clock.now(), answers, "")
        await self.office.act(lambda work: work.put_report(Report(row, None, work.at, work.at)))

    async def _move(self, moment: str) -> None:
        self.office.app.clock.move_to(datetime.fromisoformat(moment).replace(tzinfo=ZONE))

    async def _play(self, step: Step) -> None:
        if step.name == ">":
            await self._check(step)
        elif step.name == "lúc":
            await self._move(step.text)
            if step.how == "nhắc":
                await self.office.app.waker.tick()
                await self.office.app.settle()
            self.written.append(f"lúc{' (nhắc)' if step.how else ''}: {step.text}")
        elif step.name == BOT:
            self._hear(step)
        else:
            await self._speak(step)

    async def _speak(self, step: Step) -> None:
        self.speaker = step.name
        packet = self._packet(replace(step, text=await self._with_code(step.text)))
        message = self.last_id if step.how == "gửi lại" else f"line-{step.line}"
        self.last_id = message
        await self.office.post(step.name, packet, message_id=message)
        if step.how != "liền":
            await self.office.app.settle()
        self.written.append(_block(f"{step.name}{f' ({step.how})' if step.how else ''}", step.text))

    async def _with_code(self, text: str) -> str:
        """`{mã X1 shared}` is a fresh invitation, `{mã vừa nhận}` the code that the bot last told anybody."""
        match = CODE.search(text)
        if match is None:
            return text
        told = [
            body["text"] for sent in self.office.channel.sent.values() for body in sent if "/start " in body["text"]
        ]
        code = await self.office.code(match[1], match[2]) if match[1] else told[-1].partition("/start ")[2].split()[0]
        return text.replace(match[0], code)

    def _packet(self, step: Step) -> dict[str, Any]:
        if step.how in KINDS:
            return {"kind": KINDS[step.how], "text": step.text, "file": f"file-{step.line}"}
        if step.how == "bấm":
            self.last_pick = self._button(step)
            return {"pick": self.last_pick}
        return {"pick": self.last_pick} if step.how == "bấm lại" else {"text": step.text}

    def _button(self, step: Step) -> str:
        for body in reversed(self.office.channel.sent[step.name]):
            for data, label in body.get("options", []):
                if label == step.text:
                    return str(data)
        raise AssertionError(f"line {step.line}: no button “{step.text}”")

    def _hear(self, step: Step) -> None:
        listener = step.how.removeprefix("→ ") or self.speaker
        sent = self.office.channel.sent[listener][self.office.heard[listener] :]
        if self.fill and not sent:
            return
        assert sent, f"line {step.line}: no message to {listener}"
        self.office.heard[listener] += 1
        said = self._shown(sent[0])
        is_same = _matches(step.text, said)
        self.written.append(_block(f"{BOT}{f' ({step.how})' if step.how else ''}", step.text if is_same else said))
        assert self.fill or is_same, f"line {step.line}: expected\n{step.text}\n\nheard\n{said}"

    def _shown(self, body: Mapping[str, Any]) -> str:
        """A message as it stands on her phone: without buttons the choices are in its text already."""
        return with_numbers(body) if self.office.channel.can.buttons else LINK.sub("…", str(body["text"]))

    def _fill_in(self) -> None:
        for name in self.cast:
            sent = self.office.channel.sent[name][self.office.heard[name] :]
            self.office.heard[name] += len(sent)
            for said in map(self._shown, sent):
                self.written.append(_block(BOT if name == self.speaker else f"{BOT} (→ {name})", said))

    async def _check(self, step: Step) -> None:
        self.written.append(f"> {step.text}")
        name, _, rest = step.text.partition(": ")
        try:
            await CHECKS[name](self, step, rest)
        except AssertionError as why:
            if not self.fill:
                raise
            self.written.append(f"!! {why}")


def _block(name: str, text: str) -> str:
    first, *rest = text.split("\n")
    return "\n".join([f"{name}: {first}".rstrip(), *(f"    {line}".rstrip() for line in rest if line)])


def _matches(expected: str, said: str) -> bool:
    """Whether the bot said that, “…” standing for anything in between; empty lines do not count."""
    parts = [re.escape(part.strip()) for part in _squeezed(expected).split("…")]
    return re.fullmatch(r"\s*.*?\s*".join(parts), _squeezed(said), re.DOTALL) is not None


def _squeezed(text: str) -> str:
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())


# ── checks ───────────────────────────────────────────────────────────────────


async def _stored(player: Player, step: Step, rest: str) -> None:
    """`> ghi: hoi_vien = 120; kho_khan = không có`"""
    unit = player.dialogue.head.get("đơn vị", "X1C1")
    answers = await player.office.answers(unit, player.dialogue.head.get("kỳ", "2026-h1"))
    for pair in rest.split("; "):
        code, _, value = pair.partition(" = ")
        shown = answers.get(code)
        shown = int(shown) if isinstance(shown, float) and shown.is_integer() else shown
        assert str(shown) in (value, VALUES.get(value)), f"line {step.line}: {code} is {shown!r}, not {value!r}"


async def _not_stored(player: Player, step: Step, rest: str) -> None:
    """`> chưa ghi: hoi_vien_moi`"""
    unit = player.dialogue.head.get("đơn vị", "X1C1")
    answers = await player.office.answers(unit, player.dialogue.head.get("kỳ", "2026-h1"))
    assert rest not in answers, f"line {step.line}: {rest} is {answers[rest]!r}"


async def _status(player: Player, step: Step, rest: str) -> None:
    """`> báo cáo: đã gửi`"""
    unit, period = player.dialogue.head.get("đơn vị", "X1C1"), player.dialogue.head.get("kỳ", "2026-h1")
    report = await player.office.act(lambda work: work.report(unit, period))
    assert (report.row.status if report else "none") == STATUSES.get(rest, rest), f"line {step.line}"


async def _trail(player: Player, step: Step, rest: str) -> None:
    """`> vết: hoi_vien 120 → 118`: the old value is kept."""
    code, old, new = re.fullmatch(r"(\S+) (\S+) → (\S+)", rest).groups()  # type: ignore[union-attr]
    unit = player.dialogue.head.get("đơn vị", "X1C1")
    trail = await player.office.act(lambda work: records.read_trail(work.db, unit))
    changes = [entry["data"] for entry in trail if entry["act"] == "answer"]
    assert {"code": code, "old": int(old), "new": int(new)} in changes, f"line {step.line}"


async def _nowhere(player: Player, step: Step, rest: str) -> None:
    """`> không giữ: 0912345678`: nowhere in the database."""
    from sqlalchemy import text

    def everything(work: Any) -> str:
        tables = (
            "inbox",
            "outbox",
            "reports",
            "trail",
            "activities",
            "accounts",
            "incidents",
            "attachments",
            "proposals",
        )
        rows = [str(row) for table in tables for row in work.db.execute(text(f"SELECT * FROM {table}"))]
        return "\n".join(rows)

    assert rest not in await player.office.act(everything), f"line {step.line}: “{rest}” is kept somewhere"


CHECKS = {"ghi": _stored, "chưa ghi": _not_stored, "báo cáo": _status, "vết": _trail, "không giữ": _nowhere}


async def play(text: str, url: str, fill: bool = False) -> Player:
    """Play a dialogue on a fresh database."""
    async with open_office(url, clock="2026-05-28T19:30") as office:
        player = Player(office, parse(text), fill)
        try:
            await player.play()
        except AssertionError as why:
            if not fill:
                raise
            player.written.append(f"!! {why}")
        return player


def main() -> None:
    """Print a dialogue with the bot's words filled in."""
    path = Path(sys.argv[1]).resolve()
    source = path.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        import os

        os.chdir(folder)
        player = asyncio.run(play(source, f"sqlite+aiosqlite:///{folder}/d.db", fill=True))
    head = source.splitlines()[: player.dialogue.steps[0].line - 1]
    sys.stdout.write("\n".join([*head, *player.written]) + "\n")


if __name__ == "__main__":
    main()
