"""A percentage: “86,4%”, “tám lăm phần trăm”; “0,85”, “105%” and “18/20” are asked back."""

from dataclasses import replace
from typing import Final

from forms.answers.families import family
from forms.answers.figures import choice, corrected, doubt, too_large, without_figure
from forms.answers.numbers import Figure
from forms.answers.sift import Said, sift
from forms.answers.values import Choice, Context, Reading, ask, number, refused, value

ALL: Final = 100


def read_percent(text: str, context: Context) -> Reading:
    """The reading of an answer to a question for a percentage."""
    said = sift(text, context)
    if said.phone:
        return refused("phone_number")
    if too_large(said):
        return refused("too_large")
    return corrected(said, _reading(said, context), context)


def _reading(said: Said, context: Context) -> Reading:
    is_range = len(said.figures) > 1 and bool(said.between(0, 1) & {"-", "to"})
    signed = [] if is_range else [(at, one) for at, one in said.figures if one.sign == "%"]
    said = replace(said, figures=[(at, _dotted(one)) for at, one in signed or said.figures])
    if not said.figures:
        if said.aside:
            return ask(
                "change" if said.aside[-1][0] in ("up", "down") else "confirm", *map(_percent, said.aside[-1][1].values)
            )
        return without_figure(said, context)
    if len(said.figures) == 1:
        return _one(said)
    values = [figure.values[0] for _, figure in said.figures if figure.values]
    links = said.between(0, 1)
    if len(values) == 2 and "/" in links and 0 <= values[0] <= values[1] and values[1]:
        return ask("percent_scale", _percent(round(ALL * values[0] / values[1], 1)))
    return ask("range" if links & {"-", "to"} else "several", *map(_percent, values[:4]))


def _percent(share: float) -> Choice:
    return choice(share, "%")


def _dotted(found: Figure) -> Figure:
    """A percentage has no thousands, so a dot can only stand before decimals: 86.4."""
    if found.reason == "separator" and found.typed.count(".") == 1 and "," not in found.typed:
        return found._replace(values=found.values[:1], reason="")
    return found


def _one(said: Said) -> Reading:
    found = said.figures[0][1]
    doubtful = doubt(said, 0, "%")
    if doubtful:
        return doubtful
    share = found.values[0]
    if found.scaled or found.sign == "đ" or (not found.sign and family(said.after(0)) not in (None, "names")):
        return ask("confirm", _percent(share))
    if share > ALL:
        return ask("percent_over_100", _percent(share))
    if 0 < share < 1 and found.sign != "%":
        return ask("percent_scale", _percent(share * ALL), _percent(share))
    return value(number(share))
