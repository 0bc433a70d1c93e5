"""What `run` and `demo` share: a port, the web server, and everything that works beside it until a signal."""

import asyncio
import errno
import signal
import socket
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager, suppress
from typing import Any

import uvicorn
from starlette.applications import Starlette

from bot.app import App
from bot.channels.web import Web
from bot.commands.common import CommandError
from bot.web_parts import watch
from scheduler import wake


def open_port(host: str, port: int) -> socket.socket:
    """Take the port before anything else is done. Raises CommandError."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=512)
    except OSError as why:
        if why.errno == errno.EADDRINUSE:
            raise CommandError(f"Cổng {port} đang có chương trình khác dùng; hãy chọn cổng khác.", 1) from why
        raise CommandError(f"Không mở được cổng {port} ở địa chỉ {host}; hãy chọn địa chỉ, cổng khác.", 1) from why


def address(sock: socket.socket) -> str:
    """Where a browser finds that port."""
    host, port = sock.getsockname()[:2]
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"


class Server(uvicorn.Server):
    """Serves until SIGINT or SIGTERM; `closing` is called first, so that open streams end by themselves."""

    def __init__(self, app: Starlette, closing: Callable[[], None]) -> None:
        quiet: dict[str, Any] = {"access_log": False, "log_config": None, "server_header": False}
        super().__init__(uvicorn.Config(app, lifespan="off", ws="none", timeout_graceful_shutdown=3, **quiet))
        self._closing = closing

    def stop(self) -> None:
        """Finish what is being answered, then return; at once if asked a second time."""
        self.force_exit = self.should_exit
        self.should_exit = True
        self._closing()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Take the signals through the loop, and leave quietly."""
        loop, signals = asyncio.get_running_loop(), (signal.SIGINT, signal.SIGTERM)
        with suppress(NotImplementedError, RuntimeError, ValueError):  # Windows, or not the main thread
            for one in signals:
                loop.add_signal_handler(one, self.stop)
        try:
            yield
        finally:
            with suppress(NotImplementedError, RuntimeError, ValueError):
                for one in signals:
                    loop.remove_signal_handler(one)


def beside(app: App, web: Web, speed: float) -> list[Coroutine[Any, Any, None]]:
    """What works beside the web server: worker, sender, the clock, and the look-out for what others have stored."""
    return [app.worker.run(), app.sender.run(), _keep_time(app, speed), watch(app.store, web)]


async def _keep_time(app: App, speed: float) -> None:
    scheduler = wake.start(app.waker, speed)
    try:
        await asyncio.Event().wait()
    finally:
        scheduler.shutdown(wait=False)


async def keep_open(server: Server, sock: socket.socket, *tasks: Coroutine[Any, Any, None]) -> None:
    """Serve, with those tasks beside it, until a signal comes or one of them fails."""
    running = [asyncio.create_task(task) for task in tasks]
    for task in running:
        task.add_done_callback(lambda _: server.stop())
    try:
        await server.serve(sockets=[sock])
    finally:
        for task in running:
            task.cancel()
        ended = await asyncio.gather(*running, return_exceptions=True)
    for why in ended:
        if isinstance(why, Exception):
            raise why
