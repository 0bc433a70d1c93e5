"""What is urgent, or the mood of people, said where nobody has asked for it: words of violence, “có việc khẩn em ơi”,
“tâm tư”, “bà con xôn xao …”. Nothing of it goes on without a word of hers."""

from actions import urgent as notices
from actions.work import Conversation, Work
from forms import courtesy, danger
from forms.privacy import cleansed, speaks_of
from forms.speech import Line
from handlers import dialogue, urgent
from handlers.message import Message
from storage.incidents import DONE, MOOD

FEWEST_WORDS = 4


def claims(work: Work, who: Conversation, message: Message) -> bool:
    """Whether it asks after a notice she has sent, takes it back, or cries for help."""
    return message.kind != "pick" and (_about_sent(work, who, message) or _cries(work, who, message))


def _about_sent(work: Work, who: Conversation, message: Message) -> bool:
    """“việc khẩn em báo hôm trước sao rồi”, “báo nhầm em ạ”, hours or days after she has sent it."""
    asks = urgent.asks_after(who, message)
    takes_back = not asks and speaks_of(message.text, "told_wrongly", who.voice.language)
    sent = notices.latest(work, who) if asks or takes_back else None
    if sent is None:
        return False
    names_it = speaks_of(message.text, "my_notice", who.voice.language)
    is_open = sent.state != DONE
    if asks and (names_it or (is_open and not courtesy.of(message.text, who.voice.language))):
        dialogue.tell(work, who, *urgent.how_far(work, sent))
        return True
    if takes_back and is_open and urgent.takes_back(who, message):
        urgent.withdraw(work, who, sent.id)
        return True
    return False


def _cries(work: Work, who: Conversation, message: Message) -> bool:
    """Words of violence, or a call: the numbers to call, and the confidential way, are offered at once; one word is
    enough to send what she has said."""
    said, language = message.text, who.voice.language
    if not danger.is_cry(said, language):
        return False
    work.forget_message()
    if not danger.is_told(said, language) and not danger.call_in(said, language):
        urgent.open_notice(work, who)
    elif urgent.open_(work, who):
        kept, _ = cleansed(said, language, incident=True)
        urgent.offer(work, who, kept, *urgent.first(work, who), *urgent.only_words(message))
    else:
        dialogue.say(work, who, Line("urgent.call"), Line("report.no_unit"))
    return True


def cries(work: Work, who: Conversation, message: Message, name: str) -> bool:
    """Of somebody who has not joined or has not agreed: whom to call stands first all the same; nothing is kept."""
    if name != "khan" and (message.kind == "pick" or not danger.is_cry(message.text, who.voice.language)):
        return False
    work.forget_message()
    dialogue.tell(work, who, Line("urgent.call"), Line("urgent.not_joined"))
    return True


def ordered(text: str, language: str, rest: str) -> tuple[str, str]:
    """What staff order by `khẩn …`: “khẩn trương nộp nhé” and “việc khẩn sao rồi” are no notice, “khẩn cấp em ơi”
    tells nothing yet."""
    said = danger.call_in(text, language)
    if said is None or speaks_of(text, "how_far", language):
        return "", ""
    return "khan", rest if said else ""


def claims_mood(work: Work, who: Conversation, message: Message) -> bool:
    """“tâm tư”, or a sentence about what people say and fear: it is offered to go to staff as that."""
    said, language = message.text, who.voice.language
    opens = courtesy.says(said, "mood_open", language)
    if message.kind != "text" or not (opens or _tells_mood(said, language)) or not urgent.open_(work, who, MOOD):
        return False
    work.forget_message()
    if opens:
        urgent.ask_mood(work, who)
    else:
        kept, _ = cleansed(said, language, incident=True)
        urgent.offer(work, who, kept)
    return True


def _tells_mood(said: str, language: str) -> bool:
    is_sentence = len(said.split()) >= FEWEST_WORDS and not courtesy.puzzled(said, language)
    return is_sentence and not any(map(str.isdigit, said)) and speaks_of(said, "mood_told", language)
