"""Through whom: `Network.introductions`, `why_none`, `reach`, `best_among`, `bottlenecks`, `gains` and `who_knows`, and
what they return."""

from weaktie._core import Introduction, Introductions, Reach, Reason, Step

__all__ = ["Introduction", "Introductions", "Reach", "Reason", "Step"]
