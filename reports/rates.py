"""Percentages that offices read beside two counts. They are made from the sums of the units that have both
counts, never from other percentages (DESIGN §1, "Figures in the tree")."""

from collections.abc import Collection
from dataclasses import dataclass

from reports.summary import Source
from reports.sums import Number, fold

Pair = tuple[Number, Number]


@dataclass(frozen=True, slots=True)
class Rate:
    """`part` as a percentage of `whole`; its words are `document.rate.<code>`."""

    code: str
    part: str
    whole: str


RATES: tuple[Rate, ...] = (
    Rate("hoi_vien_phu_nu_18", "hoi_vien", "phu_nu_18"),
    Rate("hoi_vien_phu_nu_18_co_mat", "hoi_vien", "phu_nu_18_co_mat"),
    Rate("hoi_vien_sinh_hoat", "hoi_vien_sinh_hoat", "hoi_vien"),
    Rate("ho_thoat_ngheo", "ho_thoat_ngheo", "ho_ngheo_dau_nam"),
    Rate("ho_con_nho_kien_thuc", "ho_con_nho_kien_thuc", "ho_con_nho"),
    Rate("can_bo_dat_chuan", "can_bo_dat_chuan", "can_bo_hoi"),
    Rate("can_bo_tap_huan", "can_bo_tap_huan", "can_bo_can_tap_huan"),
    Rate("kien_nghi_tiep_thu", "kien_nghi_tiep_thu", "kien_nghi"),
    Rate("nhan_su_nu", "nhan_su_nu", "nhan_su"),
    Rate("lanh_dao_nu", "lanh_dao_nu", "lanh_dao"),
    Rate("cap_uy_nu", "cap_uy_nu", "cap_uy"),
    Rate("hdnd_nu", "hdnd_nu", "hdnd"),
    Rate("quy_hoach_nu", "quy_hoach_nu", "quy_hoach"),
    Rate("dao_tao_nu", "dao_tao_nu", "dao_tao"),
)


def joined(source: Source, rate: Rate, keep: Collection[str], period: str = "") -> dict[str, Pair]:
    """The two counts of a rate for each unit of `keep`, over the units that have both; absent where none has."""
    together = frozenset({rate.part, rate.whole})
    indicators = {code: source.indicators[code] for code in together}
    rows = source.rows.get(period or source.period, {})
    folded = fold(source.tree.subtree(source.unit), rows, indicators, keep, together)
    return {
        unit: (sums.joint[rate.part], sums.joint[rate.whole]) for unit, sums in folded.items() if sums.joint is not None
    }


def percent(pair: Pair | None) -> float | None:
    """The rate in percent; None without data or over nothing."""
    return 100 * pair[0] / pair[1] if pair and pair[1] else None
