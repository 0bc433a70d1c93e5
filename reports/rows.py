"""The values that reports are made of; they live in `forms/rows.py`, where storage can reach them too."""

from forms.rows import Answer, Origin, Row, State, Status, Unit

__all__ = ["Answer", "Origin", "Row", "State", "Status", "Unit"]
