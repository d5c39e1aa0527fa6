"""What is known and who said it: people, ties, affiliations and memberships as statements; fields of work."""

from weaktie._core import FIELDS, FieldMatch, Found, ImportReport, Records, ReportRow, field_of, fields_of

__all__ = ["FIELDS", "FieldMatch", "Found", "ImportReport", "Records", "ReportRow", "field_of", "fields_of"]
