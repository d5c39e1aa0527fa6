"""Errors that know their place, tables and columns, chances and the costs they are compared by."""

from weaktie._core import (
    OPERATOR,
    Cancelled,
    Column,
    Error,
    ImportFailed,
    InvalidValue,
    Operator,
    SnapshotCorrupt,
    Table,
    UnknownPerson,
    chance_of,
    cost_of,
)

__all__ = [
    "OPERATOR",
    "Cancelled",
    "Column",
    "Error",
    "ImportFailed",
    "InvalidValue",
    "Operator",
    "SnapshotCorrupt",
    "Table",
    "UnknownPerson",
    "chance_of",
    "cost_of",
]
