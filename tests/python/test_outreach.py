"""Prospects and this week's requests: their shape, their laws, and every error."""

from __future__ import annotations

import math
from datetime import date
from itertools import product
from typing import ClassVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import weaktie as wt


@pytest.fixture
def network() -> wt.Network:
    people = {
        "id": ["sarah", "tutor", "li", "amara", "ben"],
        "name": ["Sarah Jones", "Dr Hill", "Li Chen", "Amara Okoye", "Ben Carter"],
        "title": [None, "Lecturer in Law", "Solicitor", "Head of Legal", "Nurse"],
        "organisation": [None, "Warwick", "Hart & Lowe", "Acme", "City Hospital"],
        "place": [None, None, "London", "Leeds", None],
    }
    return wt.Network.from_arrays([0, 1, 0, 4], [1, 2, 4, 3], [0.8, 0.6, 0.9, 0.7], ids=people["id"], people=people)


class TestProspects:
    def test_rows_come_by_falling_score(self, network):
        found = network.prospects("sarah", field="law")
        assert {"li", "amara"} <= {row.person for row in found}
        assert "sarah" not in {row.person for row in found}
        assert "ben" not in {row.person for row in found}
        scores = [row.score for row in found]
        assert scores == sorted(scores, reverse=True)
        for row in found:
            assert row.score == pytest.approx(row.chance * row.value, rel=1e-12)
            assert 0 < row.chance < 1
            assert 0 < row.value <= 1
            assert row.approach in ("direct", "introduction", "mention")
            assert (row.broker is None) == (row.approach == "direct")
            assert row.brokers[:1] == ([row.broker] if row.broker else [])
            assert row.why

    def test_it_is_a_sequence_and_a_table(self, network):
        found = network.prospects("sarah", field="law")
        assert found[0] == next(iter(found))
        assert found[-1] == list(found)[-1]
        assert found[:2] == list(found)[:2]
        assert found.to_table().columns == ["person", "chance", "value", "score", "approach", "broker", "why"]
        assert list(found["person"]) == [row.person for row in found]
        assert wt.Table(found) == found.to_table()
        assert found == network.prospects("sarah", field="law")
        with pytest.raises(IndexError):
            found[100]
        html = found._repr_html_()
        assert "<script" not in html
        assert "http://" not in html.replace("http://www.w3.org/", "")

    def test_approaches_explain_themselves(self, network):
        found = network.prospects("sarah", field="law")
        for row in found:
            table = found.approaches(row.person)
            assert table.columns == [
                "approach", "brokers", "chance", "value", "score", "minutes", "courage", "advantage", "why",
            ]  # fmt: skip
            chances = list(table["chance"])
            assert chances == sorted(chances, reverse=True)
            assert row.chance in chances
            for at, chance in enumerate(chances):
                terms = found.explain(row.person, approach=at)
                assert math.fsum(terms["log_odds"]) == pytest.approx(math.log(chance / (1 - chance)), abs=1e-9)

    def test_its_filters_narrow(self, network):
        assert [row.person for row in network.prospects("sarah", field="law", organisation="hart & lowe")] == ["li"]
        assert [row.person for row in network.prospects("sarah", field="law", place="leeds")] == ["amara"]
        assert "li" not in {row.person for row in network.prospects("sarah", field="law", exclude=["li"])}
        assert len(network.prospects("sarah", field="law", count=1)) == 1
        assert len(network.prospects("sarah", field="law", count=0)) == 0

    def test_a_journal_changes_the_chance(self, network):
        before = network.prospects("sarah", field="law")
        ways = before.approaches("li").rows()
        direct = next(row["chance"] for row in ways if row["approach"] == "direct")
        journal = {
            "request": ["r1"],
            "person": ["li"],
            "approach": ["direct"],
            "sent": [date(2026, 10, 1)],
            "event": ["declined"],
            "date": [date(2026, 10, 2)],
            "step": [1],
        }
        after = network.prospects("sarah", field="law", journal=journal)
        now = next(row["chance"] for row in after.approaches("li") if row["approach"] == "direct")
        assert now < direct

    def test_without_people_there_are_none(self):
        network = wt.Network.from_arrays([0, 1], [1, 2], [0.5, 0.5])
        assert len(network.prospects("0", field="law")) == 0
        assert network.prospects("0", field="law")[:] == []

    def test_errors(self, network):
        for call in (
            lambda: network.prospects("nobody", field="law"),
            lambda: network.prospects("sarah", field="law", exclude=["nobody"]),
            lambda: network.prospects("sarah", field="law", viewer="nobody"),
            lambda: network.prospects("sarah", field="law").approaches("nobody"),
        ):
            with pytest.raises(wt.UnknownPerson):
                call()
        for options in (
            {"field": "zzz"},
            {"field": ""},
            {"field": "law", "relay": 0},
            {"field": "law", "max_intermediaries": 4},
            {"field": "law", "max_intermediaries": -1},
            {"field": "law", "count": -1},
            {"field": "law", "organisation": " "},
            {"field": "law", "journal": {"request": ["r"]}},
            {
                "field": "law",
                "journal": {"request": ["r"], "person": ["li"], "approach": ["shout"], "sent": ["2026-01-01"]},
            },
        ):
            with pytest.raises(wt.InvalidValue):
                network.prospects("sarah", **options)
        with pytest.raises(wt.InvalidValue):
            network.prospects("sarah", field="law").approaches("ben")
        for options in ({}, {"field": 3}, {"field": "law", "model": 3}, {"field": "law", "exclude": "li"}):
            with pytest.raises(TypeError):
                network.prospects("sarah", **options)


def requests(rows: list[tuple[str, list[str], float, float]]) -> dict[str, list[object]]:
    return {
        "request": [f"r{i}" for i in range(len(rows))],
        "prospect": [row[0] for row in rows],
        "approach": ["introduction" if row[1] else "direct" for row in rows],
        "brokers": [row[1] for row in rows],
        "chance": [row[2] for row in rows],
        "value": [row[3] for row in rows],
        "minutes": [10] * len(rows),
        "courage": [0.3] * len(rows),
        "organisation": [None] * len(rows),
    }


rows = st.lists(
    st.tuples(
        st.sampled_from("abcd"),
        st.sampled_from([[], ["x"], ["y"], ["x", "y"]]),
        st.sampled_from([0.0, 0.2, 0.5, 0.9]),
        st.sampled_from([0.1, 0.5, 1.0]),
    ),
    min_size=1,
    max_size=6,
)


def value_of(chosen: list[tuple[str, list[str], float, float]]) -> float:
    """Expected value of distinct conversations: each prospect once, with the better value first."""
    total = 0.0
    for prospect in {row[0] for row in chosen}:
        none = 1.0
        for _, _, chance, value in sorted((r for r in chosen if r[0] == prospect), key=lambda r: -r[3]):
            total += none * chance * value
            none *= 1 - chance
    return total


class TestPlan:
    @settings(max_examples=150, deadline=None)
    @given(rows, st.integers(1, 3), st.integers(1, 2), st.integers(1, 2))
    def test_limits_hold_and_the_bound_is_one(self, given_rows, a_week, weeks, per_broker):
        plan = wt.plan(
            requests(given_rows),
            start="2026-11-02",
            requests_per_week=a_week,
            weeks=weeks,
            per_broker=per_broker,
            tries=1,
        )
        chosen = [given_rows[int(row.request[1:])] for row in plan]
        assert plan.value <= plan.bound * (1 + 1e-9) + 1e-12
        assert 0 <= plan.gap <= 1
        assert len({row.prospect for row in plan}) == len(plan)
        for week in range(weeks):
            assert sum(row.week == week for row in plan) <= a_week
        for broker in "xy":
            assert sum(row[1][:1] == [broker] for row in chosen) <= per_broker
        best = 0.0
        for picks in product([False, True], repeat=len(given_rows)):
            some = [row for row, pick in zip(given_rows, picks, strict=True) if pick]
            fits = len(some) <= a_week * weeks and len({row[0] for row in some}) == len(some)
            if fits and all(sum(row[1][:1] == [b] for row in some) <= per_broker for b in "xy"):
                best = max(best, value_of(some))
        assert plan.bound >= best - 1e-9
        assert plan.value == pytest.approx(value_of(chosen), abs=1e-9)

    def test_it_takes_prospects_and_any_table(self, network, tmp_path):
        plan = wt.plan(network.prospects("sarah", field="law"), start=date(2026, 11, 4), weeks=1)
        assert len(plan) > 0
        assert all(row.date == date(2026, 11, 2) and row.week == 0 for row in plan)
        assert plan.to_table().columns[-2:] == ["week", "date"]
        assert wt.Table(plan) == plan.to_table()
        assert list(plan["prospect"]) == [row.prospect for row in plan]
        csv = tmp_path / "requests.csv"
        csv.write_text(
            "request,prospect,approach,brokers,chance,value\nr1,li,introduction,x ; y,0.5,1\n", encoding="utf-8"
        )
        (one,) = wt.plan(csv, start="2026-11-02")
        assert (one.brokers, one.chance, one.organisation) == (["x", "y"], 0.5, None)
        assert wt.plan(csv, start="2026-11-02") == wt.plan(wt.Table(csv), start="2026-11-02")

    def test_a_week_that_is_given_is_kept(self):
        table = requests([("a", [], 0.5, 1.0)]) | {"week": [2]}
        (one,) = wt.plan(table, start="2026-11-02")
        assert (one.week, one.date) == (2, date(2026, 11, 16))

    def test_nothing_to_plan_is_an_empty_plan(self):
        plan = wt.plan(requests([]), start="2026-11-02")
        assert len(plan) == 0
        assert (plan.value, plan.gap) == (0.0, 0.0)

    @pytest.mark.parametrize(
        ("change", "options"),
        [
            ({"chance": [1.5]}, {}),
            ({"chance": [None]}, {}),
            ({"value": [-0.1]}, {}),
            ({"approach": ["shout"]}, {}),
            ({"brokers": [["a"]], "approach": ["introduction"]}, {}),
            ({"week": [-1]}, {}),
            ({"week": [0.5]}, {}),
            ({"minutes": ["ten"]}, {}),
            ({}, {"requests_per_week": 0}),
            ({}, {"weeks": 0}),
            ({}, {"per_broker": -1}),
            ({}, {"tries": 3}),
            ({}, {"explore": 0.5}),
            ({}, {"seed": -1}),
            ({}, {"minutes_per_week": 0}),
            ({}, {"start": "1970-01-01"}),
            ({}, {"start": "soon"}),
        ],
    )
    def test_bad_requests_and_limits_are_refused(self, change, options):
        table = requests([("a", [], 0.5, 1.0)]) | change
        with pytest.raises(wt.InvalidValue):
            wt.plan(table, **({"start": "2026-11-02"} | options))

    def test_a_missing_column_is_named(self):
        with pytest.raises(wt.InvalidValue, match="'chance'") as caught:
            wt.plan({"request": ["r"], "prospect": ["a"], "approach": ["direct"], "value": [1]}, start="2026-11-02")
        assert caught.value.field == "chance"

    def test_a_wrong_type_is_a_type_error(self):
        for call in (lambda: wt.plan(3, start="2026-11-02"), lambda: wt.plan({}), lambda: wt.plan({}, start=3)):
            with pytest.raises(TypeError):
                call()


def test_the_model_is_a_value(network):
    model = wt.OutreachModel.default()
    assert "prior" in repr(model)
    assert network.prospects("sarah", field="law", model=model) == network.prospects("sarah", field="law")


class TestAnyoneAt:
    people: ClassVar = {
        "id": ["sarah", "ann", "ben", "li", "mo"],
        "name": ["Sarah", "Ann", "Ben", "Li Chen", "Mo"],
        "organisation": [None, "Hart & Lowe LLP", "Ravensbourne", None, "Nightjar"],
    }

    def network(self, ties: dict[tuple[int, int], float]) -> wt.Network:
        employer = {"id": "e", "name": "Hart & Lowe", "reach": 0.1, "kind": "employer", "members": ["ann", "ben", "li"]}
        return wt.Network.from_arrays(
            [a for a, _ in ties], [b for _, b in ties], list(ties.values()), ids=self.people["id"],
            people=self.people, affiliations=[employer],
        )  # fmt: skip

    def test_first_and_second_degree_past_and_present(self):
        network = self.network({(0, 1): 0.6, (0, 2): 0.9, (2, 3): 0.5, (3, 4): 0.5})
        answer = network.anyone_at("sarah", "hart & lowe")
        assert answer.text == (
            "You know 2 people at hart & lowe: Ann (now) and Ben (past). "
            "One more, Li Chen, is one introduction away, through Ben (45%)."
        )
        assert [(row.person, row.degree, row.when, row.through, row.broker) for row in answer] == [
            ("ann", 1, "now", "Hart & Lowe LLP", None),
            ("ben", 1, "past", "Hart & Lowe", None),
            ("li", 2, "unknown", "Hart & Lowe", "ben"),
        ]
        assert [row.chance for row in answer] == pytest.approx([0.6, 0.9, 0.45], rel=1e-6)
        assert (answer.known, answer.one_away, answer.there) == (2, 1, 3)
        assert (answer.nearest, answer.similar) == (None, [])
        assert list(answer["broker"]) == [None, None, "ben"]
        assert [row.person for row in network.anyone_at("sarah", "Hart & Lowe", count=1)] == ["ann"]
        assert network.anyone_at("sarah", "Hart & Lowe", count=1).known == 2

    def test_nobody_and_here_is_the_nearest(self):
        network = self.network({(0, 2): 0.9, (2, 3): 0.5, (3, 4): 0.5})
        answer = network.anyone_at("sarah", "Nightjar")
        assert answer.text == (
            "Nobody you know is at Nightjar, nor anyone they know. The nearest is Mo, through Ben and Li Chen (22%)."
        )
        assert answer.nearest == network.introductions("sarah", "mo")[0]
        assert len(answer) == 0 and not answer
        answer = network.anyone_at("sarah", "Nightjar", max_intermediaries=1)
        assert answer.text.endswith("The nearest, Mo, takes 2 people in between, but at most 1 is allowed.")
        assert answer.nearest is None

    def test_nobody_there(self):
        network = self.network({(0, 2): 0.9})
        answer = network.anyone_at("sarah", "Ravensborne")
        assert answer.text == "Nobody in this network is at Ravensborne; did you mean 'Ravensbourne'?"
        assert (answer.there, answer.similar) == (0, ["Ravensbourne"])

    def test_bad_questions(self):
        network = self.network({})
        for arguments in (("sara", "x"), ("sarah", "x", "viewer")):
            with pytest.raises(wt.UnknownPerson):
                network.anyone_at(*arguments[:2], viewer="nobody" if len(arguments) == 3 else None)
        with pytest.raises(wt.InvalidValue) as caught:
            network.anyone_at("sarah", " & ")
        assert caught.value.field == "organisation"
        for options in ({"max_intermediaries": 7}, {"count": -1}):
            with pytest.raises(wt.InvalidValue):
                network.anyone_at("sarah", "x", **options)
        with pytest.raises(TypeError):
            network.anyone_at("sarah", 3)  # type: ignore[arg-type]

    @settings(max_examples=100, deadline=None)
    @given(
        st.dictionaries(
            st.tuples(st.integers(0, 4), st.integers(0, 4)).filter(lambda pair: pair[0] != pair[1]),
            st.sampled_from([1.0, 0.5, 0.25]),
        ),
        st.sampled_from(["Hart & Lowe", "Ravensbourne", "Nightjar"]),
    )
    def test_degrees_follow_the_ties(self, ties, organisation):
        network = self.network(ties)
        around = {id: set() for id in self.people["id"]}
        for a, b in ties:
            first, second = self.people["id"][a], self.people["id"][b]
            around[first].add(second)
            around[second].add(first)
        answer = network.anyone_at("sarah", organisation)
        for row in answer:
            if row.degree == 1:
                assert row.person in around["sarah"]
                (direct,) = network.introductions("sarah", row.person, max_intermediaries=0)
                assert row.chance == direct.chance
            else:
                assert row.person not in around["sarah"]
                assert row.broker in around["sarah"] & around[row.person]
                best = max(way.chance for way in network.introductions("sarah", row.person, distinct="none"))
                assert row.chance <= best
        assert answer.known == len([row for row in answer if row.degree == 1])
        assert bool(answer.nearest) <= (len(answer) == 0)


def test_rows_about_people_stand_for_their_ids():
    people = {"id": ["sarah", "tutor", "li"], "title": [None, "Lecturer", "Solicitor"]}
    network = wt.Network.from_arrays([0, 1], [1, 2], [0.8, 0.5], ids=people["id"], people=people)
    prospects = network.prospects("sarah", field="law")
    assert network.bottlenecks("sarah", prospects).rows() == network.bottlenecks("sarah", ["li"]).rows()
    assert network.best_among("sarah", prospects[:1]).rows() == network.best_among("sarah", ["li"]).rows()
    with pytest.raises(TypeError):
        network.best_among("sarah", [7])
