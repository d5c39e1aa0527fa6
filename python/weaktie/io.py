"""Files in: the readers are methods of `Records` (`read`, `read_linkedin`, `read_people`, ...).

What each of them did with every row is in the `ImportReport` that it returns.
"""

from weaktie._core import ImportReport, ReportRow

__all__ = ["ImportReport", "ReportRow"]
