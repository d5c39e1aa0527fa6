"""How to ask: messages from facts, and what is wrong with one before it is sent."""

from weaktie._core import Finding, Message, MissingFact, check_message, compose

__all__ = ["Finding", "Message", "MissingFact", "check_message", "compose"]
