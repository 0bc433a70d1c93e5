"""A form filled in at once means what the same answers mean one by one: one reader, one set of checks."""

from hypothesis import given, settings
from hypothesis import strategies as st

from forms import engine
from forms.compose import compose
from forms.filled import Filled, Typed, fill, lines, written
from forms.listen import answer_of, understand
from forms.load import shipped
from forms.rows import Answer
from forms.steps import question_of, steps
from forms.walk import Facts, Heard, Walk

CATALOGUE = [
    one
    for programme in shipped().values()
    for level in ("chi_hoi", "xa")
    for one in compose([programme], level, "year", 2026).questions
]
BRANCH = compose([shipped()["cong-tac-hoi"]], "chi_hoi", "h1", 2026, "dân cư")
FACTS = Facts(unit_kind="dân cư", previous={"hoi_vien": 120}, opening={"hoi_vien": 120})
TEXTS = {"hoi_vien": "123 chị", "hoi_vien_moi": "5", "hoi_vien_giam": "hai", "tiet_kiem": "1tr2", "noi_bat": "không có"}


def filled(texts: dict[str, str], picked: dict[str, str] | None = None) -> Filled:
    """What comes of those lines."""
    return fill(BRANCH, FACTS, {}, Typed(texts, picked or {}))


def test_every_line_is_read_as_in_a_conversation() -> None:
    found = filled(TEXTS)
    assert not found.problems
    for step, text in TEXTS.items():
        if step in {one.code for one in BRANCH.questions}:
            turn = engine.advance(BRANCH, Walk(form=BRANCH.version, at=step), {}, FACTS, Heard(text=text))
            assert found.answers[step] == turn.answers[step], step


def test_what_is_ambiguous_is_chosen_never_guessed() -> None:
    found = filled({"hoi_vien": "1,200", "hoi_vien_moi": "khoảng 5", "hoi_vien_giam": "mấy chị"})
    assert not found.answers
    first = found.problems["hoi_vien"].choices[0]
    assert found.problems["hoi_vien_giam"].choices == ()
    assert found.problems["hoi_vien_giam"].line.key.startswith("form.reason.")
    chosen = filled({"hoi_vien": "1,200"}, {"hoi_vien": first.value})
    assert chosen.answers["hoi_vien"] == Answer("value", 1200)
    other = filled({"hoi_vien": "1,300"}, {"hoi_vien": first.value})
    assert "hoi_vien" in other.problems, "a choice belongs to what was typed"


def test_an_objection_is_settled_for_those_figures_alone() -> None:
    texts = {"hoi_vien": "1200", "hoi_vien_moi": "0", "hoi_vien_giam": "0"}
    kinds = [one.objection.name.partition(":")[0] for one in filled(texts).doubted]
    assert kinds == ["jump", "balance"], "every check behind the first one speaks too"
    keys = {one.key for one in filled(texts).doubted}
    assert keys == {one.key for one in filled(texts).doubted}
    assert keys.isdisjoint(one.key for one in filled({**texts, "hoi_vien": "1300"}).doubted)


def test_a_line_left_empty_is_open_or_not_known_yet() -> None:
    assert filled({"hoi_vien": "120"}).left == tuple(step for step in steps(BRANCH, {}, FACTS) if step != "hoi_vien")
    rest = fill(BRANCH, FACTS, {}, Typed({"hoi_vien": "120"}, {}, rest_missing=True))
    assert rest.left == ()
    assert rest.answers["noi_bat"] == Answer("missing")


def test_a_line_left_as_it_was_keeps_its_answer() -> None:
    known = {"hoi_vien": Answer("value", 120, estimated=True), "hoi_vien_moi": Answer("not_applicable")}
    texts = {step: written(question_of(BRANCH, step), answer) for step, answer in known.items()}
    assert fill(BRANCH, FACTS, known, Typed(texts, {})).answers == known


def test_what_must_not_be_kept_is_taken_out_of_a_text() -> None:
    found = filled({"noi_bat": "gặp chị Hoa 0912345678"})
    assert "0912" not in str(found.answers["noi_bat"].value)
    assert [note.key for note in found.notes["noi_bat"]] == ["form.private.phone"]


@given(st.dictionaries(st.sampled_from(lines(BRANCH, FACTS)), st.text(max_size=30)))
@settings(max_examples=30, deadline=None)
def test_nothing_that_can_be_typed_raises(texts: dict[str, str]) -> None:
    found = filled(texts)
    asked = set(steps(BRANCH, found.answers, FACTS))
    assert set(found.answers) | set(found.problems) | set(found.left) == asked


def test_every_answer_can_be_written_and_read_again() -> None:
    values = {"count": 1234, "money": 19_500_000, "percent": 85.5, "yes_no": 1, "date": "2026-05-15", "text": ""}
    asked = {one.kind: one for one in CATALOGUE if one.kind in values}
    answers = [Answer("missing"), Answer("not_applicable"), Answer("value", 0)]
    for kind, question in asked.items():
        for answer in [Answer("value", values[kind]), *(answers if kind == "count" else ())]:
            assert answer_of(understand(question, written(question, answer), FACTS).reading) == answer
    assert {"count", "money", "yes_no", "text"} <= asked.keys()
