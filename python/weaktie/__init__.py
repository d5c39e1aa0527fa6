"""weaktie, the engine behind introductions: whom could I talk to, through whom, how do I ask, and what next.

>>> import weaktie as wt
>>> records = wt.Records()
>>> records.add_tie("sarah", "tutor", kind="tutor", strength=4)
True
>>> records.add_tie("tutor", "li", kind="colleague")
True
>>> network = records.freeze(as_of="2026-11-01")
>>> network.introductions("sarah", "li")[0].people
['sarah', 'tutor', 'li']

One module a room, in the order in which data flows: `io`, `records`, `network`, `search`, `outreach`, `interview`; what
they share is in `core`. Every public name can be had from here.
"""

from pathlib import Path as _Path

try:
    from weaktie import core, interview, io, network, outreach, records, search
    from weaktie._core import __version__
except ImportError as error:  # pragma: no cover
    if "weaktie._core" not in str(error):
        raise
    raise ImportError(
        "the compiled part of weaktie (weaktie._core) is missing or was built for another Python: "
        "install the package (pip install .) instead of importing it from its source folder"
    ) from error

from weaktie.core import *  # noqa: F403
from weaktie.interview import *  # noqa: F403
from weaktie.io import *  # noqa: F403
from weaktie.network import *  # noqa: F403
from weaktie.outreach import *  # noqa: F403
from weaktie.records import *  # noqa: F403
from weaktie.search import *  # noqa: F403


def example_path() -> _Path:
    """The folder of the bundled example: the invented exports and lists of Sarah Jones, a law student.

    >>> (wt.example_path() / "alumni_directory.csv").exists()
    True
    """
    return _Path(__file__).parent / "example"


__all__ = [
    "__version__",
    "core",
    "example_path",
    "interview",
    "io",
    "network",
    "outreach",
    "records",
    "search",
    *core.__all__,
    *records.__all__,
    *network.__all__,
    *search.__all__,
    *outreach.__all__,
    *interview.__all__,
]


def __dir__() -> list[str]:
    return __all__
