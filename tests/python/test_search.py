"""Introductions, reach and who_knows against the oracle that tries every chain, and against published graphs."""

from __future__ import annotations

import array
import csv
import gzip
import json
import math
import os
from pathlib import Path
from typing import Any, ClassVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import weaktie as wt
from oracle import Graph

CHANCES = [1.0, 0.5, 0.25, 0.8, 0.3, 0.1, 0.05]  # few values, so that equal costs are common


@st.composite
def cases(draw: st.DrawFn, max_people: int = 6) -> tuple[Graph, wt.Network]:
    size = draw(st.integers(2, max_people))
    pairs = [(a, b) for a in range(size) for b in range(size) if a != b]
    directed = draw(st.booleans())
    rows = draw(st.lists(st.tuples(st.sampled_from(pairs), st.sampled_from(CHANCES)), max_size=12))
    ties: dict[tuple[int, int], float] = {}
    for (a, b), chance in rows:
        for pair in [(a, b)] if directed else [(a, b), (b, a)]:
            ties[pair] = max(chance, ties.get(pair, 0.0))
    groups: dict[str, tuple[float, dict[int, float]]] = {}
    for number in range(draw(st.integers(0, 2))):
        weights = draw(st.dictionaries(st.integers(0, size - 1), st.sampled_from(CHANCES), max_size=size))
        groups[f"g{number}"] = (draw(st.sampled_from(CHANCES)), weights)
    # Ids whose order is not the order of the indices.
    ids = [f"p{(person * 7) % 10}{person}" for person in range(size)]
    network = wt.Network.from_arrays(
        [a for (a, _), _ in rows],
        [b for (_, b), _ in rows],
        [chance for _, chance in rows],
        directed=directed,
        ids=ids,
        affiliations=[
            {"id": id, "reach": reach, "members": [ids[p] for p in weights], "weights": list(weights.values())}
            for id, (reach, weights) in groups.items()
        ],
    )
    return Graph(size, ties, groups), network


def as_rows(network: wt.Network, found: wt.Introductions) -> list[tuple[int, tuple[int, ...]]]:
    return [(one.cost, tuple(network.index(id) for id in one.people)) for one in found]


@settings(max_examples=400, deadline=None)
@given(
    cases(),
    st.integers(0, 4),
    st.integers(0, 6),
    st.sampled_from(["none", "broker", "everyone"]),
    st.sampled_from([1.0, 0.7, 0.5]),
    st.sets(st.integers(0, 5), max_size=2),
)
def test_introductions_agree_with_trying_every_chain(case, limit, count, distinct, relay, avoid):
    graph, network = case
    avoid = {person for person in avoid if person < graph.size}
    for target in range(1, graph.size):
        found = network.introductions(
            network.id(0),
            network.id(target),
            max_intermediaries=limit,
            count=count,
            distinct=distinct,
            relay=relay,
            avoid=[network.id(person) for person in avoid],
        )
        expected = graph.introductions(
            0, target, max_intermediaries=limit, count=count, distinct=distinct, relay=relay, avoid=frozenset(avoid)
        )
        assert as_rows(network, found) == [(chain.cost, chain.people) for chain in expected]
        assert found.complete
        assert found.guarantee == 0.0
        for one in found:
            assert one.chance == 2 ** (-one.cost / 2**20)
            assert one.intermediaries == len(one.people) - 2 == len(one.steps) - 1
            product = math.prod(step.chance for step in one.steps) * relay**one.intermediaries
            assert product == pytest.approx(one.chance, rel=1e-5)


@settings(max_examples=200, deadline=None)
@given(cases(), st.integers(0, 4), st.sampled_from([1.0, 0.7]))
def test_reach_agrees_with_trying_every_chain(case, limit, relay):
    graph, network = case
    reach = network.reach(network.id(0), max_intermediaries=limit, relay=relay)
    chance, between = graph.reach(0, max_intermediaries=limit, relay=relay)
    assert list(reach.chance) == chance
    assert list(reach.intermediaries) == between
    for person in range(1, graph.size):
        best = network.introductions(network.id(0), network.id(person), max_intermediaries=limit, relay=relay, count=1)
        assert reach.introduction_to(network.id(person)) == (best[0] if best else None)
    assert reach.introduction_to(network.id(0)) is None


@settings(max_examples=200, deadline=None)
@given(cases())
def test_who_knows_agrees_with_counting(case):
    graph, network = case
    table = network.who_knows(network.id(0))
    expected = graph.who_knows(0)
    assert {network.index(row["person"]) for row in table} == set(expected)
    for row in table:
        via, adamic_adar, resource_allocation = expected[network.index(row["person"])]
        assert sorted(network.index(id) for id in row["via"]) == via
        assert row["common"] == len(via)
        assert row["adamic_adar"] == pytest.approx(adamic_adar, rel=1e-12)
        assert row["resource_allocation"] == pytest.approx(resource_allocation, rel=1e-12)


@settings(max_examples=150, deadline=None)
@given(
    cases(max_people=8), st.lists(st.integers(0, 7), max_size=40), st.sampled_from([0, 1, 2, 100]), st.integers(0, 3)
)
def test_a_batch_of_who_knows_is_each_in_turn(case, chosen, count, threads):
    graph, network = case
    sources = [person % graph.size for person in chosen]
    expected = []
    for source in sources:
        for row in network.who_knows(network.id(source)).rows()[:count]:
            del row["via"]
            expected.append({"source": source, **row, "person": network.index(row["person"])})
    table = network.who_knows_batch(sources, count=count, threads=threads)
    assert table.rows() == expected
    assert table.columns == ["source", "person", "common", "adamic_adar", "resource_allocation"]
    for given_as in (array.array("I", sources), [network.id(one) for one in sources], tuple(sources), iter(sources)):
        assert network.who_knows_batch(given_as, count=count, threads=threads) == table


@settings(max_examples=200, deadline=None)
@given(
    cases(max_people=8),
    st.lists(st.tuples(st.integers(0, 7), st.integers(1, 7)), max_size=40),
    st.fixed_dictionaries(
        {
            "max_intermediaries": st.integers(0, 6),
            "count": st.integers(0, 4),
            "distinct": st.sampled_from(["none", "broker", "everyone"]),
            "relay": st.sampled_from([1.0, 0.7]),
            "budget": st.sampled_from([None, None, 5, 40]),
        }
    ),
    st.sets(st.integers(0, 7), max_size=2),
    st.integers(0, 3),
)
def test_a_batch_of_introductions_is_each_in_turn(case, chosen, options, avoid, threads):
    graph, network = case
    pairs = [(a % graph.size, (a + b) % graph.size) for a, b in chosen]
    pairs = [(a, b) for a, b in pairs if a != b]
    options["avoid"] = [network.id(person) for person in avoid if person < graph.size]
    expected = [
        {
            "pair": number,
            "rank": rank,
            "chance": one.chance,
            "intermediaries": one.intermediaries,
            "people": [network.index(id) for id in one.people],
        }
        for number, (a, b) in enumerate(pairs)
        for rank, one in enumerate(network.introductions(network.id(a), network.id(b), **options))
    ]
    sources, targets = [a for a, _ in pairs], [b for _, b in pairs]
    table = network.introductions_batch(sources, targets, threads=threads, **options)
    assert table.rows() == expected
    assert table.columns == ["pair", "rank", "chance", "intermediaries", "people"]
    ids = [network.id(one) for one in targets]
    for given_as in (array.array("I", targets), ids, tuple(ids), iter(targets)):
        assert network.introductions_batch(iter(sources), given_as, threads=threads, **options) == table


@settings(max_examples=150, deadline=None)
@given(
    cases(max_people=8),
    st.lists(st.integers(0, 7), max_size=20),
    st.integers(0, 6),
    st.sampled_from([1.0, 0.7]),
    st.integers(0, 3),
)
def test_a_batch_of_reach_is_each_in_turn(case, chosen, limit, relay, threads):
    graph, network = case
    people = [person % graph.size for person in chosen]
    expected = []
    for source in people:
        reach = network.reach(network.id(source), max_intermediaries=limit, relay=relay)
        expected += [
            {"source": source, "person": person, "chance": chance, "intermediaries": between}
            for person, (chance, between) in enumerate(zip(reach.chance, reach.intermediaries))
            if person != source and between != 255
        ]
    table = network.reach_batch(people, max_intermediaries=limit, relay=relay, threads=threads)
    assert table.rows() == expected
    assert table.columns == ["source", "person", "chance", "intermediaries"]
    ids = [network.id(person) for person in people]
    assert network.reach_batch(iter(ids), max_intermediaries=limit, relay=relay) == table


@settings(max_examples=100, deadline=None)
@given(cases(), st.integers(0, 3))
def test_allowing_one_more_intermediary_never_hurts(case, limit):
    _, network = case
    ends = network.id(0), network.id(len(network) - 1)

    def best(most: int) -> float:
        return max((one.chance for one in network.introductions(*ends, max_intermediaries=most)), default=0.0)

    assert best(limit + 1) >= best(limit)


@settings(max_examples=100, deadline=None)
@given(cases(), st.integers(0, 3), st.integers(0, 40))
def test_a_budget_keeps_its_guarantee(case, limit, budget):
    _, network = case
    ends = network.id(0), network.id(len(network) - 1)
    full = network.introductions(*ends, max_intermediaries=limit, count=50, distinct="none")
    some = network.introductions(*ends, max_intermediaries=limit, count=50, distinct="none", budget=budget)
    known = {tuple(one.people) for one in some}
    assert known <= {tuple(one.people) for one in full}
    missing = [one.chance for one in full if tuple(one.people) not in known]
    if some.complete:
        assert some == full
    elif missing:
        assert max(missing) <= some.guarantee * (1 + 1e-12)


@settings(max_examples=150, deadline=None)
@given(cases(), st.integers(0, 3), st.sets(st.integers(0, 5), max_size=2))
def test_why_none_says_found_exactly_when_there_is_one(case, limit, avoid):
    graph, network = case
    ends = network.id(0), network.id(len(network) - 1)
    options: dict[str, Any] = {
        "max_intermediaries": limit,
        "avoid": [network.id(person) for person in avoid if person < graph.size],
    }
    reason = network.why_none(*ends, **options)
    assert (reason.code == "found") == bool(network.introductions(*ends, **options))
    assert reason.text.endswith(".")


def worth(graph: Graph, targets: set[int], limit: int, relay: float, without: int | None = None) -> dict[int, float]:
    out = {}
    for target in targets - {0}:
        avoid = frozenset() if without in (None, target) else frozenset({without})
        best = graph.introductions(0, target, max_intermediaries=limit, count=1, relay=relay, avoid=avoid)
        out[target] = 2 ** (-best[0].cost / 2**20) if best else 0.0
    return out


@settings(max_examples=300, deadline=None)
@given(cases(), st.sets(st.integers(0, 5)), st.integers(0, 4), st.sampled_from([1.0, 0.7]))
def test_bottlenecks_agree_with_removing_everyone_in_turn(case, targets, limit, relay):
    graph, network = case
    targets = {person for person in targets if person < graph.size}
    table = network.bottlenecks(
        network.id(0), [network.id(person) for person in targets], max_intermediaries=limit, relay=relay
    )
    found = {network.index(row["person"]): row for row in table}
    before = worth(graph, targets, limit, relay)
    for person in range(1, graph.size):
        after = worth(graph, targets, limit, relay, without=person)
        lost = sum(before.values()) - sum(after.values())
        only_way_to = [network.id(target) for target in sorted(before) if before[target] > 0 and after[target] == 0]
        assert (person in found) == (lost > 1e-12)
        if person in found:
            assert found[person]["lost"] == pytest.approx(lost, abs=1e-12)
            assert found[person]["only_way_to"] == only_way_to
    assert 0 not in found
    order = [(-row["lost"], network.index(row["person"])) for row in table]
    assert order == sorted(order)


@settings(max_examples=300, deadline=None)
@given(cases(), st.data(), st.sets(st.integers(0, 5)), st.integers(0, 4), st.sampled_from([1.0, 0.7]))
def test_gains_agree_with_adding_each_candidate(case, data, targets, limit, relay):
    graph, network = case
    targets = {person for person in targets if person < graph.size}
    pairs = [(a, b) for a in range(graph.size) for b in range(graph.size) if a != b]
    ties = data.draw(st.lists(st.tuples(st.sampled_from(pairs), st.sampled_from(CHANCES), st.booleans()), max_size=4))
    joins = []
    if graph.groups:
        join = st.tuples(
            st.integers(0, graph.size - 1), st.sampled_from(sorted(graph.groups)), st.sampled_from(CHANCES)
        )
        joins = data.draw(st.lists(join, max_size=4))
    blank = [None] * len(joins)
    candidates = {
        "source": [network.id(a) for (a, _), _, _ in ties] + blank,
        "target": [network.id(b) for (_, b), _, _ in ties] + blank,
        "chance": [chance for _, chance, _ in ties] + blank,
        "directed": [directed for _, _, directed in ties] + blank,
        "person": [None] * len(ties) + [network.id(person) for person, _, _ in joins],
        "affiliation": [None] * len(ties) + [group for _, group, _ in joins],
        "weight": [None] * len(ties) + [weight for _, _, weight in joins],
    }
    ids = [network.id(person) for person in targets]
    table = network.gains(network.id(0), candidates, ids, max_intermediaries=limit, relay=relay)
    order = [(-row["gain"], row["candidate"]) for row in table]
    assert order == sorted(order)
    assert sorted(table["candidate"]) == list(range(len(ties) + len(joins)))
    before = sum(worth(graph, targets, limit, relay).values())
    for row in table:
        more, groups = dict(graph.ties), {id: (reach, dict(weights)) for id, (reach, weights) in graph.groups.items()}
        if row["candidate"] < len(ties):
            (a, b), chance, directed = ties[row["candidate"]]
            for pair in [(a, b)] if directed else [(a, b), (b, a)]:
                more[pair] = max(chance, more.get(pair, 0.0))
        else:
            person, group, weight = joins[row["candidate"] - len(ties)]
            groups[group][1][person] = max(weight, groups[group][1].get(person, 0.0))
        after = sum(worth(Graph(graph.size, more, groups), targets, limit, relay).values())
        assert row["gain"] == pytest.approx(after - before, abs=1e-12)
    few = network.gains(network.id(0), candidates, ids, count=2, max_intermediaries=limit, relay=relay)
    assert few.rows() == table.rows()[:2]


@pytest.fixture
def kitchen_table() -> wt.Network:
    return wt.Network.from_arrays(
        [0, 0, 1, 2, 0],
        [1, 2, 3, 3, 3],
        [0.5, 0.8, 0.4, 0.5, 0.1],
        ids=["sarah", "mum", "tutor", "li"],
        affiliations=[{"id": "chess", "reach": 0.2, "members": ["mum", "li"]}],
    )


class TestIntroductions:
    def test_it_equals_a_list(self, kitchen_table):
        found = kitchen_table.introductions("sarah", "li")
        assert [one.people for one in found] == [["sarah", "tutor", "li"], ["sarah", "mum", "li"], ["sarah", "li"]]
        assert found == list(found)
        assert found[-1] == found[2]
        assert found[:2] == list(found)[:2]
        assert found[0] in found
        assert list(reversed(found)) == list(found)[::-1]
        with pytest.raises(IndexError):
            found[3]

    def test_it_prints_as_a_line(self, kitchen_table):
        found = kitchen_table.introductions("sarah", "li")
        assert str(found[0]) == "sarah -> tutor -> li (chance 0.40)"
        assert "sarah -> tutor -> li (chance 0.40)" in repr(found)

    def test_steps_say_where_their_chance_comes_from(self, kitchen_table):
        _, second = kitchen_table.introductions("sarah", "li")[1].steps
        assert (second.kind, second.through) == ("tie", None)
        assert second.chance == pytest.approx(0.4, rel=1e-6)
        network = wt.Network.from_arrays(
            [0], [1], [0.5], ids=["a", "b", "c"], affiliations=[{"id": "g", "reach": 0.2, "members": ["b", "c"]}]
        )
        (one,) = network.introductions("a", "c")
        assert (one.steps[1].kind, one.steps[1].through) == ("affiliation", "g")
        assert all(step.why for step in one.steps)

    def test_a_tie_is_reported_before_an_affiliation_and_the_smaller_affiliation_id_first(self):
        groups = [{"id": id, "reach": 0.5, "members": ["a", "b"]} for id in ("h", "g")]
        ids = ["a", "b"]
        tied = wt.Network.from_arrays([0], [1], [0.5], ids=ids, affiliations=groups)
        assert tied.introductions("a", "b")[0].steps[0].kind == "tie"
        loose = wt.Network.from_arrays([], [], [], ids=ids, affiliations=groups)
        assert loose.introductions("a", "b")[0].steps[0].through == "g"

    def test_no_introduction_is_an_empty_answer(self):
        network = wt.Network.from_arrays([0], [1], [0.5], ids=["a", "b", "c"])
        found = network.introductions("a", "c")
        assert found == []
        assert not found
        assert network.why_none("a", "c").code == "target_unreachable"

    def test_an_end_in_avoid_gives_an_empty_answer(self, kitchen_table):
        assert kitchen_table.introductions("sarah", "li", avoid=["li"]) == []
        assert kitchen_table.why_none("sarah", "li", avoid=["li"]).code == "avoided"

    def test_every_public_option_has_the_default_of_the_design(self, kitchen_table):
        explicit = kitchen_table.introductions(
            "sarah",
            "li",
            max_intermediaries=3,
            count=5,
            distinct="broker",
            relay=1.0,
            viewer=None,
            avoid=(),
            budget=None,
        )
        assert explicit == kitchen_table.introductions("sarah", "li")

    def test_the_viewer_must_be_known(self, kitchen_table):
        assert kitchen_table.introductions("sarah", "li", viewer="mum") == kitchen_table.introductions("sarah", "li")
        assert len(kitchen_table.introductions("sarah", "li", viewer=wt.OPERATOR)) == 3
        with pytest.raises(wt.UnknownPerson):
            kitchen_table.introductions("sarah", "li", viewer="mom2")
        with pytest.raises(TypeError):
            kitchen_table.introductions("sarah", "li", viewer=3)


class TestErrors:
    def test_an_unknown_person_comes_before_any_other_answer(self, kitchen_table):
        with pytest.raises(wt.UnknownPerson, match="'tutor'") as caught:
            kitchen_table.introductions("sarah", "tutr")
        assert caught.value.value == "tutr"
        with pytest.raises(wt.UnknownPerson):
            kitchen_table.introductions("sarah", "sarah", avoid=["nobody"])
        with pytest.raises(wt.UnknownPerson):
            kitchen_table.introductions("sarah", "li", count=0, avoid=["nobody"])
        with pytest.raises(wt.UnknownPerson):
            kitchen_table.reach("nobody")
        with pytest.raises(wt.UnknownPerson):
            kitchen_table.reach("sarah").introduction_to("nobody")
        with pytest.raises(wt.UnknownPerson):
            kitchen_table.who_knows("nobody")

    def test_nobody_is_introduced_to_themself(self, kitchen_table):
        with pytest.raises(wt.InvalidValue):
            kitchen_table.introductions("sarah", "sarah")

    @pytest.mark.parametrize(
        ("option", "value"),
        [
            ("max_intermediaries", -1),
            ("max_intermediaries", 7),
            ("max_intermediaries", 300),
            ("max_intermediaries", 10**30),
            ("count", -1),
            ("count", 2**32),
            ("relay", 0.0),
            ("relay", 1.5),
            ("relay", math.nan),
            ("budget", -1),
            ("distinct", "brokers"),
        ],
    )
    def test_an_option_out_of_range_is_refused_with_its_range(self, kitchen_table, option, value):
        with pytest.raises(wt.InvalidValue) as caught:
            kitchen_table.introductions("sarah", "li", **{option: value})
        assert caught.value.value
        if option in ("max_intermediaries", "relay"):
            with pytest.raises(wt.InvalidValue):
                kitchen_table.reach("sarah", **{option: value})

    @pytest.mark.parametrize(
        ("arguments", "options"),
        [
            ((0, "li"), {}),
            (("sarah", None), {}),
            (("sarah", "li"), {"max_intermediaries": "3"}),
            (("sarah", "li"), {"max_intermediaries": 1.5}),
            (("sarah", "li"), {"relay": "1"}),
            (("sarah", "li"), {"avoid": "mum"}),
            (("sarah", "li"), {"avoid": [1]}),
            (("sarah", "li"), {"distinct": None}),
            (("sarah", "li"), {"unknown": 1}),
            (("sarah", "li", 3), {}),
        ],
    )
    def test_a_wrong_type_is_a_type_error(self, kitchen_table, arguments, options):
        with pytest.raises(TypeError):
            kitchen_table.introductions(*arguments, **options)


class TestReach:
    def test_its_arrays_are_buffers_without_a_copy(self, kitchen_table):
        reach = kitchen_table.reach("sarah")
        chance, between = memoryview(reach.chance), memoryview(reach.intermediaries)
        assert (chance.format, chance.readonly, chance.shape) == ("d", True, (4,))
        assert (between.format, between.readonly, between.shape) == ("B", True, (4,))
        assert array.array("d", chance).tolist() == list(reach.chance)

    def test_numpy_copies_nothing_and_outlives_the_result(self, kitchen_table):
        np = pytest.importorskip("numpy")
        first = np.asarray(kitchen_table.reach("sarah").chance)
        assert first.dtype == np.float64
        assert not first.flags.owndata
        assert first.tolist()[0] == 1.0
        reach = kitchen_table.reach("sarah")
        one, two = np.asarray(reach.intermediaries), np.asarray(reach.intermediaries)
        assert one.dtype == np.uint8
        assert np.shares_memory(one, two)


class TestGains:
    def test_candidates_come_from_a_file_or_from_arrow(self, kitchen_table, tmp_path):
        rows = {"source": ["sarah", None], "target": ["li", None], "chance": [0.9, None]}
        rows |= {"person": [None, "tutor"], "affiliation": [None, "chess"]}
        table = kitchen_table.gains("sarah", rows, ["li"])
        assert list(table["candidate"]) == [0, 1]
        assert list(table["gain"]) == pytest.approx([0.5, 0.0], abs=1e-6)
        assert kitchen_table.gains("sarah", wt.Table(rows), ["li"]).rows() == table.rows()
        path = tmp_path / "candidates.csv"
        path.write_text("source,target,chance,person,affiliation\nsarah,li,0.9,,\n,,,tutor,chess\n", encoding="utf-8")
        assert kitchen_table.gains("sarah", path, ["li"]).rows() == table.rows()

    def test_a_wrong_row_is_named(self, kitchen_table):
        rows = {"source": ["sarah", "sarah"], "target": ["li", "li"], "chance": [0.9, 0.0]}
        with pytest.raises(wt.InvalidValue) as caught:
            kitchen_table.gains("sarah", rows, ["li"])
        assert (caught.value.line, caught.value.field) == (2, "chance")
        with pytest.raises(wt.UnknownPerson, match="'tutor'") as unknown:
            kitchen_table.gains("sarah", rows | {"target": ["li", "tutr"], "chance": [5, 5]}, ["li"])
        assert (unknown.value.line, unknown.value.field) == (2, "target")
        with pytest.raises(wt.InvalidValue, match="'chess'"):
            kitchen_table.gains("sarah", {"person": ["sarah"], "affiliation": ["ches"]}, ["li"])


class TestWhoKnows:
    def test_its_filters_look_at_the_people_table(self):
        people = {
            "id": ["s", "w", "t", "u"],
            "title": [None, None, "Solicitor", "Nurse"],
            "organisation": [None, None, "Hart & Lowe LLP", "City Hospital"],
        }
        network = wt.Network.from_arrays([0, 1, 1], [1, 2, 3], [0.5] * 3, ids=people["id"], people=people)
        assert sorted(network.who_knows("s")["person"]) == ["t", "u"]
        assert list(network.who_knows("s", organisation="hart & lowe")["person"]) == ["t"]
        assert list(network.who_knows("s", field="healthcare")["person"]) == ["u"]
        assert len(network.who_knows("s", organisation="nowhere")) == 0
        with pytest.raises(wt.InvalidValue):
            network.who_knows("s", organisation="  ")
        with pytest.raises(wt.InvalidValue):
            network.who_knows("s", field="zzz")


class TestWhoKnowsBatch:
    people: ClassVar = {
        "id": ["s", "w", "t", "u"],
        "title": [None, None, "Solicitor", "Nurse"],
        "organisation": [None, None, "Hart & Lowe LLP", "City Hospital"],
    }

    def network(self) -> wt.Network:
        return wt.Network.from_arrays([0, 1, 1], [1, 2, 3], [0.5] * 3, ids=self.people["id"], people=self.people)

    def test_it_has_the_filters_of_who_knows(self):
        network = self.network()
        assert list(network.who_knows_batch(["s"])["person"]) == [2, 3]
        assert list(network.who_knows_batch(["s", "u"], organisation="hart & lowe")["person"]) == [2, 2]
        assert list(network.who_knows_batch(["s"], field="healthcare", viewer="w")["person"]) == [3]
        assert len(network.who_knows_batch([])) == len(network.who_knows_batch(["s"], count=0)) == 0

    def test_numbers_come_out_without_a_copy(self):
        np = pytest.importorskip("numpy")
        table = self.network().who_knows_batch(np.array([0, 3], dtype=np.int64))
        person = np.asarray(table["person"])
        assert person.dtype == np.uint32
        assert not person.flags.owndata
        assert person.tolist() == [2, 3, 0, 2]
        assert self.network().who_knows_batch(table["person"]).rows()
        pa = pytest.importorskip("pyarrow")
        assert self.network().who_knows_batch(wt.Table(pa.table({"x": ["s", "u"]}))["x"]) == table

    def test_what_is_wrong_is_told_with_its_position(self):
        network = self.network()
        for sources in (["s", "tt"], [0, 4], array.array("I", [0, 4])):
            with pytest.raises(wt.UnknownPerson) as caught:
                network.who_knows_batch(sources)
            assert (caught.value.line, caught.value.field) == (2, "sources")
        with pytest.raises(wt.UnknownPerson, match="the nearest: 't'"):
            network.who_knows_batch(["s", "tt"])
        with pytest.raises(wt.InvalidValue):
            network.who_knows_batch([0, -1])
        for wrong in ("s", b"s", 3, None, [0.5], ["s", 1], [None]):
            with pytest.raises((TypeError, wt.InvalidValue)):
                network.who_knows_batch(wrong)  # type: ignore[arg-type]
        for options in ({"organisation": " "}, {"field": "zzz"}, {"threads": -1}, {"threads": 1025}, {"count": -1}):
            with pytest.raises(wt.InvalidValue):
                network.who_knows_batch(["s"], **options)  # type: ignore[arg-type]
        with pytest.raises(wt.UnknownPerson):
            network.who_knows_batch(["s"], viewer="nobody")

    def test_it_tells_how_far_it_is_and_stops_when_told(self):
        network = wt.Network.from_arrays(range(99), range(1, 100), [0.5] * 99)
        told: list[tuple[int, int]] = []
        table = network.who_knows_batch(range(100), threads=2, progress=lambda *seen: told.append(seen))
        assert told[0] == (0, 100)
        assert told[-1] == (100, 100)
        assert told == sorted(told)
        with pytest.raises(wt.Cancelled):
            network.who_knows_batch(range(100), threads=2, progress=lambda done, total: done < 20)
        with pytest.raises(ZeroDivisionError):
            network.who_knows_batch(range(100), threads=2, progress=lambda done, total: 1 / (done < 20))
        assert network.who_knows_batch(range(100)) == table


class TestBatches:
    def network(self) -> wt.Network:
        return wt.Network.from_arrays([0, 1, 0], [1, 2, 2], [0.8, 0.5, 0.1], ids=["sarah", "tutor", "li"])

    def test_numpy_and_arrow_go_in_and_come_out(self):
        np = pytest.importorskip("numpy")
        network = self.network()
        table = network.introductions_batch(np.array([0, 1], dtype=np.uint32), np.array([2, 2], dtype=np.int64))
        assert table == network.introductions_batch(["sarah", "tutor"], ["li", "li"])
        for name, kind in (("pair", np.uint32), ("rank", np.uint32), ("chance", np.float64)):
            column = np.asarray(table[name])
            assert column.dtype == kind
            assert not column.flags.owndata
        assert list(table["people"]) == [[0, 1, 2], [0, 2], [1, 2], [1, 0, 2]]
        reached = network.reach_batch(np.array([1], dtype=np.uint32))
        assert np.asarray(reached["source"]).tolist() == [1, 1]
        pa = pytest.importorskip("pyarrow")
        assert pa.types.is_list(pa.table(table).schema.field("people").type)
        assert network.introductions_batch(wt.Table(pa.table({"x": ["sarah"]}))["x"], ["li"]) == (
            network.introductions_batch([0], [2])
        )

    def test_what_is_wrong_is_told_with_its_position(self):
        network = self.network()
        for sources, targets, field in (
            (["sarah", "tutr"], ["li", "li"], "sources"),
            (["sarah", "sarah"], ["li", "lii"], "targets"),
            ([0, 7], [1], "sources"),
            ([0, 1], [1, 3], "targets"),
        ):
            with pytest.raises(wt.UnknownPerson) as caught:
                network.introductions_batch(sources, targets)
            assert (caught.value.line, caught.value.field) == (2, field)
        with pytest.raises(wt.InvalidValue, match="both ends of pair 1") as same:
            network.introductions_batch(["sarah", "li"], ["li", "li"])
        assert (same.value.line, same.value.field) == (2, "targets")
        with pytest.raises(wt.InvalidValue, match="2 and 1"):
            network.introductions_batch([0, 1], [2])
        with pytest.raises(wt.UnknownPerson) as unknown:
            network.reach_batch(["sarah", "tutr"])
        assert (unknown.value.line, unknown.value.field) == (2, "people")
        options: dict[str, Any]
        for options in ({"threads": -1}, {"threads": 1025}, {"max_intermediaries": 7}, {"relay": 0.0}):
            with pytest.raises(wt.InvalidValue):
                network.introductions_batch([0], [1], **options)
            with pytest.raises(wt.InvalidValue):
                network.reach_batch([0], **options)
        for options in ({"count": -1}, {"distinct": "all"}, {"budget": -1}):
            with pytest.raises(wt.InvalidValue):
                network.introductions_batch([0], [1], **options)
        for wrong in ("sarah", b"s", 3, None, [0.5], ["sarah", 1], [None]):
            with pytest.raises((TypeError, wt.InvalidValue)):
                network.introductions_batch(wrong, [2])  # type: ignore[arg-type]
            with pytest.raises((TypeError, wt.InvalidValue)):
                network.reach_batch(wrong)  # type: ignore[arg-type]
        for call in (
            lambda **k: network.introductions_batch([0], [2], **k),
            lambda **k: network.reach_batch([0], **k),
        ):
            with pytest.raises(wt.UnknownPerson):
                call(viewer="nobody")
        with pytest.raises(wt.UnknownPerson):
            network.introductions_batch([0], [2], avoid=["nobody"])

    def test_they_tell_how_far_they_are_and_stop_when_told(self):
        network = wt.Network.from_arrays(range(99), range(1, 100), [0.5] * 99)
        targets = [*range(1, 100), 0] * 20
        for call, total in (
            (lambda **k: network.introductions_batch(list(range(100)) * 20, targets, threads=2, **k), 2000),
            (lambda **k: network.reach_batch(range(100), threads=2, **k), 100),
        ):
            told: list[tuple[int, int]] = []
            table = call(progress=lambda *seen, told=told: told.append(seen))
            assert told[0] == (0, total)
            assert told[-1] == (total, total)
            assert told == sorted(told)
            with pytest.raises(wt.Cancelled):
                call(progress=lambda done, total: done < 20)
            with pytest.raises(ZeroDivisionError):
                call(progress=lambda done, total: 1 / (done < 20))
            assert call() == table


# ------------------------------------------------------------------------------------------ graphs with known answers

DATA = os.environ.get("WEAKTIE_DATA")
ORACLE = Path(DATA) / "oracle" if DATA else None
needs_data = pytest.mark.skipif(DATA is None, reason="set WEAKTIE_DATA to the folder of published graphs")
CLOSE = 1e-5


def load(path: Path) -> tuple[wt.Network, bool]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    a_name, b_name, p_name = list(rows[0])[:3]
    ids: dict[str, int] = {}
    source = [ids.setdefault(row[a_name], len(ids)) for row in rows]
    target = [ids.setdefault(row[b_name], len(ids)) for row in rows]
    directed = path.name.removesuffix(".prob.csv.gz").endswith("_dir")
    chance = [float(row[p_name]) for row in rows]
    return wt.Network.from_arrays(source, target, chance, directed=directed, ids=list(ids)), directed


GRAPHS = sorted(path.name.removesuffix(".prob.csv.gz") for path in ORACLE.glob("*.prob.csv.gz")) if ORACLE else []


@needs_data
@pytest.mark.parametrize("name", GRAPHS)
def test_published_graphs_give_the_answers_of_other_programs(name):
    assert ORACLE is not None
    network, directed = load(ORACLE / f"{name}.prob.csv.gz")
    answers = json.loads((ORACLE / f"{name}.json").read_text(encoding="utf-8"))
    checked = 0
    for pair in answers["pairs"]:
        s, t = (str(pair[key]) for key in (("s", "t") if "s" in pair else ("source", "target")))
        if s not in network or t not in network or s == t:
            continue
        checked += 1
        for limit, key in ((1, "best_p_le2"), (2, "best_p_le3"), (3, "best_p_le4")):
            best = network.introductions(s, t, max_intermediaries=limit, count=1)
            assert (best[0].chance if best else 0.0) == pytest.approx(pair[key], rel=CLOSE, abs=1e-300), key
        if pair.get("top5_p_le3") is not None:
            found = network.introductions(s, t, max_intermediaries=2, count=5, distinct="none")
            assert [one.chance for one in found] == pytest.approx(pair["top5_p_le3"], rel=CLOSE)
        if pair.get("k5_p"):
            found = network.introductions(s, t, max_intermediaries=6, count=5, distinct="none")
            for mine, theirs in zip(found, pair["k5_p"], strict=False):
                assert mine.chance <= theirs * (1 + CLOSE)
            if pair["hops"] is not None and len(found) == 5 and pair.get("best_p_le4") == pair.get("best_p"):
                assert found[0].chance == pytest.approx(pair["k5_p"][0], rel=CLOSE)
        if not directed and not any(step == t for step in _friends(network, s)):
            rows = {row["person"]: row for row in network.who_knows(s)}
            row = rows.get(t, {"common": 0, "adamic_adar": 0.0, "resource_allocation": 0.0})
            for mine, theirs in (
                ("common", "common_neighbors"),
                ("adamic_adar", "adamic_adar"),
                ("resource_allocation", "resource_allocation"),
            ):
                assert row[mine] == pytest.approx(pair[theirs], rel=1e-9, abs=1e-12), mine
    assert checked > 0


def _friends(network: wt.Network, source: str) -> set[str]:
    reach = network.reach(source, max_intermediaries=0)
    return {network.id(i) for i, chance in enumerate(reach.chance) if chance > 0 and network.id(i) != source}


@needs_data
def test_small_graphs_give_all_simple_paths():
    assert DATA is not None
    graphs = json.loads((Path(DATA) / "peer_cases" / "brute_force_small.json").read_text(encoding="utf-8"))
    assert len(graphs) == 15
    for graph in graphs:
        source, target, chance = zip(*graph["edges"], strict=True)
        network = wt.Network.from_arrays(
            source, target, chance, directed=graph["directed"], ids=[str(i) for i in range(graph["n"])]
        )
        for query in graph["queries"]:
            s, t = str(query["s"]), str(query["t"])
            for steps, best in query["best_p_le"].items():
                found = network.introductions(s, t, max_intermediaries=int(steps) - 1, count=1)
                assert (found[0].chance if found else 0.0) == pytest.approx(best, rel=CLOSE, abs=1e-300)
            if graph["n"] - 2 <= 6:
                found = network.introductions(s, t, max_intermediaries=6, count=1000, distinct="none")
                assert len(found) == query["n_paths"]
                assert [one.chance for one in found[:10]] == pytest.approx(query["top10_p"], rel=CLOSE)


def test_the_best_among_some_people_are_those_of_reach():
    import random

    dice = random.Random(5)
    ties = [(dice.randrange(300), dice.randrange(300), dice.randint(1, 99) / 100) for _ in range(1500)]
    ties = [tie for tie in ties if tie[0] != tie[1]]
    network = wt.Network.from_arrays(*map(list, zip(*ties, strict=True)), ids=[f"p{i}" for i in range(300)])
    reach = network.reach("p0")
    targets = [f"p{i}" for i in range(300) if i % 3 == 0]
    best = network.best_among("p0", [*targets, *targets], count=20)
    assert len(best) == 20
    want = sorted((reach.chance[network.index(id)] for id in targets if id != "p0"), reverse=True)[:20]
    assert list(best["chance"]) == want
    for row in best:
        introduction = reach.introduction_to(row["person"])
        assert introduction.chance == row["chance"]
        assert introduction.intermediaries == row["intermediaries"]
    with pytest.raises(wt.UnknownPerson, match="p0"):
        network.best_among("p0", ["p_0"])
