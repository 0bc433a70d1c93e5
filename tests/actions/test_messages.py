"""Buttons in what people are told of others' acts."""

import pytest
from harness import Office

from actions.messages import pick_of, tell_people
from forms.speech import Line

SHORT, LONG = "X1C1", "CHI_HOI_PHỤ_NỮ_THÔN_ĐÔNG_XÃ_MỘT_HUYỆN_ĐÔNG"


@pytest.mark.parametrize(
    ("command", "pick"),
    [
        (f"xembaocao {SHORT}", f"cmd:xembaocao {SHORT}"),
        ("xembaocao " + "X" * 50, "cmd:xembaocao " + "X" * 50),
        ("xembaocao " + "X" * 51, "cmd:xembaocao"),
        (f"nhapho {LONG}", "cmd:nhapho"),
        ("sua", "cmd:sua"),
    ],
)
def test_a_button_fits_every_channel(command: str, pick: str) -> None:
    assert pick_of(command) == pick
    assert len(pick_of(command).encode()) <= 64


@pytest.mark.parametrize(
    ("command", "asked"),
    [
        ("nhapho", "nhập hộ nơi nào?"),
        ("giahan", "nhắn một dòng: đơn vị, đến ngày nào"),
        ("xembaocao", "chưa có bản nào chờ duyệt"),
        ("nhantin", "nhắn nơi nào và lời gì"),
    ],
)
async def test_where_the_code_has_no_room_the_button_asks_which_unit(office: Office, command: str, asked: str) -> None:
    await office.join("lan", "X1", "staff")
    lan = await office.person("lan")
    offered = ((f"{command} {LONG}", Line("handover.enter")),)
    await office.act(lambda work: tell_people(work, [lan], "Chi hội chưa có ai.", commands=offered))
    await office.app.settle()
    assert asked in await office.tap("lan", "Nhập hộ")
