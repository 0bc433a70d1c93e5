"""Language is data: English says everything that Vietnamese says to a person, with the same figures in it.

Official documents (the table `document`) are Vietnamese in any language.
"""

import re
import tomllib
from string import Formatter

import pytest

from forms.answers import REASONS
from forms.speech import LANGUAGES, TEXTS, Line, Manners, Voice, addresses, commands, own_texts, texts, words

OFFICIAL = ("document.", "sheet.", "chart.")
ADDRESS = {"chi", "em", "Chi", "Em"}


def placeholders(template: str) -> set[str]:
    """What a sentence is filled with, how people are addressed aside."""
    return {name for _, name, _, _ in Formatter().parse(template) if name} - ADDRESS


def spoken(language: str) -> dict[str, str]:
    """The sentences said to people."""
    return {key: text for key, text in own_texts(language).items() if not key.startswith(OFFICIAL)}


def table(language: str, name: str) -> dict[str, list[str]]:
    """A table of words as the files have it."""
    merged = [tomllib.loads(path.read_text(encoding="utf-8")) for path in (TEXTS / language).glob("*.toml")]
    return next(one[name] for one in merged if name in one)


def test_no_sentence_is_missing_in_english() -> None:
    assert spoken("en").keys() == spoken("vi").keys()


def test_english_tells_the_same_figures() -> None:
    english = spoken("en")
    for key, text in spoken("vi").items():
        assert placeholders(english[key]) == placeholders(text), key


@pytest.mark.parametrize("name", ["words", "as_typed", "commands", "slash_commands", "periods", "tones"])
def test_every_word_list_is_there_in_both(name: str) -> None:
    assert table("en", name).keys() == table("vi", name).keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_commands_share_a_spelling(language: str) -> None:
    spellings = [spelling for own in table(language, "commands").values() for spelling in own]
    assert len(spellings) == len(set(spellings)) == len(commands(language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_word_lists_are_plain_letters(language: str) -> None:
    for name in table(language, "words"):
        assert all(re.fullmatch(r"[a-z0-9/' ]*", word) for word in words(language, name)), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_of_the_reader_has_its_sentence(language: str) -> None:
    assert {key.removeprefix("form.reason.") for key in own_texts(language) if key.startswith("form.reason.")} >= set(
        REASONS
    )


def test_the_bot_is_polite_once_a_message() -> None:
    for key, text in spoken("vi").items():
        said = Manners().once(text)
        assert len(re.findall(r"(?m)^Dạ\b| ạ\b", said)) <= 1, key


def test_manners_across_sentences() -> None:
    voice = Voice()
    assert voice.say(Line("form.again"), "Chi hội có bao nhiêu hội viên ạ?") == (
        "Dạ chị nhắn lại số đúng giúp em.\nChi hội có bao nhiêu hội viên?"
    )
    assert voice.say("Chị nghỉ ạ.", Line("form.again")) == "Chị nghỉ ạ.\nChị nhắn lại số đúng giúp em."
    assert voice.say("Chi hội có bao nhiêu hội viên ạ?") == "Chi hội có bao nhiêu hội viên ạ?"


@pytest.mark.parametrize(
    ("tone", "said"), [("chi", "Dạ chị nhắn lại số đúng giúp em."), ("co", "Dạ cô nhắn lại số đúng giúp cháu.")]
)
def test_the_bots_own_word_follows_the_address(tone: str, said: str) -> None:
    assert Voice(tone).say(Line("form.again")) == said
    assert set(addresses("vi")) == set(addresses("en"))


def test_what_english_does_not_say_is_said_in_vietnamese() -> None:
    assert texts("en").keys() >= texts("vi").keys()
