"""The same form with aiogram-dialog and its MemoryStorage."""

import asyncio

from aiogram import Bot, Dispatcher
from aiogram.client.session.base import BaseSession
from aiogram.filters import CommandStart
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.memory import MemoryStorage
from aiogram_dialog import Dialog, StartMode, Window, setup_dialogs
from aiogram_dialog.widgets.input import TextInput
from aiogram_dialog.widgets.text import Const
from wire import PEOPLE, QUESTIONS, TOKEN, answer, calls, now, report, update


class Stub(BaseSession):
    """The wire as the library wants it."""

    async def close(self):
        """Nothing to close."""

    async def make_request(self, bot, method, timeout=None):  # noqa: ASYNC109 - the library's signature
        """Answer at once."""
        content = answer(method.__api_method__, getattr(method, "chat_id", 1)).decode()
        return self.check_response(bot=bot, method=method, status_code=200, content=content).result

    async def stream_content(self, *args, **kwargs):
        """No files."""
        yield b""


Form = type("Form", (StatesGroup,), {f"q{place}": State() for place in range(QUESTIONS + 1)})
STATES = [getattr(Form, f"q{place}") for place in range(QUESTIONS + 1)]


async def answered(message, widget, manager, value):
    """Keep it and go on."""
    manager.dialog_data[widget.widget.widget_id] = value
    await manager.next()


def window(place):
    """One question."""
    ask = Const(f"Câu {place + 1}: bao nhiêu ạ?")
    return Window(ask, TextInput(id=f"a{place}", type_factory=int, on_success=answered), state=STATES[place])


async def begin(message, dialog_manager):
    """Open the form."""
    await dialog_manager.start(STATES[0], mode=StartMode.RESET_STACK)


async def main():
    bot, dispatcher = Bot(TOKEN, session=Stub()), Dispatcher(storage=MemoryStorage())
    windows = [window(place) for place in range(QUESTIONS)]
    dispatcher.include_router(Dialog(*windows, Window(Const("Xong."), state=STATES[QUESTIONS])))
    dispatcher.message.register(begin, CommandStart())
    setup_dialogs(dispatcher)
    number = 0
    for person in range(1, PEOPLE + 1):
        number += 1
        await dispatcher.feed_raw_update(bot, update(number, person, "/start"))
    calls.clear()
    begun, turns = now(), 0
    for turn in range(QUESTIONS):
        for person in range(1, PEOPLE + 1):
            number, turns = number + 1, turns + 1
            await dispatcher.feed_raw_update(bot, update(number, person, str(turn + 1)))
    report("aiogram-dialog", turns, begun, sum(calls.values()))


asyncio.run(main())
