"""The same wire for everybody: a call is answered at once with what Telegram would answer, and counted."""

import json
import sys
import time

QUESTIONS = 20
PEOPLE = 512
TOKEN = "7000001:AAE-of-no-value_0123456789-0123456789"
calls = {}


def answer(method, chat=1):
    """The bytes of Telegram's answer to a call."""
    method = method[:1].lower() + method[1:]
    calls[method] = calls.get(method, 0) + 1
    result = True
    if method in ("sendMessage", "editMessageText", "editMessageReplyMarkup"):
        message = {"message_id": sum(calls.values()), "date": 1780000000, "text": "…"}
        result = message | {"chat": {"id": chat, "type": "private"}}
    if method == "getMe":
        result = {"id": 7000001, "is_bot": True, "first_name": "Bot", "username": "bot"}
    return json.dumps({"ok": True, "result": result}).encode()


def update(number, person, text):
    """Somebody types something, as Telegram tells it."""
    me = {"id": person, "is_bot": False, "first_name": "Hoa"}
    message = {"message_id": number, "date": 1780000000, "chat": {"id": person, "type": "private"}, "from": me}
    return {"update_id": number, "message": message | {"text": text}}


def now():
    """Seconds, and seconds of processor time."""
    return time.perf_counter(), time.process_time()


def report(name, turns, begun, typed):
    """One line for `speed.py`."""
    seconds, spent = (end - start for start, end in zip(begun, now(), strict=True))
    found = {"name": name, "turns_per_second": round(turns / seconds), "calls_per_answer": round(typed / turns, 2)}
    found["us_of_cpu_a_turn"] = round(1e6 * spent / turns)
    sys.stdout.write(json.dumps(found) + "\n")
