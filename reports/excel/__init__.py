"""The summary as a workbook: totals, a row a unit, who has reported (internal), texts."""

from reports.summary import Summary


def xlsx(summary: Summary) -> bytes:
    """The .xlsx of a summary; its totals are live formulas that agree with the summary's own."""
    from reports.excel.workbook import written

    return written(summary)
