"""Whom to ask, how likely they are to agree and what it is worth: prospects and this week's requests."""

from weaktie._core import OutreachModel, Plan, PlannedRequest, Prospect, Prospects, plan

__all__ = ["OutreachModel", "Plan", "PlannedRequest", "Prospect", "Prospects", "plan"]
