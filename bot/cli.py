"""The command line: `chihoi`. Commands are imported only when they are called, so that each starts quickly.

Errors are one clear line on stderr: exit 2 for bad input, 1 for failure, never a traceback.
"""

import logging
import os
import sys
from importlib import import_module

import click

from bot.logs import discreet

COMMANDS = {
    "demo": "bot.commands.demo:demo",
    "run": "bot.commands.run:run_command",
    "chat": "bot.commands.chat:chat",
    "org": "bot.commands.org:org",
    "invite": "bot.commands.invite:invite",
    "programme": "bot.commands.programme:programme",
    "play": "bot.commands.play:play",
    "read": "bot.commands.read:read",
    "figures": "bot.commands.figures:figures",
    "targets": "bot.commands.targets:targets",
    "summary": "bot.commands.summary:summary",
    "letterhead": "bot.commands.letterhead:letterhead",
    "status": "bot.commands.status:status",
    "reminders": "bot.commands.reminders:reminders",
    "sheets": "bot.commands.sheets:sheets",
    "outbox": "bot.commands.outbox:outbox",
    "simulate": "bot.commands.simulate:simulate",
    "audit": "bot.commands.audit:audit",
    "doctor": "bot.commands.doctor:doctor",
    "erase": "bot.commands.erase:erase",
    "backup": "bot.commands.backup:backup",
    "restore": "bot.commands.backup:restore",
}


class LazyGroup(click.Group):
    """A group whose commands are imported when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name."""
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        command = getattr(import_module(module), name)
        assert isinstance(command, click.Command)
        return command


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
def cli() -> None:
    """Trợ lý báo cáo cho chi hội: hỏi – nhắc – cộng – đối chiếu chỉ tiêu."""


def main() -> None:
    """Run one command and exit with its code."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    discreet()
    sys.exit(_run(sys.argv[1:]))


def _run(arguments: list[str]) -> int:
    try:
        result = cli.main(arguments, prog_name="chihoi", standalone_mode=False)
    except click.exceptions.Exit as done:
        return done.exit_code
    except (click.Abort, KeyboardInterrupt):
        return _fail("Đã dừng.", 130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as why:
        return _fail(*_sentence(why))
    return result if isinstance(result, int) else 0


def _fail(message: str, code: int) -> int:
    click.echo(" ".join(message.split()), err=True)
    return code


def _sentence(why: Exception) -> tuple[str, int]:
    """What to tell the person, and the exit code."""
    if isinstance(why, click.UsageError):
        return _usage(why), 2
    if isinstance(why, click.ClickException):
        return why.format_message(), why.exit_code
    if type(why).__module__.partition(".")[0] in OWN_ROOMS:
        return str(why), 1 if any(one.__name__ == "StoreError" for one in type(why).__mro__) else 2
    if isinstance(why, OSError) and why.filename:
        return f"Không dùng được tệp “{why.filename}”: hãy xem lại đường dẫn và quyền ghi.", 1
    if os.environ.get("CHIHOI_DEBUG"):
        raise why
    return f"Lỗi ngoài dự kiến ({type(why).__name__}); đặt CHIHOI_DEBUG=1 rồi chạy lại để xem chi tiết.", 1


OWN_ROOMS = frozenset({"forms", "reports", "storage", "actions", "handlers", "scheduler", "bot"})


def _usage(why: click.UsageError) -> str:
    """Click's own complaints in Vietnamese."""
    name = why.ctx.command_path if why.ctx else "chihoi"
    if isinstance(why, click.NoSuchOption):
        return f"Không có tùy chọn “{why.option_name}”; xem {name} --help."
    if isinstance(why, click.MissingParameter):
        return f"Thiếu {_parameter(why)}; xem {name} --help."
    if isinstance(why, click.BadParameter):
        return f"Giá trị của {_parameter(why)} không dùng được; xem {name} --help."
    if why.message.startswith("No such command"):
        return f"Không có lệnh {why.message.split()[-1].strip('.')}; xem {name} --help."
    if why.message.startswith(("Missing command", "Got unexpected", "Option")):
        return f"Lệnh viết chưa đúng; xem {name} --help."
    return why.message


def _parameter(why: click.BadParameter) -> str:
    parameter = why.param
    if parameter is None:
        return "tham số"
    return f"“{parameter.opts[0] if isinstance(parameter, click.Option) else (parameter.metavar or parameter.name)}”"
