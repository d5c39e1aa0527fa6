"""The frozen network, made by `Records.freeze` or `Network.from_arrays`."""

from weaktie._core import Network

__all__ = ["Network"]
