"""The shipped programmes say what their documents say (DOMAIN §9): targets, duties, dates, forms."""

import json
import subprocess
import sys
import time
from datetime import date
from itertools import combinations

import pytest

from forms.catalogue import catalogue
from forms.compose import compose, indicators_of, levels_asked, warnings
from forms.describe import TARGET_KEYS, as_json, how_judged, lapsed
from forms.levels import LEVEL_NAMES, LOWEST_FIRST
from forms.load import SHIPPED, shipped
from forms.model import LEVELS
from forms.periods import period_of

# code: compare, goal, unit, stated – typed from the table of DOMAIN §9, not from the programme files
TARGETS = {
    "LC-1": (">=", 1, "việc", True),
    "LC-2a": ("yes", 1, "kế hoạch", True),
    "LC-2b": (">=", 2, "nội dung", True),
    "LC-3": (">=", 95, "%", True),
    "LC-4a": (">=", 85, "%", True),
    "LC-4b": (">=", 90, "%", True),
    "LC-4c": (">=", 95, "%", True),
    "LC-4d": (">=", 1, "hội viên", True),
    "LC-5a": ("=", 100, "%", True),
    "LC-5b": (">=", 90, "%", False),
    "LC-6": ("yes", 1, "chương trình", True),
    "LC-7a": (">=", 1, "mô hình", True),
    "LC-7b": (">=", 1, "hộ", True),
    "LC-8a": (">", 75, "%", True),
    "LC-8b": ("=", 100, "%", True),
    "LC-9": (">=", 1, "nội dung", True),
    "MT-1": (">=", 20, "%", True),
    "PT-1a": ("=", 100, "%", True),
    "PT-1b": ("=", 100, "%", True),
    "PT-1c": (">=", 80, "%", False),
    "PT-1d": (">=", 2, "hoạt động", True),
    "PT-1e": (">=", 20, "tin, bài", True),
    "PT-1f": (">=", 300, "tin, bài", False),
    "PT-2a": (">=", 90, "%", True),
    "PT-2b": (">=", 85, "%", True),
    "PT-3a": (">=", 1, "hoạt động", True),
    "PT-3b": (">=", 5, "hộ", False),
    "PT-3c": (">=", 3, "hộ", True),
    "PT-4a": (">=", 1200, "người", False),
    "PT-4b": (">=", 500, "người", False),
    "PT-4c": (">=", 280, "tổ, nhóm", False),
    "PT-4d": (">=", 2, "hợp tác xã", False),
    "PT-4e": (">=", 3, "tổ, hợp tác xã", True),
    "PT-4f": (">=", 1, "mô hình", True),
    "PT-5": (">=", 80, "%", True),
    "PT-6a": (">=", 83, "%", False),
    "PT-6b": (">=", 95, "%", True),
    "PT-6c": ("=", 100, "%", True),
    "PT-6d": ("=", 100, "%", True),
    "PT-7a": (">=", 2, "chính sách", True),
    "PT-7b": (">=", 1, "chính sách", True),
    "PT-7c": (">=", 1, "văn bản", True),
    "PT-8": (">=", 30, "nhà", True),
    "PT-9": (">=", 2500, "người", True),
}
DUTIES = {
    "cong-tac-hoi": ("CT", 2),
    "tra-vinh-2018": ("TV", 6),
    "mttq-2018": ("MT", 3),
    "lao-cai-2022": ("LC", 5),
    "trieu-son-2021": ("TS", 7),
    "phu-tho-2016": ("PT", 4),
}


def test_every_target_under_its_code() -> None:
    found = {
        target.code: (target.compare, target.goal, target.unit, target.stated)
        for programme in shipped().values()
        for target in programme.target
    }
    assert found == TARGETS


def test_a_bare_number_says_how_it_is_read() -> None:
    bare = [one for programme in shipped().values() for one in programme.target if not one.stated]
    assert all("trơn" in target.note for target in bare)


@pytest.mark.parametrize("code", SHIPPED)
def test_every_duty_under_its_code(code: str) -> None:
    prefix, count = DUTIES[code]
    assert [duty.code for duty in shipped()[code].obligation] == [f"{prefix}-R{n}" for n in range(1, count + 1)]


def test_only_the_fatherland_front_office_states_its_dates() -> None:
    sources = {code: {rule.date_source for rule in programme.period} for code, programme in shipped().items()}
    assert sources.pop("mttq-2018") == {"document"}
    assert set(map(frozenset, sources.values())) == {frozenset({"configuration"})}


def test_what_is_in_force_and_what_is_archived() -> None:
    current = {code for code, programme in shipped().items() if programme.status == "current"}
    assert current == {"cong-tac-hoi", "lao-cai-2022"}
    assert shipped()["phu-tho-2016"].valid.until == date(2020, 12, 31)
    assert shipped()["lao-cai-2022"].term.since.year == 2021


def test_what_is_not_in_force_says_so() -> None:
    day = date(2026, 6, 1)
    said = {code: lapsed(programme, day) for code, programme in shipped().items()}
    assert said["lao-cai-2022"] == said["cong-tac-hoi"] == ""
    assert "31/12/2020" in said["phu-tho-2016"]
    assert "lưu trữ" in said["tra-vinh-2018"]
    assert "15/09/2022" in lapsed(shipped()["lao-cai-2022"], date(2022, 1, 1))


def test_the_days_of_the_year() -> None:
    days = {entry.code: (entry.since, entry.until) for entry in shipped()["mttq-2018"].calendar}
    assert days == {
        "quoc-te-phu-nu": ("03-08", "03-08"),
        "quoc-te-hanh-phuc": ("03-20", "03-20"),
        "gia-dinh-viet-nam": ("06-28", "06-28"),
        "phu-nu-viet-nam": ("10-20", "10-20"),
        "thang-hanh-dong": ("11-15", "12-15"),
    }
    assert [entry.code for entry in shipped()["trieu-son-2021"].calendar] == ["thang-hanh-dong"]


def test_when_a_branch_is_due() -> None:
    base = [shipped()["cong-tac-hoi"]]
    assert period_of("2026-h1", base).due("chi_hoi") == date(2026, 6, 2)
    assert period_of("2026-year", base).due("chi_hoi") == date(2026, 12, 2)
    assert period_of("2026-h1", base).top == date(2026, 6, 9)


def test_who_is_asked() -> None:
    asked = {code: levels_asked([programme]) for code, programme in shipped().items()}
    assert asked["cong-tac-hoi"] == {"chi_hoi", "xa"}
    assert asked["mttq-2018"] == {"thanh_vien", "co_quan"}
    assert asked["trieu-son-2021"] == {"thanh_vien", "xa"}
    assert asked["tra-vinh-2018"] == {"xa", "huyen", "tinh"}


def test_the_branch_form() -> None:
    form = compose([shipped()["cong-tac-hoi"]], "chi_hoi", "h1", 2026)
    codes = [question.code for question in form.questions]
    assert codes[:4] == ["hoi_vien", "phu_nu_18", "hoi_vien_moi", "hoi_vien_giam"]
    assert codes[-3:] == ["tinh_hinh", "noi_bat", "kho_khan"]
    assert (len(codes), sum(question.is_figure for question in form.questions)) == (15, 12)


def test_two_programmes_ask_what_they_share_once() -> None:
    both = [shipped()["cong-tac-hoi"], shipped()["lao-cai-2022"]]
    form = compose(both, "chi_hoi", "year", 2026)
    codes = [question.code for question in form.questions]
    assert len(codes) == len(set(codes)) == 18
    assert codes == [question.code for question in compose(both[::-1], "chi_hoi", "year", 2026).questions]
    assert not warnings(both)


def test_women_among_all_are_asked_as_two_counts_and_held_together() -> None:
    for code, level in (("mttq-2018", "thanh_vien"), ("trieu-son-2021", "xa"), ("tra-vinh-2018", "huyen")):
        form = compose([shipped()[code]], level, "year", 2021)
        codes = {question.code for question in form.questions}
        women = {name for name in codes if f"{name.removesuffix('_nu')}" in codes - {name} and name.endswith("_nu")}
        held = {check.rule for check in form.checks if check.severity == "error"}
        assert women
        assert held >= {f"{name} <= {name.removesuffix('_nu')}" for name in women}, code


def test_short_names_mean_one_figure_in_every_form() -> None:
    for pair in combinations(shipped().values(), 2):
        for level in LEVELS:
            questions = compose(list(pair), level, "year", 2026).questions
            names = [name for question in questions for name in question.short]
            assert len(names) == len(set(names)), (level, sorted(names))


def test_every_question_is_short_and_addresses_nobody() -> None:
    asked = {code: one for programme in shipped().values() for code, one in indicators_of(programme).items()}
    for code, one in {**catalogue(), **asked}.items():
        assert len(one.hint) <= 80, code
        assert "{" not in one.ask + one.hint, code
        assert one.ask.endswith("?"), code
        assert not one.is_figure or one.short, code
        assert not one.is_figure or one.kind == "yes_no" or (one.min is not None and one.max is not None), code
        assert one.kind not in ("count", "money") or one.unit, code


def test_the_catalogue_is_large_enough() -> None:
    assert len(catalogue()) >= 60


def test_targets_say_where_they_stand_and_how_they_are_judged() -> None:
    for programme in shipped().values():
        for target in programme.target:
            assert target.source, target.code
            assert len(how_judged(programme, target)) > 30
    lao_cai = shipped()["lao-cai-2022"]
    strict = next(target for target in lao_cai.target if target.code == "LC-8a")
    assert "trên 75%" in how_judged(lao_cai, strict)


def test_the_json_of_the_contract() -> None:
    for programme in shipped().values():
        document = json.loads(json.dumps(as_json(programme)))
        assert document.keys() >= {"code", "title", "status", "periods", "targets", "obligations", "calendar"}
        assert document["recipients"] == list(programme.recipients)
        assert all(tuple(target) == TARGET_KEYS for target in document["targets"])
    first = as_json(shipped()["lao-cai-2022"])["targets"][0]
    assert (first["code"], first["goal"], first["valid"]) == ("LC-1", 1, {"from": 2022, "to": None})


def test_every_level_has_a_name() -> None:
    assert set(LEVEL_NAMES) == set(LOWEST_FIRST) == set(LEVELS)


def test_loading_everything_is_quick() -> None:
    code = "import forms.load as l, time; t = time.perf_counter(); l.shipped(); print(time.perf_counter() - t)"
    began = time.perf_counter()
    taken = float(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout)
    assert taken < 0.5, f"{taken:.2f} s of {time.perf_counter() - began:.2f} s"
