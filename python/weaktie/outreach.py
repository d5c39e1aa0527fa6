"""Whom to ask, how likely they are to agree and what it is worth: prospects and this week's requests."""

from weaktie._core import AnyoneAt, OutreachModel, PersonAt, Plan, PlannedRequest, Prospect, Prospects, plan

__all__ = ["AnyoneAt", "OutreachModel", "PersonAt", "Plan", "PlannedRequest", "Prospect", "Prospects", "plan"]
