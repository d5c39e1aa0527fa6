"""The bundled example keeps its promises. Reads the files with the standard library alone, never with weaktie."""

import csv
import io
import json
import pathlib
import re
import subprocess
import sys
import zipfile
from collections import Counter, defaultdict, deque
from urllib.parse import unquote

import pytest

FOLDER = pathlib.Path(__file__).resolve().parents[2] / "python" / "weaktie" / "example"
SARAH, BEN, PRIYA = ("Basic_LinkedInDataExport_10-25-2026.zip", "ben_linkedin_export.zip", "priya_linkedin_export.zip")
OWNERS = {SARAH: "sarah", BEN: "ben", PRIYA: "priya"}
LAW = re.compile(
    r"\b(solicitor|barrister|barristers|paralegal|legal|lawyer|counsel|law|litigation|conveyancer|judge|"
    r"judge's|court|prosecutor)\b",
    re.IGNORECASE,
)


def rows_of(text, separator=","):
    """Dicts from the first row that looks like a header; short rows have None in the missing cells."""
    lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    at = next(i for i, line in enumerate(lines) if len(line) > 3)
    return [dict(zip(lines[at], line + [None] * (len(lines[at]) - len(line)))) for line in lines[at + 1 :]]


def member(archive, name):
    with zipfile.ZipFile(FOLDER / archive) as opened:
        return opened.read(name).decode("utf-8")


def small_table(name, separator=","):
    return rows_of((FOLDER / name).read_bytes().decode("utf-8-sig"), separator)


def profile(url):
    return unquote(url.split("/in/")[1]).lower() if url else ""


class World:
    """Every record of the files, joined by exact keys (address, profile, table id; never a name), with its ties."""

    def __init__(self):
        self.above = {}  # union-find over records and keys
        self.titles, self.files = defaultdict(set), defaultdict(set)
        self.ties, self.groups = [], []  # (record, record), (record, affiliation)
        for archive, owner in OWNERS.items():
            mine = self.record("owner", archive, id=owner)
            for row in rows_of(member(archive, "Email Addresses.csv")):
                self.join(mine, "mail:" + row["Email Address"].lower())
            for row in rows_of(member(archive, "Invitations.csv")):
                if "inviterProfileUrl" in row:
                    side = "inviterProfileUrl" if row["Direction"] == "OUTGOING" else "inviteeProfileUrl"
                    self.join(mine, "profile:" + profile(row[side]))
            for row in rows_of(member(archive, "Education.csv")):
                self.groups.append((mine, row["School Name"]))
            for i, row in enumerate(rows_of(member(archive, "Connections.csv"))):
                if row["First Name"]:
                    one = self.record(archive, i, row["Position"], row["Email Address"], row.get("URL"))
                    self.ties.append((mine, one))
        for i, row in enumerate(small_table("family_and_tutors.csv")):
            one = self.record("family_and_tutors.csv", i, row["title"], row["email"], id=row["person"])
            self.ties.append(("id:" + row["source"], one))
        for name in ("ben_colleagues_people.csv", "wish_list.csv"):
            for i, row in enumerate(small_table(name)):
                self.record(name, i, row["title"], row.get("email"), id=row["id"])
        for row in small_table("ben_colleagues.csv"):
            assert row["stated_by"] == "ben"
            self.ties.append(("id:" + row["source"], "id:" + row["target"]))
        seen = set()
        for i, row in enumerate(small_table("alumni_directory.csv", ";")):
            whole = tuple(row.values())
            if None in whole or not row["Name"] or whole in seen:  # cut short, nameless, repeated
                continue
            seen.add(whole)
            one = self.record("alumni_directory.csv", i, row["Job Title"], row["E-Mail"])
            self.groups.append((one, row["School"]))
        for i, row in enumerate(small_table("event_attendees.csv")):
            if row["Order #"] == "799999999":  # the order given back
                continue
            one = self.record("event_attendees.csv", i, row["Job Title"], row["Email"])
            if row["Attendee Status"] in ("Attending", "Checked In"):
                self.groups.append((one, row["Event Name"]))

    def root(self, x):
        while self.above.setdefault(x, x) != x:
            x = self.above[x]
        return x

    def join(self, a, b):
        self.above[self.root(a)] = self.root(b)

    def record(self, file, line, title="", mail="", url="", id=""):
        one = f"{file}:{line}"
        for key in (
            ([f"mail:{mail.lower()}"] if mail else [])
            + ([f"profile:{profile(url)}"] if url else [])
            + ([f"id:{id}"] if id else [])
        ):
            self.join(one, key)
        self.root(one)
        if title:
            self.titles[one].add(title)
        self.files[one].add(file)
        return one

    def merged(self, table):
        out = defaultdict(set)
        for one, values in table.items():
            out[self.root(one)] |= values
        return out

    def intermediaries(self):
        """By ties alone, from Sarah: person -> number of intermediaries, 0 for her own contacts."""
        near = defaultdict(set)
        for a, b in self.ties:
            a, b = self.root(a), self.root(b)
            near[a].add(b)
            near[b].add(a)
        me, steps = self.root("id:sarah"), {}
        queue = deque([(me, -1)])
        while queue:
            person, k = queue.popleft()
            if person in steps:
                continue
            steps[person] = k
            queue.extend((x, k + 1) for x in near[person])
        return steps

    def beside_sarah(self):
        me, members = self.root("id:sarah"), defaultdict(set)
        for one, group in self.groups:
            members[group].add(self.root(one))
        return set().union(*(m for m in members.values() if me in m))


@pytest.fixture(scope="module")
def world():
    return World()


@pytest.fixture(scope="module")
def truth():
    return json.loads((FOLDER / "truth.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def people(truth):
    names = ("id", "name", "field", "reach", "in", "email", "profile")
    rows = [dict(zip(names, row + [""] * (len(names) - len(row)))) for row in truth["people"]]
    for row in rows:
        row["field"] = truth["fields"][row["field"]]
    return rows


def test_made_again_it_is_the_same_to_the_byte(tmp_path):
    subprocess.run([sys.executable, str(FOLDER / "make.py"), "--out", str(tmp_path)], check=True, capture_output=True)
    made = sorted(p.name for p in tmp_path.iterdir())
    kept = sorted(p.name for p in FOLDER.iterdir() if p.suffix in (".zip", ".csv", ".json"))
    assert made == kept and len(made) == 10
    for name in made:
        assert (tmp_path / name).read_bytes() == (FOLDER / name).read_bytes(), name


def test_the_order_of_hashes_changes_nothing(tmp_path):
    for seed in ("1", "2"):
        subprocess.run(
            [sys.executable, str(FOLDER / "make.py"), "--out", str(tmp_path / seed)],
            check=True,
            capture_output=True,
            env={"PYTHONHASHSEED": seed, "LC_ALL": "C"},
        )
    for made in (tmp_path / "1").iterdir():
        assert made.read_bytes() == (tmp_path / "2" / made.name).read_bytes(), made.name


def test_the_folder_is_small():
    assert sum(p.stat().st_size for p in FOLDER.iterdir() if p.is_file()) < 500_000


def test_some_two_thousand_people(world, truth, people):
    assert 1_700 <= truth["distinct_people"] == len(people) <= 2_300
    assert len({p["id"] for p in people}) == len(people)
    found = {world.root(one) for one in world.files}
    assert len(found) == truth["distinct_by_exact_keys"]
    assert truth["distinct_by_exact_keys"] - truth["distinct_people"] == 10  # the same people, and nothing shows it


@pytest.mark.parametrize(
    "archive, rows, hidden, with_mail",
    [(SARAH, 180, 8, (0.1, 0.35)), (BEN, 636, 14, (0.05, 0.3)), (PRIYA, 628, 10, (0.05, 0.3))],
)
def test_connections_hold_the_mess_of_real_ones(truth, archive, rows, hidden, with_mail):
    text = member(archive, "Connections.csv")
    assert not text.endswith("\n")
    found = rows_of(text)
    named = [row for row in found if row["First Name"]]
    assert (len(found), len(found) - len(named)) == (rows, hidden)
    assert truth["files"][archive]["rows"] == rows and truth["files"][archive]["hidden"] == hidden
    for row in found:
        assert re.fullmatch(r"\d\d [A-Z][a-z]{2} 20\d\d", row["Connected On"])
        assert row["First Name"] or not any(v for k, v in row.items() if k != "Connected On")
    share = sum(bool(row["Email Address"]) for row in named) / len(named)
    assert with_mail[0] < share < with_mail[1]
    names = [row["First Name"] + row["Last Name"] for row in named]
    assert sum(not n.isascii() for n in names) > len(named) // 20
    assert any("'" in n for n in names) and any(not re.search(r"[A-Za-z]", n) for n in names)
    companies = " ".join(row["Company"] for row in named)
    assert "," in companies and '"' in companies and any(not row["Company"] for row in named)


def test_the_headers_are_those_of_three_eras():
    old = member(PRIYA, "Connections.csv")
    new = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    assert old.startswith("First Name,Last Name,Email Address,Company,Position,Connected On\n")
    for archive in (SARAH, BEN):
        text = member(archive, "Connections.csv").split("\n", 3)
        assert text[0] == "Notes:" and text[1].startswith('"When') and text[2] == "" and text[3].startswith(new)
    assert member(SARAH, "messages.csv").startswith('"CONVERSATION ID","CONVERSATION TITLE","FROM",')
    assert "ATTACHMENTS" not in member(BEN, "messages.csv").split("\n")[0]
    with zipfile.ZipFile(FOLDER / PRIYA) as archive:
        assert "messages.csv" not in archive.namelist()


def test_her_messages_go_both_ways_and_hold_drafts_advertising_and_groups(truth):
    rows = rows_of(member(SARAH, "messages.csv"))
    assert len(rows) == truth["files"][SARAH]["messages"]
    assert [r["DATE"] for r in rows] == sorted((r["DATE"] for r in rows), reverse=True)
    sent = [r for r in rows if r["IS MESSAGE DRAFT"] == "No" and r["SENDER PROFILE URL"]]
    one_to_one = [r for r in sent if "," not in r["RECIPIENT PROFILE URLS"]]
    out = {r["TO"] for r in one_to_one if r["FROM"] == "Sarah Jones"}
    back = {r["FROM"] for r in one_to_one if r["TO"] == "Sarah Jones"}
    assert len(out | back) == 25 and len(out & back) >= 12
    assert sum(r["IS MESSAGE DRAFT"] == "Yes" for r in rows) == 3
    assert sum(not r["SENDER PROFILE URL"] for r in rows) == 6
    assert any(r["RECIPIENT PROFILE URLS"].count(",") >= 2 for r in rows) and any("\n" in r["CONTENT"] for r in rows)
    connected = {row["URL"] for row in rows_of(member(SARAH, "Connections.csv"))}
    assert {
        u for r in sent for u in [r["SENDER PROFILE URL"], *r["RECIPIENT PROFILE URLS"].split(",")]
    } <= connected | {"https://www.linkedin.com/in/sarah-jones-example"}


def test_the_alumni_list_is_as_lists_are(truth):
    raw = (FOLDER / "alumni_directory.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbfName;Degree;Class Year;School;") and raw.count(b"\r\n") == raw.count(b"\n")
    rows = small_table("alumni_directory.csv", ";")
    facts = truth["files"]["alumni_directory.csv"]
    assert len(rows) == facts["rows"] and 550 <= facts["people"] <= 650
    assert sum(row["E-Mail"] is None for row in rows) == facts["too_few_cells"]
    assert sum(not any(row.values()) for row in rows) == facts["blank"]
    whole = [row for row in rows if row["E-Mail"] is not None and row["Name"]]
    assert sum(not re.fullmatch(r"(19|20)\d\d", row["Class Year"]) for row in whole) == facts["bad_years"]
    assert max(Counter(tuple(row.values()) for row in whole).values()) == 2
    assert 0.3 < sum(not row["E-Mail"] for row in whole) / len(whole) < 0.7
    assert 0.4 < sum(", " in row["Name"] for row in whole) / len(whole) < 0.8
    assert 0.9 < sum(row["School"] == "University of Warwick" for row in whole) / len(whole) < 1


def test_the_event_holds_sarah_and_three_lawyers_as_speakers():
    rows = small_table("event_attendees.csv")
    assert len(rows) == 83
    me = [row for row in rows if row["Email"] == "sarah.jones@example.org"]
    assert [(r["First Name"], r["Ticket Type"], r["Attendee Status"]) for r in me] == [
        ("Sarah", "Student", "Checked In")
    ]
    assert me[0]["Email"] in member(SARAH, "Email Addresses.csv")
    speakers = [row for row in rows if row["Ticket Type"] == "Speaker"]
    assert len(speakers) == 3 and all(LAW.search(row["Job Title"]) for row in speakers)
    assert {row["Attendee Status"] for row in rows} == {"Attending", "Checked In", "Not Attending", "Refunded"}
    assert {row["Ticket Type"] for row in rows} == {"General", "Student", "Speaker"}
    assert any(not row["Email"] for row in rows)


def test_the_small_tables_hang_together():
    family = small_table("family_and_tutors.csv")
    assert {row["source"] for row in family} == {"sarah"}
    assert len({row["person"] for row in family}) == len(family) == 15
    assert {row["kind"] for row in family} == {"family", "tutor", "friend", "mentor", "peer"}
    assert [row["person"] for row in family if not row["strength"]] == ["prof_lindqvist"]
    connected = {row["Email Address"] for row in rows_of(member(SARAH, "Connections.csv"))} - {""}
    assert sum(row["email"] in connected for row in family) == 7
    known = {row["id"] for row in small_table("ben_colleagues_people.csv")} | {"ben"}
    ties = small_table("ben_colleagues.csv")
    assert {x for row in ties for x in (row["source"], row["target"])} == known
    assert all(1 <= int(row["strength"]) <= 5 and row["source"] != row["target"] for row in ties)


def test_the_owners_meet_their_own_rows(world):
    for owner, archives in (
        ("ben", {SARAH, "family_and_tutors.csv", "owner"}),
        ("priya", {SARAH, BEN, "family_and_tutors.csv", "owner"}),
        ("sarah", {"event_attendees.csv", "owner"}),
    ):
        assert world.merged(world.files)[world.root("id:" + owner)] == archives


def test_the_same_people_stand_in_several_files(world, people):
    several = [files for files in world.merged(world.files).values() if len(files) > 1]
    assert len(several) >= 100
    pairs = Counter(frozenset(p) for files in several for p in ((a, b) for a in files for b in files if a < b))
    for a, b in (
        (SARAH, BEN),
        (SARAH, PRIYA),
        (BEN, PRIYA),
        (SARAH, "alumni_directory.csv"),
        (BEN, "alumni_directory.csv"),
        (PRIYA, "alumni_directory.csv"),
        (SARAH, "event_attendees.csv"),
    ):
        assert pairs[frozenset((a, b))] >= 8, (a, b)
    assert sum(len(p["in"]) > 1 for p in people) >= len(several)


def test_namesakes_are_different_people(world, truth, people):
    by_id = {p["id"]: p for p in people}
    assert len(truth["namesakes"]) == 26
    for a, b in truth["namesakes"]:
        a, b = by_id[a], by_id[b]
        assert a["name"] == b["name"] and a["id"] != b["id"]
        assert not a["email"] or a["email"] != b["email"]
        assert not a["profile"] or a["profile"] != b["profile"]
    for name in ("Sarah Jones", "Ben Carter", "Priya Nair"):
        assert sum(p["name"] == name for p in people) == 1


def test_lawyers_can_be_reached_in_every_way(world, truth):
    steps, beside, files = world.intermediaries(), world.beside_sarah(), world.merged(world.files)
    speakers = {
        world.root(f"event_attendees.csv:{i}")
        for i, row in enumerate(small_table("event_attendees.csv"))
        if row["Ticket Type"] == "Speaker"
    }
    found = Counter()
    for person, titles in world.merged(world.titles).items():
        if not any(LAW.search(title) for title in titles):
            continue
        k, shares = steps.get(person), person in beside
        way = {-1: "self", 0: "own", 1: "one", 2: "two", None: "none"}[k]
        if person in speakers:
            way = "speaker"
        elif shares and k != 0 and k != -1:
            way = {"one": "one+affiliation", "none": "affiliation"}[way]
        found[way] += 1
        if way == "none":
            assert files[person] == {"wish_list.csv"}
        if way == "two":
            assert files[person] == {"ben_colleagues_people.csv"}
    made = truth["law_by_reach"]
    # titles such as "Partner" alone say nothing of law; two professors of law stand under teaching
    for way, least in (
        ("own", 12),
        ("one", 50),
        ("one+affiliation", 10),
        ("affiliation", 100),
        ("two", 15),
        ("none", 10),
        ("speaker", 3),
    ):
        assert found[way] >= least, (way, found)
        assert found[way] <= made[way] + (2 if way == "own" else 0), (way, found, made)
    assert sum(found.values()) >= 200 and set(found) <= set(made) | {"self"}


def test_li_chen_is_two_intermediaries_away(world):
    steps = world.intermediaries()
    assert [steps[world.root("id:" + x)] for x in ("sarah", "ben", "tom_ashworth", "li_chen")] == [-1, 0, 1, 2]


def test_the_reach_of_truth_is_the_reach_of_the_files(world, truth, people):
    """Each person of a table or with an address, looked up again in the files."""
    steps, beside, checked = world.intermediaries(), world.beside_sarah(), 0
    for p in people:
        key = "id:" + p["id"] if "id:" + p["id"] in world.above else "mail:" + p["email"]
        if p["reach"] == "speaker" or key not in world.above:
            continue
        root, checked = world.root(key), checked + 1
        k = steps.get(root)
        way = {-1: "self", 0: "own", 1: "one", 2: "two", None: "none"}[k]
        if root in beside and way in ("one", "none"):
            way = {"one": "one+affiliation", "none": "affiliation"}[way]
        assert p["reach"] == way, p
    assert checked > 500


def test_nothing_leads_out_of_the_invented_world():
    texts = [p.read_bytes().decode("utf-8") for p in FOLDER.glob("*.csv")]
    for archive in OWNERS:
        with zipfile.ZipFile(FOLDER / archive) as opened:
            assert all(i.compress_type == zipfile.ZIP_STORED and "/" not in i.filename for i in opened.infolist())
            texts += [opened.read(name).decode("utf-8") for name in opened.namelist()]
    text = "\n".join(texts)
    for host in re.findall(r"[\w.+-]+@([\w-]+(?:\.[\w-]+)+)", text):
        assert host.lower() in ("example.com", "example.org", "example.net") or host.lower().endswith(".example"), host
    assert set(re.findall(r"https://([^/\s]+)/", text)) == {"www.linkedin.com"}
    assert all("-example" in slug for slug in re.findall(r"linkedin\.com/in/([^\s,\"]+)", text))
    assert set(re.findall(r"\b07\d{3} \d{6}\b", text)) == {"07700 900142"}
