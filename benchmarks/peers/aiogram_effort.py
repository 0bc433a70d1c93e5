"""The branch form with aiogram-dialog as its manual writes it: a window a question, a card to look through, a button
to send. Prints what one report costs: `effort.py --peers` puts it beside ours."""

import asyncio
import json
import sys

import wire
from aiogram import Bot, Dispatcher
from aiogram.client.session.base import BaseSession
from aiogram.filters import CommandStart
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.memory import MemoryStorage
from aiogram_dialog import Dialog, StartMode, Window, setup_dialogs
from aiogram_dialog.widgets.input import TextInput
from aiogram_dialog.widgets.kbd import Button
from aiogram_dialog.widgets.text import Const, Format

ANSWERS = json.loads(sys.argv[1])  # [[kind, text], …]
Form = type("Form", (StatesGroup,), {f"q{place}": State() for place in range(len(ANSWERS) + 2)})
STATES = [getattr(Form, f"q{place}") for place in range(len(ANSWERS) + 2)]
sent = {"keyboard": None, "retyped": 0}


class Stub(BaseSession):
    """The wire as the library wants it; the last keyboard is remembered, to tap on it."""

    async def close(self):
        """Nothing to close."""

    async def make_request(self, bot, method, timeout=None):  # noqa: ASYNC109 - the library's signature
        """Answer at once."""
        if getattr(method, "reply_markup", None) is not None:
            sent["keyboard"] = method.reply_markup
        content = wire.answer(method.__api_method__, getattr(method, "chat_id", 1)).decode()
        return self.check_response(bot=bot, method=method, status_code=200, content=content).result

    async def stream_content(self, *args, **kwargs):
        """No files."""
        yield b""


async def answered(message, widget, manager, value):
    """Keep it and go on."""
    manager.dialog_data[widget.widget.widget_id] = value
    await manager.next()


async def refused(message, widget, manager, error):
    """A number as she writes it is no integer."""
    sent["retyped"] += 1
    await message.answer("Chị nhắn một số giúp em.")


async def finish(callback, button, manager):
    """The last window says thanks."""
    await manager.next()


def window(place, kind):
    """One question."""
    reader = {"type_factory": int, "on_error": refused} if kind != "text" else {}
    ask = Const(f"Câu {place + 1}: … ạ?")
    return Window(ask, TextInput(id=f"a{place}", on_success=answered, **reader), state=STATES[place])


async def begin(message, dialog_manager):
    """Open the form."""
    await dialog_manager.start(STATES[0], mode=StartMode.RESET_STACK)


async def main():
    bot, dispatcher = Bot(wire.TOKEN, session=Stub()), Dispatcher(storage=MemoryStorage())
    windows = [window(place, kind) for place, (kind, _) in enumerate(ANSWERS)]
    review = Window(Format("{dialog_data}"), Button(Const("Gửi"), id="send", on_click=finish), state=STATES[-2])
    dispatcher.include_router(Dialog(*windows, review, Window(Const("Cảm ơn chị."), state=STATES[-1])))
    dispatcher.message.register(begin, CommandStart())
    setup_dialogs(dispatcher)
    typed = ["/start"]
    await dispatcher.feed_raw_update(bot, wire.update(1, 1, "/start"))
    for kind, text in ANSWERS:
        before = sent["retyped"]
        await type_in(dispatcher, bot, typed, text)
        if sent["retyped"] > before:
            await type_in(dispatcher, bot, typed, in_digits(kind, text))
    await tap(dispatcher, bot, len(typed) + 1)
    received = wire.calls.get("sendMessage", 0)
    found = {"typed": len(typed), "taps": 1, "received": received, "letters": sum(map(len, typed))}
    sys.stdout.write(json.dumps(found | {"calls": sum(wire.calls.values())}) + "\n")


async def type_in(dispatcher, bot, typed, text):
    """She types."""
    typed.append(text)
    await dispatcher.feed_raw_update(bot, wire.update(len(typed), 1, text))


def in_digits(kind, text):
    """What she types when “12tr5” is refused."""
    millions, _, rest = text.partition("tr")
    return f"{millions}{rest:<06}" if kind == "money" else text


async def tap(dispatcher, bot, number):
    """She taps the last button."""
    data = sent["keyboard"].inline_keyboard[0][0].callback_data
    message = wire.update(number, 1, "…")["message"] | {"from": {"id": 7000001, "is_bot": True, "first_name": "Bot"}}
    me = {"id": 1, "is_bot": False, "first_name": "Hoa"}
    query = {"id": "1", "from": me, "chat_instance": "1", "data": data, "message": message}
    await dispatcher.feed_raw_update(bot, {"update_id": number, "callback_query": query})


asyncio.run(main())
