"""The values that reports are made of; they live in `forms/rows.py`, where storage reaches them too."""

from forms.rows import COUNTED, Answer, Origin, Row, State, Status, Unit

__all__ = ["COUNTED", "Answer", "Origin", "Row", "State", "Status", "Unit"]
