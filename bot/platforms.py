"""The platforms that settings name: their bots, and what runs for each of them.

A new platform is one file in `bot/channels/` and one line in `open_platforms`.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from typing import Any, Protocol

from starlette.routing import Route

from bot import polling, webhooks
from bot.app import App
from bot.channels.base import SendError
from bot.links import bot_name_key
from bot.polling import Polled
from bot.settings import Settings, tokens
from bot.webhooks import Hooked
from forms.speech import texts
from storage import records

RETRY_SECONDS = 30.0
log = logging.getLogger(__name__)


class Platform(Polled, Hooked, Protocol):
    """A bot on a platform that reaches it over the network."""

    async def open(self) -> None:
        """Be ready; nothing is asked of the network yet."""
        ...

    async def close(self) -> None:
        """Let the connections go."""
        ...

    async def introduce(self, menu: dict[str, str]) -> str:
        """Show the menu of commands; the bot's public name. Raises SendError."""
        ...

    async def use_webhook(self, url: str, secret: str) -> None:
        """Ask for updates at `url`. Raises SendError."""
        ...


def open_platforms(settings: Settings) -> list[Platform]:
    """A bot for every token; a platform's library is imported only if it has one."""
    found: list[Platform] = []
    if settings.telegram_token:
        from bot.channels.telegram import Telegram

        found += [Telegram(token, settings.telegram_base_url) for token in tokens(settings.telegram_token)]
    if settings.zalo_token:
        from bot.channels.zalo import Zalo

        found += [Zalo(token, settings.zalo_base_url) for token in tokens(settings.zalo_token)]
    return found


def bots_of(settings: Settings) -> set[str]:
    """The bots that those settings name."""
    return {platform.bot for platform in open_platforms(settings)}


def secrets_of(settings: Settings) -> dict[str, str]:
    """The webhook secret of each platform that is to call us."""
    given = {"telegram": settings.telegram_webhook_secret, "zalo": settings.zalo_webhook_secret}
    return {name: secret for name, secret in given.items() if secret}


def hooks(app: App, platforms: Sequence[Platform]) -> list[Route]:
    """The webhook routes, for platforms that call us."""
    secrets = secrets_of(app.settings)
    return webhooks.routes([one for one in platforms if one.name in secrets], secrets, app.receive)


def attended(app: App, platforms: Sequence[Platform]) -> list[Coroutine[Any, Any, None]]:
    """What runs beside the worker and the sender: one task a bot."""
    return [_attend(app, platform) for platform in platforms]


async def _attend(app: App, platform: Platform) -> None:
    """Tell the platform where to call us, or poll. The bot's menu and name are seen to beside
    that: nobody waits for an answer because the platform is slow to take a menu."""
    await platform.open()
    introduction = asyncio.create_task(_until_done(platform, lambda: _introduce(app, platform)))
    try:
        if secret := secrets_of(app.settings).get(platform.name):
            url = f"{app.settings.public_url.rstrip('/')}{path_of(platform)}"
            await _until_done(platform, lambda: platform.use_webhook(url, secret))
            await asyncio.Event().wait()
        await polling.poll(platform, app.receive, app.store, app.holder)
    finally:
        introduction.cancel()
        await asyncio.gather(introduction, return_exceptions=True)
        await platform.close()


async def _until_done(platform: Platform, step: Callable[[], Awaitable[None]]) -> None:
    """Try a step until the platform takes it; as long in between as it asks for."""
    while True:
        wait = RETRY_SECONDS
        try:
            return await step()
        except SendError as why:
            log.warning("%s is not reached yet: %s", platform.bot, why.reason)
            wait = max(wait, why.wait)
        except Exception as why:
            log.error("%s is not introduced yet: %s", platform.bot, type(why).__name__)
        await asyncio.sleep(wait)


async def _introduce(app: App, platform: Platform) -> None:
    """The platform shows the menu; the bot's name is kept for links."""
    name = await platform.introduce(menu())
    await app.store.write(lambda db: records.remember(db, bot_name_key(platform.bot), name))


def menu() -> dict[str, str]:
    """The commands a platform shows beside the field for typing, with what each does."""
    return {key.removeprefix("menu."): text for key, text in texts("vi").items() if key.startswith("menu.")}


def path_of(platform: Platform) -> str:
    """Where the platform calls us."""
    return f"/{platform.name}/webhook/{platform.id}"
