"""Own programmes: made known, switched on for all or a subtree, changed while reports are under way."""

import pytest
from harness import Office

from actions.atlas import World
from actions.programmes import Kept, ProgrammeRefusedError, Switched, keep, state_of, switch
from forms.load import parse_programme, shipped
from forms.model import Programme

HEAD = """
code = "trong-cay"
title = "Trồng cây"
issuer = "Hội LHPN xã Một"
source = "KH 05"
status = "current"
valid = { from = 2026-01-01, to = 2026-12-31 }
recipients = ["Đảng ủy xã"]
"""
TREES = '[[indicator]]\ncode = "cay_xanh"\nlevel = "chi_hoi"\nsection = "Môi trường"\ntitle = "Cây xanh"\n'
TREES += 'ask = "Bao nhiêu cây ạ?"\nkind = "count"\nunit = "cây"\n'


def own(rows: str = TREES) -> Programme:
    """The programme with those rows."""
    return parse_programme(HEAD + rows)


async def kept(office: Office, programme: Programme) -> Kept:
    return await office.act(lambda work: keep(work, programme))


async def switched(office: Office, code: str, unit: str | None = None, *, is_on: bool = True) -> Switched:
    return await office.act(lambda work: switch(work, code, unit, is_on))


async def world(office: Office) -> World:
    return await office.act(lambda work: work.world)


async def test_an_own_programme_is_known_everywhere_once_it_is_on(office: Office) -> None:
    assert (await kept(office, own())).outcome == "new"
    assert (await switched(office, "trong-cay", "X1")).asked == 3
    found = await world(office)
    period = found.period("2026-h1")
    asked = {code: {q.code for q in found.form(found.tree[code], period).questions} for code in ("X1C1", "X2C1")}
    assert asked["X1C1"] - asked["X2C1"] == {"cay_xanh"}
    assert "cay_xanh" in (await office.summary("X1", "2026-h1")).totals
    assert state_of(found, "trong-cay") == (False, ["X1"])


async def test_importing_the_same_again_changes_nothing(office: Office) -> None:
    await kept(office, own())
    before = (await world(office)).stamp
    assert (await kept(office, own())).outcome == "same"
    assert (await kept(office, shipped()["lao-cai-2022"])).outcome == "same"
    assert (await world(office)).stamp == before


async def test_a_shipped_code_stays_the_shipped_programmes(office: Office) -> None:
    changed = shipped()["lao-cai-2022"].model_copy(update={"title": "Khác"})
    with pytest.raises(ProgrammeRefusedError, match="“lao-cai-2022” là của chương trình có sẵn; hãy đặt mã khác"):
        await kept(office, changed)


async def test_a_figures_code_keeps_its_meaning_from_programme_to_programme(office: Office) -> None:
    await kept(office, own())
    other = own(TREES.replace('"cây"', '"hàng"')).model_copy(update={"code": "hang-cay"})
    with pytest.raises(ProgrammeRefusedError, match="“cay_xanh” trong chương trình trong-cay có đơn vị tính là cây"):
        await kept(office, other)


async def test_a_figures_code_keeps_its_meaning_once_it_was_answered(office: Office) -> None:
    await kept(office, own(TREES.replace('"count"', '"yes_no"')))
    assert (await kept(office, own())).outcome == "changed", "nobody has answered yet: a slip can be put right"
    await switched(office, "trong-cay", "X1")
    await office.join("hoa", "X1C1")
    await office.say("hoa", "báo cáo", "120")
    with pytest.raises(ProgrammeRefusedError, match="“cay_xanh” đã có người trả lời với loại là count"):
        await kept(office, own(TREES.replace('"count"', '"yes_no"')))


async def test_whoever_changes_a_programme_hears_how_many_go_on_with_the_earlier_form(office: Office) -> None:
    await kept(office, own())
    await switched(office, "trong-cay", "X1")
    await office.join("hoa", "X1C1")
    await office.join("mai", "X2C1")
    for name in ("hoa", "mai"):
        await office.say(name, "báo cáo", "120")
    again = await kept(office, own(TREES.replace("Bao nhiêu cây ạ?", "Trồng bao nhiêu cây ạ?")))
    assert (again.outcome, again.underway) == ("changed", 1)


async def test_an_expired_programme_can_be_switched_on_and_says_so(office: Office) -> None:
    done = await switched(office, "phu-tho-2016")
    assert done.changed
    assert done.asked == 9
    assert "Chương trình phu-tho-2016 đã hết hiệu lực từ sau ngày 31/12/2020." in done.notes


async def test_whoever_grows_a_branch_form_too_long_is_told_where(office: Office) -> None:
    assert not (await switched(office, "lao-cai-2022")).notes, "15 figures and 3 texts are still right"
    await kept(office, own())
    done = await switched(office, "trong-cay", "X2C1")
    assert done.notes == (
        "Phiếu của chi hội lên 16 số liệu và 3 mục chữ, nhiều hơn mức nên có (15 số liệu, 3 mục chữ), ví dụ ở X2C1.",
    )


async def test_a_programme_that_asks_nobody_says_so(office: Office) -> None:
    done = await switched(office, "mttq-2018")
    assert done.asked == 0
    assert done.notes[-1].startswith("Chưa có đơn vị nào ở cấp mà chương trình này hỏi")


async def test_the_nearest_switch_decides_until_a_wider_one_is_given(office: Office) -> None:
    await switched(office, "lao-cai-2022")
    await switched(office, "lao-cai-2022", "X1", is_on=False)
    assert (await world(office)).is_on("lao-cai-2022", "X1C2") is False
    assert (await world(office)).is_on("lao-cai-2022", "X2C2") is True
    done = await switched(office, "lao-cai-2022")
    assert (done.changed, done.forgotten) == (True, ("X1",))
    assert (await world(office)).is_on("lao-cai-2022", "X1C2") is True
    assert not (await switched(office, "lao-cai-2022")).changed


@pytest.mark.parametrize(
    ("code", "unit", "says"),
    [
        ("lao-cai", None, "Không có chương trình “lao-cai”; có lẽ là lao-cai-2022."),
        ("zzz", None, "Không có chương trình “zzz”; hãy chọn một trong: cong-tac-hoi, "),
        ("lao-cai-2022", "X9", "Không có đơn vị mang mã “X9”."),
    ],
)
async def test_what_nobody_knows_is_refused_in_one_sentence(
    office: Office, code: str, unit: str | None, says: str
) -> None:
    with pytest.raises(ProgrammeRefusedError) as refused:
        await switched(office, code, unit)
    assert str(refused.value).startswith(says)
