"""python-telegram-bot alone: an echo that stores nothing."""

import asyncio

from telegram import Update
from telegram.ext import Application, MessageHandler, filters
from telegram.request import BaseRequest
from wire import PEOPLE, QUESTIONS, TOKEN, answer, calls, now, report, update


class Stub(BaseRequest):
    """The wire as the library wants it."""

    read_timeout = 5.0

    async def initialize(self):
        """Nothing to open."""

    async def shutdown(self):
        """Nothing to close."""

    async def do_request(self, url, method, request_data=None, **timeouts):
        """Answer at once."""
        chat = request_data.parameters.get("chat_id", 1) if request_data else 1
        return 200, answer(url.rpartition("/")[2], chat)


async def echo(update, context):
    """Say it back."""
    await update.effective_message.reply_text(update.effective_message.text)


async def main():
    app = Application.builder().token(TOKEN).request(Stub()).get_updates_request(Stub()).build()
    app.add_handler(MessageHandler(filters.TEXT, echo))
    await app.initialize()
    calls.clear()
    begun, number = now(), 0
    for turn in range(QUESTIONS):
        for person in range(1, PEOPLE + 1):
            number += 1
            await app.process_update(Update.de_json(update(number, person, str(turn)), app.bot))
    report("python-telegram-bot echo", number, begun, calls["sendMessage"])
    await app.shutdown()


asyncio.run(main())
