"""Networks saved, opened, pickled and shared by processes; records pickled."""

from __future__ import annotations

import multiprocessing
import pickle
import stat

import pytest

import weaktie as wt


@pytest.fixture(scope="module")
def records():
    out = wt.Records()
    out.read_linkedin(wt.example_path() / "ben_linkedin_export.zip", owner="ben", audience="ties")
    out.read_alumni(wt.example_path() / "alumni_directory.csv", owner="ben", audience="everyone")
    out.resolve()
    return out


@pytest.fixture(scope="module")
def network(records):
    return records.freeze(as_of="2026-11-01")


def answers(network):
    prospects = network.prospects("ben", field="law", count=20)
    reach = network.reach("ben")
    return (
        [(row.person, row.chance, row.value, row.why) for row in prospects],
        list(reach.chance),
        [list(network.introductions("ben", row.person)) for row in prospects],
        [prospects.explain(row.person).to_dict() for row in prospects],
        network.find("ann"),
    )


@pytest.mark.parametrize("verify", ["full", "header"])
def test_what_was_saved_opens_and_answers_alike(tmp_path, network, verify):
    path = tmp_path / "network.weaktie"
    network.save(path)
    again = wt.Network.open(path, verify=verify)
    assert again == network
    assert repr(again) == repr(network)
    assert answers(again) == answers(network)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [entry.name for entry in tmp_path.iterdir()] == [path.name]


def test_a_network_outlives_the_file_it_was_opened_from(tmp_path, network):
    path = tmp_path / "network.weaktie"
    network.save(path)
    again = wt.Network.open(path)
    wt.Network.from_arrays([0], [1], [0.5]).save(path)
    assert again == network
    path.unlink()
    assert answers(again) == answers(network)


def test_every_changed_byte_is_noticed(tmp_path):
    path = tmp_path / "small.weaktie"
    wt.Network.from_arrays([0, 1], [1, 2], [0.8, 0.5], ids=["sarah", "tutor", "li"]).save(path)
    data = path.read_bytes()
    for place in range(0, len(data), 3):
        path.write_bytes(data[:place] + bytes([data[place] ^ 0x41]) + data[place + 1 :])
        with pytest.raises(wt.SnapshotCorrupt) as caught:
            wt.Network.open(path)
        assert caught.value.file.endswith("small.weaktie")
    for length in range(0, len(data), 7):
        path.write_bytes(data[:length])
        with pytest.raises(wt.SnapshotCorrupt):
            wt.Network.open(path)


def test_what_is_not_there_or_cannot_be_written_is_said(tmp_path, network):
    with pytest.raises(wt.ImportFailed, match="no such"):
        wt.Network.open(tmp_path / "missing")
    with pytest.raises(wt.Error):
        network.save(tmp_path / "no folder" / "network.weaktie")
    with pytest.raises(wt.InvalidValue, match="full, header"):
        wt.Network.open(tmp_path / "missing", verify="nothing")


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_networks_and_records_pickle(network, records, protocol):
    assert pickle.loads(pickle.dumps(network, protocol)) == network
    again = pickle.loads(pickle.dumps(records, protocol))
    assert again == records
    assert again.freeze(as_of="2026-11-01") == network


def test_records_that_were_pickled_go_on_alike(records):
    again = pickle.loads(pickle.dumps(records))
    report = again.read_linkedin(wt.example_path() / "ben_linkedin_export.zip", owner="ben", audience="ties")
    assert report.kept == 0
    assert again == records
    again.add_person("new", name="New Person")
    assert again != records


def test_damaged_pickles_are_refused():
    network = wt.Network.from_arrays([0], [1], [0.5])
    function, (kind, data) = network.__reduce__()
    for place in range(0, len(data), 5):
        with pytest.raises(wt.SnapshotCorrupt):
            function(kind, data[:place] + bytes([data[place] ^ 0x10]) + data[place + 1 :])
    function, (kind, data) = wt.Records().__reduce__()
    with pytest.raises(wt.SnapshotCorrupt):
        function(kind, data[:-1])
    with pytest.raises(TypeError):
        function(kind, 3)


def ask(network):
    return [str(way) for way in network.introductions("0", "9")]


def open_and_ask(path):
    return ask(wt.Network.open(path))


def test_other_processes_get_the_same_answers(tmp_path):
    network = wt.Network.from_arrays(list(range(9)), list(range(1, 10)), [0.9] * 9)
    ring = wt.Network.from_arrays([0, 3, 6, 0], [3, 6, 9, 9], [0.5, 0.5, 0.5, 0.1])
    path = tmp_path / "ring.weaktie"
    ring.save(path)
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        assert pool.map(ask, [network, ring]) == [ask(network), ask(ring)]
        assert pool.map(open_and_ask, [path, path]) == [ask(ring)] * 2
