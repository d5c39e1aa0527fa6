"""Networks from arrays: every kind of input, and every error with its place."""

from __future__ import annotations

import array
import copy
import math

import pytest

import weaktie as wt


class TestFromArrays:
    def test_ids_default_to_decimal_strings(self):
        network = wt.Network.from_arrays([0, 3], [1, 0], [0.5, 0.5])
        assert len(network) == 4
        assert network.ids() == ["0", "1", "2", "3"]
        assert network.index("3") == 3
        assert network.id(2) == "2"

    def test_ties_are_counted_as_pairs(self):
        rows = [0, 1, 0], [1, 0, 1], [0.5, 0.8, 0.2]
        assert wt.Network.from_arrays(*rows).tie_count == 1
        assert wt.Network.from_arrays(*rows, directed=True).tie_count == 2

    def test_a_repeated_pair_counts_with_its_largest_chance(self):
        network = wt.Network.from_arrays([0, 1, 0], [1, 0, 1], [0.5, 0.8, 0.2])
        assert network.reach("0").chance[1] == pytest.approx(0.8, rel=1e-6)

    def test_any_buffer_or_sequence_will_do(self):
        expected = wt.Network.from_arrays([0, 1], [1, 2], [0.5, 0.25])
        for code in "bBhHiIlLqQ":
            indices = array.array(code, [0, 1]), array.array(code, [1, 2])
            assert wt.Network.from_arrays(*indices, array.array("d", [0.5, 0.25])) == expected
        assert wt.Network.from_arrays((0, 1), range(1, 3), array.array("f", [0.5, 0.25])) == expected
        table = wt.Table({"s": [0, 1], "t": [1, 2], "p": [0.5, 0.25]})
        assert wt.Network.from_arrays(table["s"], table["t"], table["p"]) == expected

    def test_numpy_and_arrow_will_do(self):
        expected = wt.Network.from_arrays([0, 1], [1, 2], [0.5, 0.25])
        np = pytest.importorskip("numpy")
        assert (
            wt.Network.from_arrays(np.array([0, 9, 1])[::2], np.array([1, 2], "u4"), np.array([0.5, 0.25])) == expected
        )
        pa = pytest.importorskip("pyarrow")
        assert wt.Network.from_arrays(pa.array([0, 1]), pa.chunked_array([[1], [2]]), pa.array([0.5, 0.25])) == expected

    def test_affiliations_give_steps(self):
        network = wt.Network.from_arrays(
            [],
            [],
            [],
            ids=["a", "b"],
            affiliations=[{"id": "g", "reach": 0.5, "members": ["a", "b"], "weights": [1, 0.5]}],
        )
        assert network.tie_count == 0
        assert network.introductions("a", "b")[0].chance == 0.25

    def test_people_make_it_searchable(self):
        people = {"id": ["a", "b"], "name": ["Ann Smith", "Zoë Ng"], "email": [None, "zoe@example.org"]}
        network = wt.Network.from_arrays([0], [1], [0.5], ids=["a", "b"], people=people)
        assert network.find("ann smi") == [("a", "Ann Smith", "")]
        assert network.find("ZOE@example.org")[0].id == "b"
        assert network.find("zoe ng")[0].name == "Zoë Ng"
        assert network.find("nobody") == []
        assert network.find("ann", count=0) == []

    def test_an_empty_network_is_one(self):
        network = wt.Network.from_arrays([], [], [])
        assert len(network) == 0
        assert network.tie_count == 0
        with pytest.raises(wt.UnknownPerson):
            network.reach("a")

    def test_copies_are_equal(self):
        network = wt.Network.from_arrays([0], [1], [0.5])
        assert copy.copy(network) == copy.deepcopy(network) == network
        assert network != wt.Network.from_arrays([0], [1], [0.25])
        assert network != 3
        assert "2 people, 1 tie" in repr(network)
        assert "0" in network
        assert "7" not in network
        assert 0 not in network


class TestErrors:
    @pytest.mark.parametrize("chance", [0.0, -0.5, 1.0000001, math.nan, math.inf])
    def test_a_chance_outside_its_range_names_the_position(self, chance):
        with pytest.raises(wt.InvalidValue, match=r"\(0, 1\]") as caught:
            wt.Network.from_arrays([0, 0], [1, 2], [0.5, chance])
        assert caught.value.line == 2
        assert caught.value.field == "chance"

    @pytest.mark.parametrize(
        ("rows", "options"),
        [
            (([0], [1], []), {}),
            (([0, 1], [1], [0.5]), {}),
            (([0], [0], [0.5]), {}),
            (([0], [2], [0.5]), {"ids": ["a", "b"]}),
            (([0], [1], [0.5]), {"ids": ["a", "a"]}),
            (([0], [1], [0.5]), {"ids": ["a", ""]}),
            (([-1], [1], [0.5]), {}),
            (([2**32], [1], [0.5]), {}),
            (([2**70], [1], [0.5]), {}),
            (([None, 0], [1, 1], [0.5, 0.5]), {}),
            (([0], [1], [None]), {}),
            (([0], [1], [0.5]), {"affiliations": [{"id": "g", "reach": 0, "members": []}]}),
            (([0], [1], [0.5]), {"affiliations": [{"id": "g", "members": ["0"]}]}),
            (([0], [1], [0.5]), {"affiliations": [{"id": "g", "reach": 0.5, "members": ["0"], "weights": []}]}),
            (([0], [1], [0.5]), {"affiliations": [{"id": "g", "reach": 0.5, "members": ["0"], "weights": [2]}]}),
            (([0], [1], [0.5]), {"affiliations": [{"id": "g", "reach": 0.5, "member": ["0"]}]}),
            (([0], [1], [0.5]), {"affiliations": [{"id": "g", "reach": 0.5}] * 2}),
            (([0], [1], [0.5]), {"people": {"name": ["x"]}}),
        ],
    )
    def test_bad_rows_are_invalid_values(self, rows, options):
        if options.get("affiliations", [{}])[0].get("weights") == []:
            options = {"affiliations": [options["affiliations"][0] | {"weights": [0.5, 0.5]}]}
        with pytest.raises(wt.InvalidValue):
            wt.Network.from_arrays(*rows, **options)

    def test_somebody_beyond_the_ids_is_unknown(self):
        with pytest.raises(wt.UnknownPerson):
            wt.Network.from_arrays([0], [1], [0.5], affiliations=[{"id": "g", "reach": 0.5, "members": ["x"]}])
        with pytest.raises(wt.UnknownPerson):
            wt.Network.from_arrays([0], [1], [0.5], people={"id": ["x"]})

    @pytest.mark.parametrize(
        ("rows", "options"),
        [
            ((["a"], ["b"], [0.5]), {}),
            (([0.0], [1.0], [0.5]), {}),
            (("01", [1, 1], [0.5, 0.5]), {}),
            (([True], [1], [0.5]), {}),
            (([0], [1], ["0.5"]), {}),
            ((3, [1], [0.5]), {}),
            (([0], [1], [0.5]), {"ids": "ab"}),
            (([0], [1], [0.5]), {"ids": [1, 2]}),
            (([0], [1], [0.5]), {"affiliations": {"id": "g"}}),
            (([0], [1], [0.5]), {"affiliations": ["g"]}),
            (([0], [1], [0.5]), {"people": [1]}),
            (([0], [1], [0.5], True), {}),
        ],
    )
    def test_a_wrong_type_is_a_type_error(self, rows, options):
        with pytest.raises(TypeError):
            wt.Network.from_arrays(*rows, **options)

    def test_an_index_out_of_range_is_unknown(self):
        network = wt.Network.from_arrays([0], [1], [0.5])
        for index in (-1, 2, 2**80):
            with pytest.raises(wt.UnknownPerson):
                network.id(index)
        with pytest.raises(wt.UnknownPerson, match="nearest: '0'"):
            network.index("00")

    def test_errors_are_of_one_family(self):
        for kind in (wt.UnknownPerson, wt.InvalidValue, wt.ImportFailed, wt.SnapshotCorrupt, wt.Cancelled):
            assert issubclass(kind, wt.Error)
        with pytest.raises(wt.Error) as caught:
            wt.cost_of(2)
        assert (caught.value.value, caught.value.file, caught.value.line) == ("2", None, None)


def test_costs_are_the_documented_integers():
    assert wt.cost_of(1.0) == 0
    assert wt.cost_of(0.5) == 2**20
    assert wt.cost_of(5e-324) == 1074 * 2**20
    assert wt.chance_of(3 * 2**20) == 0.125
    for chance in (0.999, 0.7, 0.3, 0.06, 1e-9):
        assert wt.cost_of(chance) == round(-math.log2(chance) * 2**20)
    for chance in (0, -1, 1.1, math.nan, math.inf):
        with pytest.raises(wt.InvalidValue):
            wt.cost_of(chance)
    with pytest.raises(wt.InvalidValue):
        wt.chance_of(-1)
