from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from os import PathLike
from typing import (
    Any,
    Final,
    Literal,
    NamedTuple,
    Protocol,
    SupportsFloat,
    SupportsIndex,
    TypeAlias,
    TypedDict,
    final,
    overload,
)

from typing_extensions import Buffer

__version__: Final[str]

class ArrowStream(Protocol):
    def __arrow_c_stream__(self, requested_schema: object = None) -> object: ...

_TableLike: TypeAlias = str | PathLike[str] | Mapping[str, object] | ArrowStream
_Indices: TypeAlias = Sequence[int] | Buffer | Column
_Numbers: TypeAlias = Sequence[float] | Buffer | Column
_Date: TypeAlias = date | str
_Viewer: TypeAlias = str | Operator | None
_Progress: TypeAlias = Callable[[int, int], object] | None
_Distinct: TypeAlias = Literal["none", "broker", "everyone"]
_Approach: TypeAlias = Literal["direct", "introduction", "mention"]
_MessageKind: TypeAlias = Literal["direct", "broker", "mention", "thanks"]
_Number: TypeAlias = SupportsFloat | SupportsIndex

class Error(Exception):
    value: str
    file: str | None
    line: int | None
    column: int | None
    field: str | None

class UnknownPerson(Error): ...
class InvalidValue(Error): ...
class ImportFailed(Error): ...
class SnapshotCorrupt(Error): ...
class Cancelled(Error): ...

@final
class Operator: ...

OPERATOR: Final[Operator]
FIELDS: Final[tuple[str, ...]]

def cost_of(chance: _Number) -> int: ...
def chance_of(cost: SupportsIndex) -> float: ...

@final
class Column(Sequence[Any]):
    @property
    def name(self) -> str: ...
    def __len__(self) -> int: ...
    @overload
    def __getitem__(self, index: int) -> Any: ...
    @overload
    def __getitem__(self, index: slice) -> list[Any]: ...
    def __buffer__(self, flags: int, /) -> memoryview: ...
    def to_list(self) -> list[Any]: ...

@final
class Table:
    def __init__(self, columns: _TableLike) -> None: ...
    def __len__(self) -> int: ...
    @property
    def columns(self) -> list[str]: ...
    @overload
    def __getitem__(self, name: str) -> Column: ...
    @overload
    def __getitem__(self, row: int) -> dict[str, Any]: ...
    def __contains__(self, name: object) -> bool: ...
    def __iter__(self) -> Iterator[dict[str, Any]]: ...
    def rows(self) -> list[dict[str, Any]]: ...
    def to_dict(self) -> dict[str, list[Any]]: ...
    def __arrow_c_stream__(self, requested_schema: object = None) -> object: ...
    def _repr_html_(self) -> str: ...

class Found(NamedTuple):
    id: str
    name: str
    headline: str

@final
class ReportRow:
    @property
    def outcome(self) -> Literal["skipped", "rejected"]: ...
    @property
    def file(self) -> str | None: ...
    @property
    def line(self) -> int | None: ...
    @property
    def column(self) -> int | None: ...
    @property
    def field(self) -> str | None: ...
    @property
    def reason(self) -> str: ...

@final
class ImportReport:
    @property
    def path(self) -> str: ...
    @property
    def format(self) -> str: ...
    @property
    def read(self) -> int: ...
    @property
    def kept(self) -> int: ...
    @property
    def merged(self) -> int: ...
    @property
    def skipped(self) -> int: ...
    @property
    def rejected(self) -> int: ...
    @property
    def rows(self) -> list[ReportRow]: ...
    @property
    def files(self) -> list[ImportReport]: ...
    @property
    def notes(self) -> list[str]: ...

@final
class Records:
    def __init__(self) -> None: ...
    def add_person(
        self,
        id: str,
        *,
        name: str | None = None,
        email: str | None = None,
        phone: str | None = None,
        url: str | None = None,
        headline: str | None = None,
        title: str | None = None,
        organisation: str | None = None,
        field: str | None = None,
        place: str | None = None,
        address: str | None = None,
        birthday: str | None = None,
        attributes: Mapping[str, str] | None = None,
        stated_by: str | None = None,
        audience: str | None = None,
        stated_on: _Date | None = None,
    ) -> bool: ...
    def add_tie(
        self,
        source: str,
        target: str,
        *,
        kind: str = "acquaintance",
        chance: _Number | None = None,
        strength: _Number | None = None,
        years: _Number | None = None,
        contexts: SupportsIndex | None = None,
        directed: bool = False,
        date: _Date | None = None,
        channel: str | None = None,
        direction: str = "both",
        size: SupportsIndex | None = None,
        since: _Date | None = None,
        stated_by: str | None = None,
        audience: str | None = None,
        stated_on: _Date | None = None,
    ) -> bool: ...
    def add_affiliation(
        self,
        id: str,
        *,
        name: str | None = None,
        kind: str = "association",
        reach: _Number | None = None,
        size: SupportsIndex | None = None,
        stated_by: str | None = None,
        audience: str | None = None,
        stated_on: _Date | None = None,
    ) -> bool: ...
    def add_membership(
        self,
        person: str,
        affiliation: str,
        *,
        weight: _Number | None = None,
        role: str | None = None,
        start: _Date | None = None,
        end: _Date | None = None,
        stated_by: str | None = None,
        audience: str | None = None,
        stated_on: _Date | None = None,
    ) -> bool: ...
    def edit(self, id: str, /, **fields: str | None) -> None: ...
    def remove(self, id: str, *, tie: str | None = None, affiliation: str | None = None) -> int: ...
    def same(self, a: str, b: str) -> None: ...
    def different(self, a: str, b: str) -> None: ...
    def person_of(self, id: str) -> str: ...
    def resolve(self, *, progress: _Progress = None) -> Table: ...
    def people(self) -> Table: ...
    def ties(self) -> Table: ...
    def memberships(self) -> Table: ...
    def affiliations(self) -> Table: ...
    def find(self, text: str, *, count: SupportsIndex = 10) -> list[Found]: ...
    def freeze(
        self, *, as_of: _Date, model: OutreachModel | None = None, viewer: _Viewer = None, progress: _Progress = None
    ) -> Network: ...
    def read(
        self,
        path: str | PathLike[str],
        *,
        owner: str | None = None,
        audience: str | None = None,
        progress: _Progress = None,
    ) -> ImportReport: ...
    def read_linkedin(
        self,
        path: str | PathLike[str],
        *,
        owner: str | None = None,
        audience: str | None = None,
        progress: _Progress = None,
    ) -> ImportReport: ...
    def read_alumni(
        self,
        path: str | PathLike[str],
        *,
        owner: str | None = None,
        audience: str | None = None,
        school: str | None = None,
        progress: _Progress = None,
    ) -> ImportReport: ...
    def read_attendees(
        self,
        path: str | PathLike[str],
        *,
        owner: str | None = None,
        audience: str | None = None,
        event: str | None = None,
        date: _Date | None = None,
        progress: _Progress = None,
    ) -> ImportReport: ...
    def read_people(
        self,
        table: _TableLike,
        *,
        owner: str | None = None,
        audience: str | None = None,
        columns: Mapping[str, str] | None = None,
        progress: _Progress = None,
    ) -> ImportReport: ...
    def read_ties(
        self,
        table: _TableLike,
        *,
        owner: str | None = None,
        audience: str | None = None,
        columns: Mapping[str, str] | None = None,
        progress: _Progress = None,
    ) -> ImportReport: ...
    def read_memberships(
        self,
        table: _TableLike,
        *,
        owner: str | None = None,
        audience: str | None = None,
        columns: Mapping[str, str] | None = None,
        progress: _Progress = None,
    ) -> ImportReport: ...
    def read_affiliations(
        self,
        table: _TableLike,
        *,
        owner: str | None = None,
        audience: str | None = None,
        columns: Mapping[str, str] | None = None,
        progress: _Progress = None,
    ) -> ImportReport: ...
    def __copy__(self) -> Records: ...
    def __deepcopy__(self, memo: object, /) -> Records: ...

@final
class FieldMatch:
    @property
    def field(self) -> str: ...
    @property
    def confidence(self) -> float: ...

@overload
def field_of(text: str) -> FieldMatch | None: ...  # type: ignore[overload-overlap]
@overload
def field_of(text: Sequence[str | None] | Column | ArrowStream) -> Table: ...
def fields_of(text: str) -> list[FieldMatch]: ...

class _AffiliationRequired(TypedDict):
    id: str
    reach: float

class AffiliationRow(_AffiliationRequired, total=False):
    members: Iterable[str]
    weights: _Numbers | None

@final
class Network:
    @staticmethod
    def from_arrays(
        source: _Indices,
        target: _Indices,
        chance: _Numbers,
        *,
        directed: bool = False,
        ids: Iterable[str] | None = None,
        people: _TableLike | Table | None = None,
        affiliations: Iterable[AffiliationRow] | None = None,
    ) -> Network: ...
    def __len__(self) -> int: ...
    def __contains__(self, id: object) -> bool: ...
    @property
    def tie_count(self) -> int: ...
    @property
    def as_of(self) -> date | None: ...
    def index(self, id: str) -> int: ...
    def id(self, index: SupportsIndex) -> str: ...
    def ids(self) -> list[str]: ...
    def label(self, id: str) -> str: ...
    def text(
        self,
        id: str,
        column: Literal["name", "headline", "title", "organisation", "field", "place", "email", "url", "phone"],
    ) -> str | None: ...
    def find(self, text: str, *, count: SupportsIndex = 10, viewer: _Viewer = None) -> list[Found]: ...
    def introductions(
        self,
        source: str,
        target: str,
        *,
        max_intermediaries: SupportsIndex = 3,
        count: SupportsIndex = 5,
        distinct: _Distinct = "broker",
        relay: _Number = 1.0,
        viewer: _Viewer = None,
        avoid: Iterable[str] = (),
        budget: SupportsIndex | None = None,
    ) -> Introductions: ...
    def why_none(
        self,
        source: str,
        target: str,
        *,
        max_intermediaries: SupportsIndex = 3,
        count: SupportsIndex = 5,
        distinct: _Distinct = "broker",
        relay: _Number = 1.0,
        viewer: _Viewer = None,
        avoid: Iterable[str] = (),
        budget: SupportsIndex | None = None,
    ) -> Reason: ...
    def reach(
        self, source: str, *, max_intermediaries: SupportsIndex = 3, relay: _Number = 1.0, viewer: _Viewer = None
    ) -> Reach: ...
    def who_knows(
        self, source: str, *, organisation: str | None = None, field: str | None = None, viewer: _Viewer = None
    ) -> Table: ...
    def prospects(
        self,
        seeker: str,
        *,
        field: str,
        model: OutreachModel | None = None,
        journal: _TableLike | None = None,
        relay: _Number = 0.7,
        max_intermediaries: SupportsIndex = 3,
        count: SupportsIndex = 100,
        viewer: _Viewer = None,
        organisation: str | None = None,
        place: str | None = None,
        exclude: Iterable[str] = (),
    ) -> Prospects: ...
    def message_facts(
        self,
        seeker: str,
        prospect: str,
        *,
        approach: _Approach = "direct",
        brokers: Iterable[str] = (),
        year: str | None = None,
        course: str | None = None,
        university: str | None = None,
        email: str | None = None,
        role: str | None = None,
        research: str | None = None,
        topics: str | Iterable[str] | None = None,
        minutes: SupportsIndex = 10,
        mode: str | None = None,
        when: str | None = None,
        connection: str | Mapping[str, str] | None = None,
        why_you: str | None = None,
    ) -> dict[str, Any]: ...
    def introductions_svg(self, seeker: str, target: str, introductions: Introductions) -> str: ...
    def map_svg(self, seeker: str, prospects: Prospects) -> str: ...
    def report_html(
        self,
        seeker: str,
        *,
        field: str | None = None,
        as_of: _Date | None = None,
        title: str | None = None,
        imports: Sequence[ImportReport] = (),
        prospects: Prospects | None = None,
        introductions: Introductions | None = None,
        target: str | None = None,
        why_none: str | None = None,
        plan: Plan | None = None,
        messages: Sequence[tuple[str, Message]] = (),
        notes: Iterable[str] = (),
        shown: SupportsIndex = 20,
    ) -> str: ...
    def __copy__(self) -> Network: ...
    def __deepcopy__(self, memo: object, /) -> Network: ...

@final
class Step:
    @property
    def kind(self) -> Literal["tie", "affiliation"]: ...
    @property
    def through(self) -> str | None: ...
    @property
    def chance(self) -> float: ...
    @property
    def why(self) -> str: ...

@final
class Introduction:
    @property
    def people(self) -> list[str]: ...
    @property
    def chance(self) -> float: ...
    @property
    def cost(self) -> int: ...
    @property
    def intermediaries(self) -> int: ...
    @property
    def steps(self) -> list[Step]: ...

@final
class Introductions(Sequence[Introduction]):
    @property
    def complete(self) -> bool: ...
    @property
    def guarantee(self) -> float: ...
    def __len__(self) -> int: ...
    @overload
    def __getitem__(self, index: int) -> Introduction: ...
    @overload
    def __getitem__(self, index: slice) -> list[Introduction]: ...
    def _repr_html_(self) -> str: ...

@final
class Reach:
    @property
    def chance(self) -> Column: ...
    @property
    def intermediaries(self) -> Column: ...
    def introduction_to(self, id: str) -> Introduction | None: ...
    def __len__(self) -> int: ...

@final
class Reason:
    @property
    def code(
        self,
    ) -> Literal["found", "source_has_no_steps", "target_unreachable", "too_many_intermediaries", "avoided"]: ...
    @property
    def text(self) -> str: ...
    @property
    def intermediaries(self) -> int | None: ...

@final
class OutreachModel:
    @staticmethod
    def default() -> OutreachModel: ...
    def __copy__(self) -> OutreachModel: ...
    def __deepcopy__(self, memo: object, /) -> OutreachModel: ...

@final
class Prospect:
    @property
    def person(self) -> str: ...
    @property
    def chance(self) -> float: ...
    @property
    def value(self) -> float: ...
    @property
    def score(self) -> float: ...
    @property
    def approach(self) -> _Approach: ...
    @property
    def broker(self) -> str | None: ...
    @property
    def brokers(self) -> list[str]: ...
    @property
    def organisation(self) -> str | None: ...
    @property
    def why(self) -> str: ...
    @property
    def minutes(self) -> float: ...
    @property
    def courage(self) -> float: ...

@final
class Prospects(Sequence[Prospect]):
    def __len__(self) -> int: ...
    @overload
    def __getitem__(self, index: int) -> Prospect: ...
    @overload
    def __getitem__(self, index: slice) -> list[Prospect]: ...
    @overload
    def __getitem__(self, index: str) -> Column: ...
    def approaches(self, id: str) -> Table: ...
    def explain(self, id: str, *, approach: SupportsIndex = 0) -> Table: ...
    def to_table(self) -> Table: ...
    def __arrow_c_stream__(self, requested_schema: object = None) -> object: ...
    def _repr_html_(self) -> str: ...

@final
class PlannedRequest:
    @property
    def request(self) -> str: ...
    @property
    def prospect(self) -> str: ...
    @property
    def approach(self) -> _Approach: ...
    @property
    def brokers(self) -> list[str]: ...
    @property
    def chance(self) -> float: ...
    @property
    def value(self) -> float: ...
    @property
    def minutes(self) -> float: ...
    @property
    def courage(self) -> float: ...
    @property
    def organisation(self) -> str | None: ...
    @property
    def week(self) -> int: ...
    @property
    def date(self) -> date: ...

@final
class Plan(Sequence[PlannedRequest]):
    @property
    def value(self) -> float: ...
    @property
    def bound(self) -> float: ...
    @property
    def gap(self) -> float: ...
    @property
    def binding(self) -> str: ...
    def __len__(self) -> int: ...
    @overload
    def __getitem__(self, index: int) -> PlannedRequest: ...
    @overload
    def __getitem__(self, index: slice) -> list[PlannedRequest]: ...
    @overload
    def __getitem__(self, index: str) -> Column: ...
    def to_table(self) -> Table: ...
    def __arrow_c_stream__(self, requested_schema: object = None) -> object: ...
    def _repr_html_(self) -> str: ...

def plan(
    requests: Prospects | _TableLike,
    *,
    start: _Date,
    requests_per_week: SupportsIndex = 5,
    weeks: SupportsIndex = 4,
    per_broker: SupportsIndex = 2,
    per_organisation: SupportsIndex = 2,
    tries: SupportsIndex = 2,
    minutes_per_week: _Number | None = None,
    modest_start: bool = False,
    count_all_brokers: bool = False,
    past: _TableLike | None = None,
    explore: _Number = 0.0,
    seed: SupportsIndex = 0,
) -> Plan: ...

@final
class MissingFact:
    @property
    def field(self) -> str: ...
    @property
    def question(self) -> str: ...

@final
class Message:
    @property
    def subject(self) -> str: ...
    @property
    def body(self) -> str: ...
    @property
    def forwardable(self) -> str: ...
    @property
    def missing(self) -> list[MissingFact]: ...

@final
class Finding:
    @property
    def rule(self) -> str: ...
    @property
    def severity(self) -> Literal["error", "warning"]: ...
    @property
    def span(self) -> tuple[int, int]: ...
    @property
    def why(self) -> str: ...

def compose(
    kind: _MessageKind = "direct",
    *,
    seeker: str | Mapping[str, str] | None = None,
    recipient: str | Mapping[str, str] | None = None,
    connection: str | Mapping[str, str] | None = None,
    research: str | None = None,
    topics: str | Iterable[str] | None = None,
    why_you: str | None = None,
    minutes: SupportsIndex = 10,
    mode: str | None = None,
    when: str | None = None,
    broker: str | Mapping[str, str | bool] | None = None,
) -> Message: ...
def check_message(
    text: str, *, kind: _MessageKind = "direct", to: str | None = None, sender: str | None = None
) -> list[Finding]: ...
