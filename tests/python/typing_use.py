"""Every public name as a program uses it. `mypy --strict` checks it against the stubs, and a test runs it.

A line with `# type: ignore[...]` is one that a type checker must refuse: mypy reports an ignore that is not needed.
"""

import copy
import pickle
from array import array
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Literal, assert_type

import weaktie as wt
from weaktie import core, interview, io, network, outreach, records, search


def errors() -> None:
    try:
        wt.cost_of(1.5)
    except wt.InvalidValue as error:
        assert_type(error.value, str)
        assert_type(error.file, str | None)
        assert_type(error.line, int | None)
        assert_type(error.column, int | None)
        assert_type(error.field, str | None)
    kinds: list[type[wt.Error]] = [wt.UnknownPerson, wt.ImportFailed, wt.SnapshotCorrupt, wt.Cancelled]
    assert all(issubclass(kind, Exception) for kind in kinds)


def chances() -> None:
    assert_type(wt.cost_of(0.5), int)
    assert_type(wt.chance_of(wt.cost_of(0.5)), float)
    assert_type(wt.__version__, str)
    assert_type(wt.OPERATOR, wt.Operator)
    assert_type(wt.example_path(), Path)


def tables(folder: Path) -> None:
    table = wt.Table({"id": ["ann", "ben"], "chance": [0.5, None]})
    assert_type(table["chance"], wt.Column)
    assert_type(table[0], dict[str, Any])
    assert_type(table.columns, list[str])
    assert_type(table.rows(), list[dict[str, Any]])
    assert_type(table.to_dict(), dict[str, list[Any]])
    assert_type(len(table), int)
    assert_type("id" in table, bool)
    for row in table:
        assert_type(row, dict[str, Any])
    column = table["chance"]
    assert_type(column.name, str)
    assert_type(column.to_list(), list[Any])
    assert_type(column[0:1], list[Any])
    assert_type((column.index(0.5), column.count(None)), tuple[int, int])
    values: Sequence[Any] = column
    assert len(values) == 2
    path = folder / "people.csv"
    path.write_text("id\nann\n", encoding="utf-8")
    wt.Table(path)
    wt.Table(str(path))
    wt.Table(table)
    assert_type(pickle.loads(pickle.dumps(table)) == table, Any)
    assert_type(copy.copy(table), wt.Table)
    assert_type(copy.deepcopy(table), wt.Table)
    capsule = table.__arrow_c_stream__()
    assert capsule is not None


def what_is_known(folder: Path) -> wt.Records:
    known = wt.Records()
    assert_type(
        known.add_person("ann", name="Ann Smith", attributes={"club": "chess"}, stated_on=date(2026, 1, 1)), bool
    )
    assert_type(known.add_tie("sarah", "ann", kind="friend", strength=4, years=2.5, since="2020-01-01"), bool)
    assert_type(known.add_tie("ann", "li", chance=0.5, directed=True), bool)
    assert_type(known.add_affiliation("warwick", kind="school", reach=0.2, size=3), bool)
    assert_type(known.add_membership("sarah", "warwick", weight=1, start=date(2024, 10, 1)), bool)
    known.add_person("li", title="Solicitor", email="li@example.org")
    known.add_person("li2", name="Li Chen", email="li@example.org")
    known.edit("li", organisation="Hart & Lowe", place=None)
    assert_type(known.resolve(), wt.Table)
    known.different("li", "li2")
    known.same("li", "li2")
    assert_type(known.person_of("li2"), str)
    assert_type(known.remove("sarah", affiliation="warwick"), int)
    for table in (known.people(), known.ties(), known.memberships(), known.affiliations()):
        assert_type(table, wt.Table)
    found = known.find("ann", count=3)
    assert_type(found, list[wt.Found])
    person, name, headline = found[0]
    assert_type(found[0].headline, str)
    assert person == found[0].id and name == found[0].name and headline == ""

    def progress(done: int, total: int) -> bool:
        return done <= total

    files = wt.example_path()
    report = known.read_linkedin(files / "ben_linkedin_export.zip", owner="ben", progress=progress)
    assert_type(report, wt.ImportReport)
    known.read_alumni(files / "alumni_directory.csv", school="Warwick", audience="everyone")
    known.read_attendees(files / "event_attendees.csv", event="An evening", date=date(2026, 10, 15))
    written = {
        "google.csv": "First Name,E-mail 1 - Value\nBo,bo@example.org\n",
        "outlook.csv": "First Name,Last Name,E-mail Type\nBo,Lee,SMTP\n",
        "book.vcf": "BEGIN:VCARD\nFN:Bo\nTEL:020 7946 0001\nEND:VCARD\n",
        "dates.ics": "BEGIN:VCALENDAR\nEND:VCALENDAR\n",
        "mail.mbox": "From a Mon Mar 02 09:00:00 2026\n\n",
        "your_friends.json": '{"friends_v2": [{"name": "Bo", "timestamp": 1515505784}]}',
        "following.js": 'window.YTD.following.part0 = [{"following": {"accountId": "1"}}]',
    }
    for file, text in written.items():
        (folder / file).write_text(text)
    known.read_google_contacts(folder / "google.csv", owner="sarah")
    known.read_outlook_contacts(folder / "outlook.csv", owner="sarah", audience="ties")
    known.read_vcard(folder / "book.vcf", owner="sarah", progress=None)
    known.read_calendar(folder / "dates.ics", owner="sarah", addresses=["sarah@example.org"])
    known.read_mbox(folder / "mail.mbox", owner="sarah", addresses=("sarah@example.org",))
    known.read_facebook(folder / "your_friends.json", owner="sarah")
    known.read_x_archive(str(folder / "following.js"), owner="sarah")
    known.read(str(files / "wish_list.csv"))
    known.read_people({"key": ["zoe"]}, columns={"id": "key"})
    known.read_ties({"source": ["zoe"], "target": ["ann"]})
    known.read_memberships(wt.Table({"person": ["zoe"], "affiliation": ["warwick"]}))
    known.read_affiliations({"id": ["club"], "kind": ["club"]})
    assert_type([report.read, report.kept, report.merged, report.skipped, report.rejected], list[int])
    assert_type((report.path, report.format, report.notes), tuple[str, str, list[str]])
    assert_type(report.files, list[wt.ImportReport])
    for row in report.rows:
        assert_type(row, wt.ReportRow)
        assert_type(row.outcome, Literal["skipped", "rejected"])
        assert_type((row.file, row.field), tuple[str | None, str | None])
        assert_type((row.line, row.column), tuple[int | None, int | None])
        assert_type(row.reason, str)
    assert_type(report.to_table(), wt.Table)
    assert_type(copy.copy(known), wt.Records)
    return known


def fields() -> None:
    match = wt.field_of("Trainee Solicitor")
    assert_type(match, wt.FieldMatch | None)
    assert match is not None
    assert_type((match.field, match.confidence), tuple[str, float])
    assert_type(wt.field_of(["Nurse", None]), wt.Table)
    assert_type(wt.fields_of("Nurse"), list[wt.FieldMatch])
    assert_type(wt.FIELDS, tuple[str, ...])
    assert match.field in wt.FIELDS
    assert hash(match) == hash(copy.copy(match))


def networks() -> wt.Network:
    ids = ["sarah", "tutor", "li"]
    people = {"id": ids, "title": [None, "Lecturer", "Solicitor"], "name": ["Sarah Jones", None, None]}
    made = wt.Network.from_arrays(
        [0, 1, 0],
        [1, 2, 2],
        [0.8, 0.5, 0.1],
        directed=True,
        ids=ids,
        people=people,
        affiliations=[{"id": "warwick", "reach": 0.2, "members": ["sarah", "li"], "weights": [1.0, 0.5]}],
    )
    assert_type(made, wt.Network)
    assert_type(made.tie_count, int)
    assert_type(made.as_of, date | None)
    assert_type(made.index("sarah"), int)
    assert_type(made.id(0), str)
    assert_type(made.ids(), list[str])
    assert_type(made.label("sarah"), str)
    assert_type(made.text("li", "title"), str | None)
    assert_type(made.find("li"), list[wt.Found])
    assert_type("sarah" in made, bool)
    assert_type(len(made), int)
    assert_type(copy.copy(made), wt.Network)
    return made


def searches(net: wt.Network) -> wt.Introductions:
    found = net.introductions(
        "sarah", "li", max_intermediaries=2, count=3, distinct="everyone", relay=1, avoid=("x",)[1:]
    )
    assert_type(found, wt.Introductions)
    assert_type((found.complete, found.guarantee), tuple[bool, float])
    assert_type(found[0], wt.Introduction)
    assert_type(found[:2], list[wt.Introduction])
    assert_type(found.index(found[0]), int)
    for one in found:
        assert_type((one.people, one.chance), tuple[list[str], float])
        assert_type((one.cost, one.intermediaries), tuple[int, int])
        for step in one.steps:
            assert_type(step, wt.Step)
            assert_type(step.kind, Literal["tie", "affiliation"])
            assert_type((step.through, step.chance, step.why), tuple[str | None, float, str])
    reason = net.why_none("sarah", "li", viewer=wt.OPERATOR)
    assert_type(reason, wt.Reason)
    assert_type((reason.text, reason.intermediaries), tuple[str, int | None])
    assert reason.code == "found"
    reach = net.reach("sarah", max_intermediaries=1)
    assert_type(reach, wt.Reach)
    assert_type((reach.chance, reach.intermediaries), tuple[wt.Column, wt.Column])
    assert_type(reach.introduction_to("li"), wt.Introduction | None)
    assert_type(reach.to_table(), wt.Table)
    assert len(reach) == len(net)
    assert len(memoryview(reach.chance)) == len(net)
    net.save("network.weaktie")
    assert_type(wt.Network.open("network.weaktie", verify="header"), wt.Network)
    assert_type(net.best_among("sarah", ["li"], count=5), wt.Table)
    assert_type(net.introductions_batch(["sarah"], ["li"], distinct="none", threads=2), wt.Table)
    assert_type(net.introductions_batch(array("I", [0]), [1], progress=lambda done, total: True), wt.Table)
    assert_type(net.reach_batch(array("I", [0, 1]), relay=0.7, threads=1), wt.Table)
    assert_type(net.bottlenecks("sarah", ["li"], count=5), wt.Table)
    candidates = {"source": ["sarah"], "target": ["li"], "chance": [0.5]}
    assert_type(net.gains("sarah", candidates, ["li"], relay=0.7), wt.Table)
    assert_type(net.who_knows("sarah", field="law"), wt.Table)
    assert_type(net.who_knows_batch(["sarah"], count=3, threads=2), wt.Table)
    assert_type(net.who_knows_batch(array("I", [0, 1]), progress=lambda done, total: True), wt.Table)
    there = net.anyone_at("sarah", "Hart & Lowe", count=5)
    assert_type(there, wt.AnyoneAt)
    assert_type((there.organisation, there.text, there.similar), tuple[str, str, list[str]])
    assert_type((there.known, there.one_away, there.there), tuple[int, int, int])
    assert_type(there.nearest, wt.Introduction | None)
    for one_there in there:
        assert_type(one_there, wt.PersonAt)
        assert_type(one_there.when, Literal["now", "unknown", "past"])
        assert_type((one_there.person, one_there.degree, one_there.broker), tuple[str, int, str | None])
    assert_type(there["chance"], wt.Column)
    return found


def outreaches(net: wt.Network) -> tuple[wt.Prospects, wt.Plan]:
    model = wt.OutreachModel.default()
    assert_type(model, wt.OutreachModel)
    assert model == copy.deepcopy(model)
    prospects = net.prospects("sarah", field="law", model=model, count=5, exclude=["tutor"])
    assert_type(prospects, wt.Prospects)
    assert_type(prospects[0], wt.Prospect)
    assert_type(prospects[0:1], list[wt.Prospect])
    assert_type(prospects["chance"], wt.Column)
    for row in prospects:
        assert_type((row.person, row.why), tuple[str, str])
        assert_type((row.chance, row.value, row.score), tuple[float, float, float])
        assert_type((row.minutes, row.courage), tuple[float, float])
        assert_type(row.approach, Literal["direct", "introduction", "mention"])
        assert_type((row.broker, row.organisation), tuple[str | None, str | None])
        assert_type(row.brokers, list[str])
        assert_type(prospects.approaches(row.person), wt.Table)
        assert_type(prospects.explain(row.person, approach=0), wt.Table)
    assert_type(prospects.to_table(), wt.Table)
    plan = wt.plan(prospects, start=date(2026, 11, 2), weeks=2, minutes_per_week=60)
    assert_type(plan, wt.Plan)
    assert_type((plan.value, plan.bound, plan.gap, plan.binding), tuple[float, float, float, str])
    assert_type(plan["week"], wt.Column)
    assert_type(plan.to_table(), wt.Table)
    for request in plan:
        assert_type(request, wt.PlannedRequest)
        assert_type((request.request, request.prospect, request.brokers), tuple[str, str, list[str]])
        assert_type(request.approach, Literal["direct", "introduction", "mention"])
        assert_type((request.chance, request.value, request.minutes), tuple[float, float, float])
        assert_type((request.courage, request.organisation), tuple[float, str | None])
        assert_type((request.week, request.date), tuple[int, date])
    wt.plan(
        {"request": ["r"], "prospect": ["li"], "approach": ["direct"], "chance": [0.5], "value": [1.0]},
        start="2026-11-02",
    )
    return prospects, plan


def messages(net: wt.Network) -> wt.Message:
    facts = net.message_facts("sarah", "li", year="second", topics=["pensions"], connection={"kind": "cold"})
    assert_type(facts, dict[str, Any])
    wt.compose(**facts)
    message = wt.compose("direct", seeker={"name": "Sarah Jones"}, recipient="Li Chen", topics="pensions")
    assert_type(message, wt.Message)
    assert_type((message.subject, message.body, message.forwardable), tuple[str, str, str])
    for fact in message.missing:
        assert_type(fact, wt.MissingFact)
        assert_type((fact.field, fact.question), tuple[str, str])
    for finding in wt.check_message(message.body, kind="direct", to="Li Chen", sender="Sarah"):
        assert_type(finding, wt.Finding)
        assert_type(finding.severity, Literal["error", "warning"])
        assert_type((finding.rule, finding.span, finding.why), tuple[str, tuple[int, int], str])
    return message


def pages(
    net: wt.Network, found: wt.Introductions, prospects: wt.Prospects, plan: wt.Plan, message: wt.Message
) -> None:
    assert_type(net.introductions_svg("sarah", "li", found), str)
    assert_type(net.map_svg("sarah", prospects), str)
    page = net.report_html(
        "sarah",
        field="law",
        as_of="2026-11-01",
        prospects=prospects,
        introductions=found,
        target="li",
        plan=plan,
        messages=[("To Li Chen", message)],
        notes=["invented"],
    )
    assert_type(page, str)


def refused(net: wt.Network, known: wt.Records) -> None:
    """What a type checker refuses, and the program too."""
    calls: list[Callable[[], object]] = [
        lambda: net.introductions("sarah"),  # type: ignore[call-arg]
        lambda: net.introductions("sarah", "li", 3),  # type: ignore[call-arg]
        lambda: net.introductions("sarah", "li", distinct="best"),  # type: ignore[arg-type]
        lambda: net.introductions(0, 1),  # type: ignore[arg-type]
        lambda: net.prospects("sarah"),  # type: ignore[call-arg]
        lambda: net.text("sarah", "age"),  # type: ignore[arg-type]
        lambda: known.freeze(),  # type: ignore[call-arg]
        lambda: known.freeze(as_of=20261101),  # type: ignore[arg-type]
        lambda: known.add_person(1),  # type: ignore[arg-type]
        lambda: wt.plan([1, 2], start="2026-11-02"),  # type: ignore[arg-type]
        lambda: wt.compose("letter"),  # type: ignore[arg-type]
        lambda: wt.Table([1, 2]),  # type: ignore[arg-type]
        lambda: wt.OutreachModel.default().weights,  # type: ignore[attr-defined]
        lambda: net.write_graph("net.txt", format="dot"),  # type: ignore[arg-type]
        lambda: change(net),
    ]
    for call in calls:
        try:
            call()
        except (TypeError, wt.InvalidValue, AttributeError):
            continue
        raise AssertionError("this was taken")


def graphs(folder: Path, net: wt.Network, known: wt.Records) -> None:
    path = folder / "net.graphml"
    net.write_graph(path)
    net.write_graph(folder / "net.txt", format="gexf", chance="weight", people=False, affiliations=False)
    assert_type(wt.Network.read_graph(path), wt.Network)
    wt.Network.read_graph(str(path), chance="weight", default_chance=0.5, directed=False, id="label")
    assert_type(known.read_graph(path, owner="sarah", audience="self", columns={"title": "name"}), wt.ImportReport)
    networkx = net.to_networkx(affiliations=True)
    assert_type(wt.Network.from_networkx(networkx, chance="chance", default_chance=None), wt.Network)
    igraph = net.to_igraph(affiliations=True)
    assert_type(wt.Network.from_igraph(igraph, default_chance=0.5), wt.Network)
    assert wt.Network.from_igraph(igraph) == wt.Network.from_networkx(networkx) == net


def as_json(net: wt.Network, known: wt.Records, found: wt.Introductions, plan: wt.Plan, message: wt.Message) -> None:
    assert_type(found.to_json(indent=2), str)
    assert_type(found[0].to_json(), str)
    assert_type(found[0].steps[0].to_json(indent=None), str)
    texts = [net.reach("sarah").to_json(), net.why_none("sarah", "li").to_json(), known.people().to_json()]
    texts += [plan.to_json(), message.to_json(), wt.OutreachModel.default().to_json()]
    assert all(text.startswith(("{", "[")) for text in texts)


def change(net: wt.Network) -> None:
    net.tie_count = 3  # type: ignore[misc]


def main(folder: Path) -> None:
    rooms = (core, io, records, network, search, outreach, interview)
    assert all(set(room.__all__) <= set(wt.__all__) for room in rooms)
    errors()
    chances()
    tables(folder)
    fields()
    known = what_is_known(folder)
    assert_type(known.freeze(as_of="2026-11-01", model=wt.OutreachModel.default()), wt.Network)
    net = networks()
    found = searches(net)
    prospects, plan = outreaches(net)
    message = messages(net)
    pages(net, found, prospects, plan, message)
    graphs(folder, net, known)
    as_json(net, known, found, plan, message)
    refused(net, known)
