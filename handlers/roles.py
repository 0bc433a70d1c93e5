"""A role in words."""

from forms.rows import Unit
from forms.speech import Line


def role_line(role: str, unit: Unit) -> Line:
    """A role in words; who leads a unit above the branch is its reporting contact."""
    return Line("role.leader_up" if role == "leader" and unit.level != "chi_hoi" else f"role.{role}")
