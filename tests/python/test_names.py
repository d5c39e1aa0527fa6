"""One word, one spelling, one default: the C++ headers (read by libclang) beside the Python module.

`Types`, `functions`, `fields` and options are the same in both languages. Whatever is not stands in a list below with
the reason; what stands there and is the same by now fails as well.
"""

from __future__ import annotations

import ast
import re
import typing
from pathlib import Path
from typing import Any

import pytest

import weaktie as wt
from cpp_api import Function, Interface, Struct, Unavailable, Variable, interface
from weaktie import _core

try:
    CPP = interface()
except Unavailable as problem:
    pytest.skip(str(problem), allow_module_level=True)

STUB = ast.parse(Path(_core.__file__).with_name("_core.pyi").read_text(encoding="utf-8"))

# ------------------------------------------------------------------------------------- words that differ, with reasons

# `from` is a keyword of Python: its ends have other names. A step of a graph, `Step` in C++, is not seen in Python.
WORDS = {"from": "source", "to": "target", "ChainStep": "Step"}

# The receiver of a method in Python, and what Python cannot have.
RECEIVERS = {"const G &", "const Network &", "Records &", "const Records &"}

# Structs that are arguments without being called options.
ARGUMENTS = {"compose": "MessageFacts", "message_facts": "OwnWords", "report_html": "ReportContent"}

# Free functions of C++ that Python does not have.
CPP_ONLY_FUNCTIONS = {
    reason: set(names.split())
    for reason, names in {
        "an enumeration and its word: Python takes and gives the word": """
            affiliation_kind approach_of connection_kind message_kind name_of named outcome_event reason_text tie_kind
            to_string""",
        "dates, numbers, text and errors: Python has its own": """
            cell_values check_audience day_of day_text days_between edit_distance escaped folded folded_words how_often
            invalid_chance is_utf8 join_values logit monday_of nearest_ids number_text parse_day percent_text read_bytes
            sigmoid to_utf8 trimmed unknown_index unknown_person""",
        "tables: in Python `Table` and `Column`": """
            cell_text export_stream import_array import_stream optional_column text_column""",
        "parts of a chance or a value: Python shows them through `Prospects.explain`": """
            add_contact answered_by check_model contact_weight courage_of default_reach is_senior minutes_of
            mutual_share request_chance request_probability score_of step_chance step_modifiers stranger_chance
            strength_terms tie_chance value_terms""",
        "parts of `resolve` and of the readers": """
            company_key course_id employer_id event_id imported_id mail_key phone_key profile_key school_id slug""",
        "parts of `find`, `prospects`, `plan` and `introductions`": """
            better find_people named_field parse_field_query relevance requests_of""",
        "parts of `message_facts`": "connection_between link_between title_in_sentence why_them with_article",
        "a graph file as a value: Python has networks, records and the graphs of other libraries": """
            graph_file_of graph_file_text graph_format network_of parse_graph_file read_graph_file value_number
            value_text write_graph_file""",
        "the numbers of a model: in Python `OutreachModel.to_json`": "for_each_number",
        "templates of one's own are for C++ so far": "check_templates message_rules message_slots",
        "in Python `Step.why`": "step_words",
        "counts alone, by index; in Python `who_knows`": "friends_of_friends",
        "in Python `pickle`": "network_from_bytes records_from_bytes to_bytes",
    }.items()
}

# Members of C++ structs that their Python class does not have.
CPP_ONLY_MEMBERS = {
    "Error.place": "in Python .file .line .column .field",
    "ReportRow.place": "in Python .file .line .column .field",
    "PlannedRequest.request": "in Python the request's fields are its own",
    "PlannedRequest.row": "a position in the requests given, which Python gives as a table",
    "PlannedRequest.drawn": "not bound so far",
    "Prospect.value_terms": "in Python the terms of `Prospects.explain`",
    "Prospects.rows": "in Python it is a sequence",
    "Prospects.network": "in Python people are ids",
    "Prospects.seeker": "in Python people are ids",
    "Prospects.query": "in Python the caller's word",
    "Plan.rows": "in Python it is a sequence",
    "AnyoneAt.rows": "in Python it is a sequence",
    "Reach.cost": "in Python `chance`; costs compare introductions",
    "OutreachModel.standard": "`OutreachModel.default`",
    "OutreachModel.steps": "the model's numbers are C++'s so far",
    "OutreachModel.message": "the model's numbers are C++'s so far",
    "Table.add": "a Python table is made from columns at once",
    "Table.rows": "a count in C++, `len` in Python; Python's `rows` is a list of dicts",
    "Table.find": "in Python `table[name]`",
    "Column.values": "in Python a sequence and a buffer",
    "Column.missing": "in Python None",
    "Column.is_bool": "in Python bool",
    "Column.has": "in Python None",
}
for _name in ("keep", "skip", "reject", "include"):
    CPP_ONLY_MEMBERS[f"ImportReport.{_name}"] = "how readers fill it"
for _name in (
    "person_statements tie_statements affiliation_statements membership_statements knows ids canonical set_certain "
    "said_same said_different merged_people"
).split():
    CPP_ONLY_MEMBERS[f"Records.{_name}"] = "what later rooms read; Python has tables"
for _name in ("remove_tie", "remove_membership"):
    CPP_ONLY_MEMBERS[f"Records.{_name}"] = "in Python remove(tie=), remove(affiliation=)"
for _name in (
    "model steps_from steps_to group_count groups_of members_of reach_cost least_group_cost group_id blocked_from "
    "blocked_to has_people affiliation tie acquaintances data"
).split():
    CPP_ONLY_MEMBERS[f"Network.{_name}"] = "the graph by index; Python has results by id"

# Members of Python classes that their C++ struct does not have.
PYTHON_ONLY_MEMBERS = {
    "Step.why": "C++: step_words",
    "Prospects.explain": "C++: approaches(person)[n].explanation",
    "OutreachModel.default": "C++: OutreachModel::standard",
    "Table.to_dict": "Python's containers",
    "Column.to_list": "Python's containers",
    "Network.to_networkx": "objects of a Python library",
    "Network.from_networkx": "objects of a Python library",
    "Network.to_igraph": "objects of a Python library",
    "Network.from_igraph": "objects of a Python library",
}
for _name in ("file", "line", "column", "field"):
    for _kind in ("Error", "ReportRow"):
        PYTHON_ONLY_MEMBERS[f"{_kind}.{_name}"] = "C++: .place"

# Python arguments that the C++ function of that name does not have, and the other way round.
EXTRA_ARGUMENTS = {
    "find.viewer": "no effect yet",
    "compose.templates": "templates of one's own are for C++ so far",
    "why_none.name": "Python calls people by id",
    "field_of.table": "fields of one's own are for C++ so far",
    "fields_of.table": "fields of one's own are for C++ so far",
    "id.person": "a number in both: Python calls it `index`",
    "id.index": "as above",
    "to_json.result": "in Python the receiver",
    "remove.tie": "C++: remove_tie",
    "remove.affiliation": "C++: remove_membership",
}

# Options that Python requires; C++ refuses what stands there by default.
REQUIRED = {"FreezeOptions.as_of", "PlanOptions.start", "ProspectsOptions.field"}

# What is added by hand takes a struct in C++ and its fields in Python.
ENTRIES = {
    "add_person": ["Person"],
    "add_tie": ["Tie", "Contact"],
    "add_affiliation": ["Affiliation"],
    "add_membership": ["Membership"],
}

# ------------------------------------------------------------------------------------------------- the Python side


def arguments(node: ast.FunctionDef) -> dict[str, str | None]:
    """Names in order, and defaults as source; None: required."""
    names = [one.arg for one in [*node.args.posonlyargs, *node.args.args]]
    defaults: list[ast.expr | None] = [None] * (len(names) - len(node.args.defaults)) + list(node.args.defaults)
    out = {name: value and ast.unparse(value) for name, value in zip(names, defaults, strict=True)}
    for one, value in zip(node.args.kwonlyargs, node.args.kw_defaults, strict=True):
        out[one.arg] = value and ast.unparse(value)
    if node.args.kwarg:
        out[node.args.kwarg.arg] = "{}"
    out.pop("self", None)
    return out


def python_callables() -> dict[str, ast.FunctionDef]:
    """`plan`, `Network.reach`, ...: that the stub says the same as the module is tested in test_docstrings.py."""
    out: dict[str, ast.FunctionDef] = {}
    for node in STUB.body:
        if isinstance(node, ast.FunctionDef):
            out.setdefault(node.name, node)
        elif isinstance(node, ast.ClassDef):
            for inner in node.body:
                if isinstance(inner, ast.FunctionDef) and not inner.name.startswith("_"):
                    kinds = {ast.unparse(one) for one in inner.decorator_list}
                    if "property" not in kinds:
                        out.setdefault(f"{node.name}.{inner.name}", inner)
    return out


CALLABLES = python_callables()


def called(name: str) -> list[str]:
    """The Python functions and methods with this word."""
    return [one for one in CALLABLES if one == name or one.endswith("." + name)]


PYTHON_CLASSES = {
    node.name: node
    for node in STUB.body
    if isinstance(node, ast.ClassDef) and hasattr(_core, node.name) and not node.name.startswith("_")
}


def members(name: str) -> set[str]:
    node = PYTHON_CLASSES[name]
    out = set()
    for inner in node.body:
        if isinstance(inner, ast.FunctionDef) and not inner.name.startswith("_"):
            out.add(inner.name)
        elif isinstance(inner, ast.AnnAssign) and isinstance(inner.target, ast.Name):
            out.add(inner.target.id)
    if any(ast.unparse(base).startswith("Sequence") for base in node.bases):
        out -= {"count", "index"}  # Python's protocol, not weaktie's words
    return {one for one in out if not one.startswith("_")}


# ---------------------------------------------------------------------------------------------- defaults, compared

EMPTY = object()


def cpp_default(given: str) -> Any:
    if given == "{ }":
        return EMPTY
    if given in ("true", "false"):
        return given == "true"
    if re.fullmatch(r"\w+ :: \w+", given):
        return given.split(" :: ")[1].rstrip("_")
    if given.startswith('"'):
        return ast.literal_eval(given)
    return float(given)


def same_default(option: Variable, python: str | None, required: bool) -> bool:
    if python is None or required:
        return python is None and required
    value = ast.literal_eval(python)
    assert option.default is not None, f"{option.name} has no initialiser"
    wanted = cpp_default(option.default)
    if wanted is EMPTY:
        return value is None or value in ((), [], "", {})
    return bool(type(value) is type(wanted) or not isinstance(value, bool | str)) and bool(value == wanted)


def option_struct(function: Function) -> str | None:
    """The name of the struct that holds a function's options."""
    if function.name in ARGUMENTS:
        return ARGUMENTS[function.name]
    for one in function.parameters:
        found = re.fullmatch(r"const (\w+Options) &", one.type)
        if found:
            return found.group(1)
    return None


CPP_ONLY = {name for names in CPP_ONLY_FUNCTIONS.values() for name in names}

WITH_OPTIONS: dict[str, list[Function]] = {}
for _one in [*CPP.functions, *(one for kind in CPP.structs.values() for one in kind.methods)]:
    if option_struct(_one) and _one.name not in CPP_ONLY:
        WITH_OPTIONS.setdefault(_one.name, []).append(_one)


def names_before_options(function: Function, struct: str) -> list[str]:
    """The arguments that are no options, as Python names them."""
    out = []
    for one in function.parameters:
        if one.type not in {*RECEIVERS, "const Control &"} and struct not in one.type:
            out.append(WORDS.get(one.name, one.name))
    return out


def differences(function: Function, name: str) -> list[str]:
    """What differs between an overload of C++ and the Python function `name`."""
    struct = CPP.structs[option_struct(function) or ""]
    python = arguments(CALLABLES[name])
    overloads = [*CPP.named(function.name), function]
    if any(one.type == "const Control &" for overload in overloads for one in overload.parameters):
        python.pop("progress", None)
    options = [one for one in struct.fields if one.type != "Network"]  # the receiver
    wanted = [*names_before_options(function, struct.name), *(one.name for one in options)]
    if any(one.name == "threads" for one in function.parameters[-2:]):  # how, not what: stands behind the options
        wanted.append(wanted.pop(wanted.index("threads")))
    cpp, here = (
        [one for one in names if f"{function.name}.{one}" not in EXTRA_ARGUMENTS] for names in (wanted, python)
    )
    if struct.name == "ReportContent":  # what a page shows, not options: no order
        cpp, here = sorted(cpp), sorted(here)
    out = [] if cpp == here else [f"{name} takes {here}, C++ {function.name} {cpp} ({struct.name})"]
    for one in options:
        required = f"{struct.name}.{one.name}" in REQUIRED
        if one.name in python and one.name != "seeker" and not same_default(one, python[one.name], required):
            out.append(f"{one.name} is {one.default} in {struct.name}, {python[one.name]} in {name}")
    return out


@pytest.mark.parametrize("name", sorted(WITH_OPTIONS))
def test_options_are_the_keywords_with_the_same_defaults(name):
    assert called(name), f"Python has no {name}"
    for python in called(name):
        each = [differences(function, python) for function in WITH_OPTIONS[name]]
        assert [] in each, "\n".join(min(each, key=len))


def test_every_struct_of_options_is_compared():
    compared = {option_struct(one) for overloads in WITH_OPTIONS.values() for one in overloads}
    parts_of_a_model = {"StrengthOptions", "StepOptions", "KindOptions", "ChanceOptions"}
    cpp_only = {option_struct(one) for one in CPP.functions if one.name in CPP_ONLY} - {None}
    assert {name for name in CPP.structs if name.endswith("Options")} <= compared | parts_of_a_model | cpp_only
    assert len(compared) >= 12


@pytest.mark.parametrize("name", sorted({one.name for one in CPP.functions}))
def test_a_function_of_cpp_is_one_of_python(name):
    in_python = called(name)
    if name in CPP_ONLY:
        assert not in_python, f"{name} is in both languages by now: take it off CPP_ONLY_FUNCTIONS"
    else:
        assert in_python, f"{name} is not in Python: bind it, or add it to CPP_ONLY_FUNCTIONS with the reason"


PLAIN: dict[str, list[Function]] = {}
for _one in CPP.functions:
    if _one.name not in CPP_ONLY and _one.name not in WITH_OPTIONS:
        PLAIN.setdefault(_one.name, []).append(_one)
for _kind in CPP.structs.values():
    for _one in _kind.methods:
        if f"{_kind.name}.{_one.name}" in CALLABLES and _one.name not in WITH_OPTIONS and _one.name not in ENTRIES:
            PLAIN.setdefault(f"{_kind.name}.{_one.name}", []).append(_one)


@pytest.mark.parametrize("name", PLAIN)
def test_arguments_have_the_same_names(name):
    for python_name in [name] if "." in name else called(name):
        each = []
        for function in PLAIN[name]:
            receiver = {"const Control &"} if "." in name else {*RECEIVERS, "const Control &"}
            cpp = {WORDS.get(one.name, one.name) for one in function.parameters if one.type not in receiver}
            differing = cpp ^ (set(arguments(CALLABLES[python_name])) - {"progress"})
            if differing == {"person", "id"}:  # C++ takes a person's index, Python their id
                differing = set()
            each.append({one for one in differing if f"{function.name}.{one}" not in EXTRA_ARGUMENTS})
        assert set() in each, f"{python_name}: {sorted(min(each, key=len))} in one language only"


def test_reasons_are_of_functions_that_exist():
    assert {one.name for one in CPP.functions} >= CPP_ONLY
    assert len(CPP_ONLY) == sum(len(names) for names in CPP_ONLY_FUNCTIONS.values())


def struct_of(python_class: str) -> Struct | None:
    words = {python: cpp for cpp, python in WORDS.items()}
    return CPP.structs.get(words.get(python_class, python_class))


def test_every_class_is_a_type_of_cpp():
    without = {name for name in PYTHON_CLASSES if struct_of(name) is None}
    assert without == {"Operator"}  # the viewer who sees everything: an empty `viewer` in C++


@pytest.mark.parametrize("name", [name for name in PYTHON_CLASSES if struct_of(name)])
def test_members_have_the_same_names(name):
    struct = struct_of(name)
    assert struct is not None
    cpp = {one.name for one in [*struct.fields, *struct.methods]}
    for base in struct.bases:
        if base in CPP.structs:
            cpp |= {one.name for one in CPP.structs[base].fields}
    if "Error" in struct.bases:
        assert issubclass(getattr(_core, name), wt.Error)
        return
    cpp -= {"size", "empty", "begin", "end"}  # len, bool, iter
    if name == "PlannedRequest":
        cpp |= {one.name for one in CPP.structs["Request"].fields}
    python = members(name)
    free = {one.name for one in CPP.functions}
    only_cpp = {one for one in cpp - python if f"{name}.{one}" not in CPP_ONLY_MEMBERS}
    only_python = {one for one in python - cpp - free if f"{name}.{one}" not in PYTHON_ONLY_MEMBERS}
    only_python -= {"to_table"}  # how Python hands columns on
    assert not only_cpp, f"C++ {name} has {sorted(only_cpp)}: bind, or add to CPP_ONLY_MEMBERS with the reason"
    assert not only_python, f"Python's {name} has {sorted(only_python)}, C++ has not"


def test_reasons_are_of_members_that_differ():
    for differing, has_cpp in ((CPP_ONLY_MEMBERS, True), (PYTHON_ONLY_MEMBERS, False)):
        for path in differing:
            name, member = path.split(".")
            struct = struct_of(name)
            assert struct is not None
            in_cpp = member in {one.name for one in [*struct.fields, *struct.methods]}
            assert in_cpp == has_cpp, f"C++: {path}"
            different_thing = path in ("Table.rows", "PlannedRequest.request")  # one word, two things
            assert (member in members(name)) != has_cpp or different_thing, f"Python: {path}"


def test_every_function_of_python_is_one_of_cpp():
    free = {one.name for one in CPP.functions}
    here = {name for name in wt.__all__ if callable(getattr(wt, name)) and not isinstance(getattr(wt, name), type)}
    assert {name for name in here if name not in free} == {"example_path"}


# ------------------------------------------------------------------------------------------------- enumerations


def literal(path: str) -> list[str]:
    """The values of a Literal in the stub: an alias, `Class.property`, or `Class.method.argument`."""
    parts = path.split(".")
    body: list[ast.stmt] = STUB.body
    node: ast.AST | None = None
    for part in parts:
        for one in body:
            named = one.target.id if isinstance(one, ast.AnnAssign) and isinstance(one.target, ast.Name) else None
            if getattr(one, "name", named) == part:
                node = one
                body = one.body if isinstance(one, ast.ClassDef) else []
                break
        else:
            assert isinstance(node, ast.FunctionDef), path
            every = [*node.args.args, *node.args.kwonlyargs]
            node = next(one.annotation for one in every if one.arg == part)
    if isinstance(node, ast.AnnAssign):
        node = node.value
    elif isinstance(node, ast.FunctionDef):
        node = node.returns
    assert node is not None
    return list(typing.get_args(eval(ast.unparse(node), {"Literal": typing.Literal})))


LITERALS = {
    "Distinct": "_Distinct",
    "Approach": "_Approach",
    "MessageKind": "_MessageKind",
    "StepKind": "Step.kind",
    "Severity": "Finding.severity",
    "RowOutcome": "ReportRow.outcome",
    "ReasonCode": "Reason.code",
    "PersonColumn": "Network.text.column",
    "GraphFormat": "_GraphFormat",
    "Verify": "Network.open.verify",
    "Presence": "PersonAt.when",
}
NAME_TABLES = {
    "TieKind": "tie_kind_names",
    "Channel": "channel_names",
    "Direction": "direction_names",
    "AffiliationKind": "affiliation_kind_names",
    "Lane": "lane_names",
    "PersonColumn": "person_column_names",
    "Approach": "approach_names",
    "OutcomeEvent": "outcome_event_names",
    "GraphFormat": "graph_format_names",
    "Verify": "verify_names",
    "Presence": "presence_names",
}
CPP_ONLY_ENUMS = {"StepSource": "part of a chance", "FileSetKind": "part of the readers"}


def words(enum: str) -> list[str]:
    return [one.rstrip("_") for one in CPP.enums[enum]]  # friend_: `friend` is a keyword of C++


@pytest.mark.parametrize(("enum", "where"), LITERALS.items())
def test_an_enumeration_has_the_values_of_the_literal(enum, where):
    assert set(literal(where)) == set(words(enum))


@pytest.mark.parametrize(("enum", "table"), NAME_TABLES.items())
def test_a_table_of_names_follows_its_enumeration(enum, table):
    assert CPP.name_tables[table] == words(enum)


def test_every_enumeration_is_compared():
    tried_below = {"ConnectionKind"}
    assert set(CPP.enums) == {*LITERALS, *NAME_TABLES, *tried_below, *CPP_ONLY_ENUMS}
    assert tuple(CPP.name_tables["field_names"]) == wt.FIELDS


def accepts(call: Any, *values: str) -> None:
    for value in values:
        call(value)
    with pytest.raises(wt.InvalidValue):
        call("nonsense")


def test_python_accepts_every_value_and_no_other():
    network = wt.Network.from_arrays([0, 1], [1, 2], [0.5, 0.5], ids=["sarah", "ben", "li"])
    accepts(lambda value: network.introductions("sarah", "li", distinct=value), *words("Distinct"))
    accepts(lambda value: network.text("sarah", value), *words("PersonColumn"))
    accepts(lambda value: wt.check_message("Hello", kind=value), *words("MessageKind"))
    accepts(lambda value: wt.compose(value), *words("MessageKind"))
    accepts(lambda value: wt.compose(connection={"kind": value}), *words("ConnectionKind"))

    def approach(value: str) -> None:
        brokers = [] if value == "direct" else ["ben"]
        network.message_facts("sarah", "li", approach=value, brokers=brokers)  # type: ignore[arg-type]

    accepts(approach, *words("Approach"))
    records = wt.Records()
    accepts(lambda value: records.add_tie("a", "b", kind=value), *words("TieKind"))
    accepts(lambda value: records.add_tie("a", "b", date="2026-01-01", channel=value), *words("Channel"))
    accepts(
        lambda value: records.add_tie("a", "b", date="2026-01-01", channel="call", direction=value), *words("Direction")
    )
    accepts(lambda value: records.add_affiliation("x", kind=value), *words("AffiliationKind"))
    known = wt.Network.from_arrays([0], [1], [0.5], ids=["a", "b"], people={"id": ["b"], "field": ["law"]})

    def event(value: str) -> None:
        row = {"request": ["r"], "person": ["b"], "approach": ["direct"], "sent": ["2026-01-01"]}
        known.prospects("a", field="law", journal={**row, "event": [value], "date": ["2026-01-02"]})

    accepts(event, *words("OutcomeEvent"))


# -------------------------------------------------------------------------------------------- tables and arguments


def test_rows_of_tables_have_the_fields_of_their_struct():
    def fields(*names: str) -> set[str]:
        return {one.name for name in names for one in CPP.structs[name].fields}

    records = wt.Records()
    records.add_tie("sarah", "ben")
    records.add_tie("ben", "li")
    records.add_person("li", field="law")
    network = records.freeze(as_of="2026-11-01")
    assert set(network.who_knows("sarah").columns) == fields("Acquainted")
    assert set(network.who_knows_batch(["sarah"]).columns) == fields("AcquaintedBatch")
    flat = {"cut", "people_begin"}  # of the budget, and of the flat array that `people` is in C++
    pairs = network.introductions_batch(["sarah"], ["li"])
    assert set(pairs.columns) == fields("IntroductionsBatch") - flat
    assert set(network.reach_batch(["sarah"]).columns) == fields("ReachBatch")
    assert set(network.anyone_at("sarah", "x").to_table().columns) == fields("PersonAt")
    assert set(records.resolve().columns) == fields("Match")
    prospects = network.prospects("sarah", field="law")
    in_explain = {"low", "high", "explanation"}
    assert set(prospects.approaches("li").columns) == fields("ProspectApproach") - in_explain
    plan = wt.plan(prospects, start="2026-11-02")
    assert set(plan.to_table().columns) == fields("Request") | {"week", "date"}
    statement = fields("Statement") - {"origins", "by_hand", "clears"}
    assert set(records.affiliations().columns) == fields("Affiliation") | statement
    assert set(records.memberships().columns) == fields("Membership") | statement
    ties = fields("Tie") | fields("Contact") - {"nth"} - {"contact"}
    assert set(records.ties().columns) == (ties | statement) - {"contact"}
    assert set(records.people().columns) == fields("Person") - {"attributes"} | {"merged", "origins"}


@pytest.mark.parametrize(("name", "structs"), ENTRIES.items())
def test_what_is_added_by_hand_has_the_fields_of_its_struct(name, structs):
    given = arguments(CALLABLES[f"Records.{name}"])
    fields = [one for struct in [*structs, "Statement"] for one in CPP.structs[struct].fields]
    by_reader = {"origins", "by_hand", "clears", "nth", "contact"}
    assert set(given) == {one.name for one in fields} - by_reader
    contact = {one.name for one in CPP.structs["Contact"].fields}
    for one in fields:
        python = given.get(one.name)
        if python is None or (name == "add_tie" and one.name in contact and python == "None"):
            continue  # the ends; a contact is absent as a whole
        if one.name == "audience":
            assert python == "None" and one.default == '"self"'  # None: self, said by the readers' default too
        else:
            assert same_default(one, python, required=False), f"{name}: {one.name}"


# ------------------------------------------------------------------------------------------------- what is fixed

# Designated initialisers name fields in order: the order of these is a promise to callers.
FIXED = {
    "AffiliationRow": "id reach members weights name kind size",
    "ArraysOptions": "directed ids people affiliations",
    "IntroductionOptions": "max_intermediaries count distinct relay viewer avoid budget",
    "ChainStep": "kind through chance",
    "Introduction": "people chance cost intermediaries steps",
    "Introductions": "complete guarantee",
    "ReachOptions": "max_intermediaries relay viewer",
    "ImportOptions": "owner audience",
    "FreezeOptions": "as_of model viewer",
    "StepModel": "strength step rates",
    "ProspectsOptions": "field model journal relay max_intermediaries count viewer organisation place exclude",
}


@pytest.mark.parametrize(("name", "order"), FIXED.items())
def test_fixed_structs_keep_their_order(name, order):
    struct = CPP.structs[name]
    assert [one.name for one in struct.fields] == order.split()
    if name not in {"ChainStep", "Introduction"}:  # results
        assert all(one.default is not None for one in struct.fields), "every field needs an initialiser"


def test_fixed_functions_are_there():
    assert CPP.structs["Network"].methods
    methods = {one.name: one for one in CPP.structs["Network"].methods}
    assert {"size", "tie_count", "index", "id"} <= set(methods)
    assert methods["from_arrays"].static
    assert [one.name for one in methods["from_arrays"].parameters] == [
        "source",
        "target",
        "chance",
        "options",
        "control",
    ]
    for name in ("introductions", "reach"):
        assert CPP.named(name)[0].parameters[0].type == "const G &"
    assert {one.name for one in CPP.structs["Reach"].fields} >= {"chance", "intermediaries"}
    assert CPP.enums["Distinct"] == ["none", "broker", "everyone"]
    assert CPP.enums["StepKind"] == ["tie", "affiliation"]


def test_the_reader_of_headers_reads():
    # Against a reader that sees nothing, and so finds nothing to complain about.
    assert isinstance(CPP, Interface)
    assert len(CPP.functions) > 80
    assert len(CPP.structs) > 60
    relay = next(one for one in CPP.structs["IntroductionOptions"].fields if one.name == "relay")
    assert (relay.type, relay.default) == ("double", "1.0")
