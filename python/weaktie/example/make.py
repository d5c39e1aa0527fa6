#!/usr/bin/env python3
"""Makes the bundled example: an invented world around a law student, in the shape of real export files.

    python3 python/weaktie/example/make.py [--out DIR]

Needs the standard library only and writes the same bytes on every run and machine: the only source of chance is
`random.Random(SEED).random()`, whose sequence Python promises to keep; no set or hash order, no locale, no clock; zip
members are stored, not deflated, because deflated bytes differ between versions of zlib.
`truth.json` says who is who by construction: it is for tests, the library never reads it.
"""

import argparse
import base64
import datetime
import io
import json
import pathlib
import random
import sys
import unicodedata
import urllib.parse
import zipfile

sys.dont_write_bytecode = True  # the folder is shipped as it stands
import words  # noqa: E402

SEED = 20261101
AS_OF = "2026-11-01"
SARAH_ZIP = "Basic_LinkedInDataExport_10-25-2026.zip"
BEN_ZIP = "ben_linkedin_export.zip"
PRIYA_ZIP = "priya_linkedin_export.zip"
FAMILY, ALUMNI, EVENT = "family_and_tutors.csv", "alumni_directory.csv", "event_attendees.csv"
COLLEAGUES, COLLEAGUE_TIES, WISHES = "ben_colleagues_people.csv", "ben_colleagues.csv", "wish_list.csv"
WARWICK = "University of Warwick"
EVENT_NAME = "Careers in Law: an evening with practitioners"
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
NOTES = (
    "When exporting your connection data, you may notice that some of the email addresses are missing. You will "
    "only see email addresses for connections who have allowed their connections to see or download their email "
    "address using this setting https://www.linkedin.com/psettings/privacy/email. You can learn more here "
    "https://www.linkedin.com/help/linkedin/answer/261"
)


class Chance:
    """Draws built on random() alone: the other methods of random.Random may change between Python versions."""

    def __init__(self, seed):
        self.random = random.Random(seed).random

    def below(self, n):
        return int(self.random() * n)

    def pick(self, items):
        return items[self.below(len(items))]

    def weighted(self, pairs):
        left = self.random() * sum(share for share, *_ in pairs)
        for pair in pairs:
            left -= pair[0]
            if left < 0:
                return pair
        return pairs[-1]

    def some(self, items, count):
        """`count` different items, in the order drawn."""
        pool = list(items)
        assert count <= len(pool), f"asked for {count} of {len(pool)}"
        return [pool.pop(self.below(len(pool))) for _ in range(count)]

    def shuffled(self, items):
        return self.some(items, len(items))


class Person:
    """One invented human being; `where` holds the files they stand in, with the keys each file shows."""

    def __init__(self, given, family, field, title, organisation, place):
        self.given, self.family, self.field, self.title = given, family, field, title
        self.organisation, self.place = organisation, place
        self.email = self.slug = ""
        self.id = None  # in the small tables
        self.where = {}  # file -> {"email": shown?, "url": shown?}
        self.reach = "none"

    @property
    def name(self):
        return f"{self.given} {self.family}".strip()

    @property
    def url(self):
        return "https://www.linkedin.com/in/" + self.slug

    def stands_in(self, file, *, email=False, url=False):
        self.where[file] = {"email": email, "url": url}


def folded(text):
    """ASCII letters of a name in lower case; empty for scripts without them."""
    plain = text.lower().translate(str.maketrans({"ł": "l", "ø": "o", "ı": "i", "đ": "d", "ß": "ss", "þ": "th"}))
    plain = unicodedata.normalize("NFKD", plain)
    return "".join(c for c in plain if c.isascii() and (c.isalnum() or c == " ")).replace(" ", "")


def cell(text, separator=",", always=False):
    text = str(text)
    if always or any(c in text for c in (separator, '"', "\n", "\r")):
        return '"' + text.replace('"', '""') + '"'
    return text


def table(rows, separator=",", end="\n", always=False):
    return end.join(separator.join(cell(c, separator, always) for c in row) for row in rows) + end


def zipped(members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, text, when in members:
            info = zipfile.ZipInfo(name, date_time=when)
            info.create_system, info.external_attr = 3, 0o644 << 16
            archive.writestr(info, text.encode("utf-8"))
    return out.getvalue()


class World:
    def __init__(self):
        self.draw = Chance(SEED)
        self.people = []
        self.names, self.emails = set(), set()  # asked for membership only, never walked
        self.namesakes = []
        self.facts = {}  # file -> counts by construction
        self.files = {}  # file -> bytes
        for name in ("Sarah Jones", "Ben Carter", "Priya Nair"):
            self.names.add(name)  # nobody else may be called so: --me must find one

    # ---- people -------------------------------------------------------------------------------------------------
    def person(self, given, family, field, title, organisation, place="", email=None, slug=None, id=None):
        if not place:
            place = self.draw.pick((words.CITIES_ABROAD if self.draw.random() < 0.05 else words.CITIES).split("|"))
        person = Person(given, family, field, title, organisation, place)
        number = len(self.people) + 100
        letters = [part for part in (folded(given), folded(family)) if part]
        person.slug = slug or ("-".join(letters or [urllib.parse.quote(given + "-" + family)]) + f"-example-{number}")
        if email is None:
            local = ".".join(letters) or "contact"
            domain = self.draw.pick(("example.com", "example.org", "example.net"))
            house = folded(organisation)[:14]
            if house and organisation != WARWICK and self.draw.random() < 0.3:
                domain = house + ".example"
            email = f"{local}@{domain}"
            if email in self.emails:
                email = f"{local}{number}@{domain}"
        assert email not in self.emails
        self.emails.add(email)
        person.email, person.id = email, id
        self.names.add(person.name)
        self.people.append(person)
        return person

    def name(self, latin=False):
        while True:
            _, given, family = self.draw.weighted(words.CULTURES)
            given, family = (self.draw.pick(x.split()).replace("~", " ") for x in (given, family))
            if latin and not folded(given + family):
                continue
            if f"{given} {family}" not in self.names:
                return given, family

    def stranger(self, field=None, *, firms=None, latin=False, bias=(), **given_facts):
        """A new person of a field, else of a field drawn with `bias` towards some."""
        if field is None:
            fields = sorted(words.FIELDS)
            field = self.draw.pick(list(bias) if bias and self.draw.random() < 0.45 else fields)
        if field != words.LAW:
            titles, houses = words.FIELDS[field]
        elif firms:  # barristers sit in chambers, solicitors in firms
            houses = self.draw.pick(firms.split("|"))
            titles = words.LAW_GROUPS["Chambers" in houses or "Court" in houses][1]
        else:
            _, titles, houses = self.draw.weighted(words.LAW_GROUPS)
        title, house = self.draw.pick(titles.split("|")), self.draw.pick(houses.split("|"))
        return self.person(*self.name(latin), field, title, house, **given_facts)

    def several(self, count, law, **how):
        """`count` new people, of them `law` in law, in mixed order."""
        return self.draw.shuffled(
            [self.stranger(words.LAW, **({} if "bias" in how else how)) for _ in range(law)]
            + [self.stranger(**how) for _ in range(count - law)]
        )

    def namesakes_of(self, people, count):
        """Other people who share a full name with some of `people`: another address, another profile, another life."""
        out = []
        for one in self.draw.some(people, count):
            field = self.draw.pick([f for f in sorted(words.FIELDS) if f != one.field])
            titles, houses = words.FIELDS[field]
            other = self.person(
                one.given, one.family, field, self.draw.pick(titles.split("|")), self.draw.pick(houses.split("|"))
            )
            self.namesakes.append((one, other))
            out.append(other)
        return out

    # ---- pieces of a LinkedIn export ------------------------------------------------------------------------------
    def day(self, first, last):
        a, b = datetime.date.fromisoformat(first).toordinal(), datetime.date.fromisoformat(last).toordinal()
        return datetime.date.fromordinal(a + self.draw.below(b - a + 1))

    def connections(self, file, people, *, era, first, last, hidden, email_share, must_show=(), never=()):
        """Connections.csv of one era ("2021": no preamble, no URL). Newest first, some rows hidden but for the date."""
        must_show, never = {id(p) for p in must_show}, {id(p) for p in never}
        rows = []
        for person in people:
            shows = id(person) in must_show or (self.draw.random() < email_share and id(person) not in never)
            person.stands_in(file, email=shows, url=era != "2021")
            title = words.EARLIER.get(person.title, person.title) if era != "2026" else person.title
            house = person.organisation
            if person.id is None and self.draw.random() < 0.04:
                title = house = ""  # some never fill these in
            elif person.id is None and person.field != words.LAW and self.draw.random() < 0.02:
                house = ""
            given, family = person.given, person.family
            if person.id is None and folded(given):
                oddity = self.draw.random()
                if oddity < 0.01:
                    family += ", " + self.draw.pick(("Ph.D.", "MBA", "ACA"))
                elif oddity < 0.02:
                    given, family = given.upper(), family.upper()
                elif oddity < 0.03:
                    given += " "
            when = self.day(first, "2025-09-15" if person.id and era == "2026" else last)  # her own circle came first
            url = [person.url] if era != "2021" else []
            rows.append((when, [given, family, *url, person.email if shows else "", house, title]))
        width = len(rows[0][1])
        rows += [(self.day(first, last), [""] * width) for _ in range(hidden)]
        rows.sort(key=lambda row: row[0], reverse=True)
        header = [
            "First Name",
            "Last Name",
            *(["URL"] if era != "2021" else []),
            "Email Address",
            "Company",
            "Position",
            "Connected On",
        ]
        body = [[*cells, f"{d.day:02d} {MONTHS[d.month - 1]} {d.year}"] for d, cells in rows]
        self.facts[file] = {"rows": len(body), "named": len(people), "hidden": hidden}
        preamble = "" if era == "2021" else f"Notes:\n{cell(NOTES, always=True)}\n\n"
        return (preamble + table([header, *body])).rstrip("\n")  # these files end without a newline

    def invitations(self, owner, people, *, first, last, urls):
        rows, notes = (
            [],
            (
                "",
                "",
                "",
                "Great to meet you last week, shall we stay in touch?",
                'It was good to hear your "five tips", thank you',
            ),
        )
        for person in people:
            when, out = self.day(first, last), self.draw.random() < 0.5
            sides = (owner, person) if out else (person, owner)
            hour, minute = self.draw.below(24), self.draw.below(60)
            clock = f"{hour % 12 or 12}:{minute:02d} {'AM' if hour < 12 else 'PM'}"
            rows.append(
                (
                    when,
                    [
                        sides[0].name,
                        sides[1].name,
                        f"{when.month}/{when.day}/{when.year % 100:02d}, {clock}",
                        self.draw.pick(notes),
                        "OUTGOING" if out else "INCOMING",
                        *([s.url for s in sides] if urls else []),
                    ],
                )
            )
        rows.sort(key=lambda row: row[0], reverse=True)
        header = ["From", "To", "Sent At", "Message", "Direction"]
        return table([header + (["inviterProfileUrl", "inviteeProfileUrl"] if urls else []), *(r for _, r in rows)])

    def messages(self, owner, partners, *, first, last, era, groups=()):
        """messages.csv, newest first. The 2026 era quotes every field and holds drafts and sponsored rows."""
        modern, rows = era == "2026", []
        openings = (
            "Hi {0},\n\nhow are you getting on? I have been meaning to write since the summer.\n\n{1}",
            "Hello {0}, thank you for connecting! {1}",
            "Congratulations on the new post, {0} 🎉",
            'Hi {0}, someone said "ask her first, she knows everyone". So I am asking 🙂\n{1}',
        )
        replies = (
            "Thanks {0}, that is kind.\nShall we speak on Thursday?",
            "Of course. My number is 07700 900142.",
            "Ok!",
            "Let me think about it, and I will write at the weekend.",
            "teşekkürler, görüşürüz 👋",
            "Good luck with the moot; it is less frightening than it looks, promise.",
            'The book is called "Letters to a Young Advocate, Vol. 2"; I have a copy if you like.',
        )

        def row(talk, title, sender, to, when, content, folder="INBOX", draft="No"):
            moment = (
                f"{when.isoformat()} {self.draw.below(14) + 8:02d}:{self.draw.below(60):02d}:"
                f"{self.draw.below(60):02d} UTC"
            )
            rows.append(
                (
                    moment,
                    [
                        talk,
                        title,
                        sender.name,
                        sender.url,
                        ", ".join(p.name for p in to),
                        ",".join(p.url for p in to),
                        moment,
                        "",
                        content,
                        folder,
                        *(["", draft, "No"] if modern else []),
                    ],
                )
            )

        def conversation(number):
            return "2-" + base64.b64encode(f"invented-talk-{number:03d}".encode()).decode()

        for number, partner in enumerate(partners):
            when = self.day(first, last)
            turn = self.draw.random() < 0.6
            for i in range(1 + self.draw.below(5) + (4 if number < 5 else 0)):
                sender, to = (owner, partner) if turn else (partner, owner)
                text = self.draw.pick(openings if i == 0 else replies).format(to.given, sender.given)
                row(conversation(number), "", sender, [to], when, text, self.draw.pick(("INBOX", "INBOX", "ARCHIVE")))
                turn = not turn
                when = min(when + datetime.timedelta(days=self.draw.below(9)), datetime.date.fromisoformat(last))
        for number, (title, members) in enumerate(groups):
            talk, when = conversation(900 + number), self.day(first, last)
            for sender in (owner, *members, owner):
                others = [p for p in (owner, *members) if p is not sender]
                row(
                    talk,
                    title,
                    sender,
                    others,
                    when,
                    self.draw.pick(
                        ("Who books the room?", "I can, for six.\nDone.", "See you there", "Thank you all!")
                    ),
                )
        if modern:
            for i, partner in enumerate(partners[:3]):
                row(
                    conversation(i),
                    "",
                    owner,
                    [partner],
                    self.day(last, last),
                    "Dear " + partner.given + ",\n\nI ",
                    draft="Yes",
                )
            for i in range(6):
                moment = f"{self.day(first, last).isoformat()} 06:0{i}:00 UTC"
                sender = ("Elmbridge Learning", "LinkedIn Member", "Career Sprint Weekly")[i % 3]
                rows.append(
                    (
                        moment,
                        [
                            conversation(950 + i),
                            "Sponsored Conversation" if i % 3 else "",
                            sender,
                            "",
                            owner.name,
                            owner.url,
                            moment,
                            "Your next step, " + owner.given,
                            "<p>Ten tips, <b>one</b> webinar.</p>\nUnsubscribe below.",
                            "",
                            "",
                            "No",
                            "No",
                        ],
                    )
                )
        rows.sort(key=lambda r: r[0], reverse=True)
        header = [
            "CONVERSATION ID",
            "CONVERSATION TITLE",
            "FROM",
            "SENDER PROFILE URL",
            "TO",
            "RECIPIENT PROFILE URLS",
            "DATE",
            "SUBJECT",
            "CONTENT",
            "FOLDER",
            *(["ATTACHMENTS", "IS MESSAGE DRAFT", "IS CONVERSATION DRAFT"] if modern else []),
        ]
        return table([header, *(r for _, r in rows)], always=modern), len(rows)

    def export(self, owner, tables, when):
        """The zip of one person: tables plus the small files about its owner."""
        profile = [
            [
                "First Name",
                "Last Name",
                "Maiden Name",
                "Address",
                "Birth Date",
                "Headline",
                "Summary",
                "Industry",
                "Zip Code",
                "Geo Location",
                "Twitter Handles",
                "Websites",
                "Instant Messengers",
            ],
            [
                owner.given,
                owner.family,
                "",
                "",
                "",
                owner.headline,
                "",
                owner.field.capitalize(),
                "",
                owner.place + ", England, United Kingdom",
                "",
                "",
                "",
            ],
        ]
        mails = [
            ["Email Address", "Confirmed", "Primary", "Updated On"],
            *(
                [mail, "Yes", "No" if i else "Yes", f"{when[1]}/{1 + i}/{when[0] % 100}, 9:1{i} AM"]
                for i, mail in enumerate(owner.mails)
            ),
        ]
        positions = [["Company Name", "Title", "Description", "Location", "Started On", "Finished On"], *owner.jobs]
        schools = [["School Name", "Start Date", "End Date", "Notes", "Degree Name", "Activities"], *owner.schools]
        members = {
            **tables,
            "Profile.csv": table(profile),
            "Email Addresses.csv": table(mails),
            "Positions.csv": table(positions),
            "Education.csv": table(schools),
        }
        return zipped([(name, members[name], when) for name in sorted(members)])


def build():
    """All files of the world: {name: bytes}."""
    w = World()
    law = words.LAW
    # ---- the people with a part in the story ------------------------------------------------------------------------
    sarah = w.person(
        "Sarah",
        "Jones",
        law,
        "Law Student",
        WARWICK,
        "Coventry",
        "sarah.jones@example.org",
        "sarah-jones-example",
        "sarah",
    )
    sarah.headline = "Second-year law student at the University of Warwick"
    sarah.mails = [sarah.email, "s.jones.2@students.example"]
    sarah.jobs = [
        ["Elmet Street Café", "Barista", "Two evenings a week", "Coventry", "Jan 2026", ""],
        [
            "Foxglove & Ink Books",
            "Summer Bookseller",
            'Till, orders, and the "first chapters" club, Saturdays',
            "Leeds",
            "Jun 2025",
            "Sep 2025",
        ],
    ]
    sarah.schools = [
        [WARWICK, "2025", "", "", "Bachelor of Laws, LLB, Law", "Mooting, Debating Society"],
        ["Kirkgate Moor Academy", "2018", "2025", "", "A levels: English, History, French", ""],
    ]
    ben = w.person(
        "Ben",
        "Carter",
        "retail",
        "Bookshop Manager",
        "Foxglove & Ink Books",
        "Leeds",
        "ben.carter@example.com",
        "ben-carter-example",
        "ben",
    )
    ben.headline, ben.mails = "Bookshop manager who knows everyone", [ben.email, "ben@foxglove-ink.example"]
    ben.jobs = [
        ["Foxglove & Ink Books", "Bookshop Manager", "", "Leeds", "Mar 2020", ""],
        ["Larkspur Vane LLP", "Paralegal", "Commercial litigation", "Leeds", "Sep 2015", "Feb 2020"],
    ]
    ben.schools = [["University of Elmet", "2012", "2015", "", "LLB Law", "Law Society (treasurer)"]]
    priya = w.person(
        "Priya",
        "Nair",
        "banking",
        "Compliance Manager",
        "Copperfinch Bank",
        "London",
        "priya.nair@example.net",
        "priya-nair-example",
        "priya",
    )
    priya.field = "accountancy, banking and finance"
    priya.headline, priya.mails = "Compliance in banking", [priya.email]
    priya.jobs = [
        ["Copperfinch Bank", "Compliance Analyst", "", "London", "Jan 2019", ""],
        ["Quaymark Asset Management", "Graduate Analyst", "", "London", "Sep 2016", "Dec 2018"],
    ]
    priya.schools = [["Merrow University", "2013", "2016", "", "BSc Economics", ""]]
    education, social = "teaching and education", "social care"
    family_rows = [  # id, given, family, field, title, organisation, place, kind, strength, years
        (
            "mum",
            "Helen",
            "Jones",
            education,
            "Primary School Teacher",
            "Fallowfield End Primary School",
            "Leeds",
            "family",
            5,
            20,
        ),
        (
            "dad",
            "Gareth",
            "Jones",
            "transport and logistics",
            "Transport Planner",
            "Elmet Trams",
            "Leeds",
            "family",
            5,
            20,
        ),
        (
            "uncle_david",
            "David",
            "Jones",
            "property and construction",
            "Quantity Surveyor",
            "Stonebarrow Construction",
            "Cardiff",
            "family",
            4,
            20,
        ),
        (
            "aunt_zofia",
            "Zofia",
            "Wójcik-Jones",
            "healthcare",
            "Pharmacist",
            "St Wilfrith's Hospital",
            "Cardiff",
            "family",
            4,
            15,
        ),
        (
            "cousin_sian",
            "Siân",
            "Prosser",
            "media and internet",
            "Radio Producer",
            "Hollow Tree Radio",
            "Cardiff",
            "family",
            3,
            20,
        ),
        ("dr_okafor", "Chinedu", "Okafor", education, "Associate Professor of Law", WARWICK, "Coventry", "tutor", 4, 1),
        (
            "prof_lindqvist",
            "Åsa",
            "Lindqvist",
            education,
            "Professor of Legal History",
            WARWICK,
            "Coventry",
            "tutor",
            "",
            1,
        ),
        (
            "mr_beck",
            "Anton",
            "Beck-O'Hara",
            education,
            "Head of Sixth Form",
            "Kirkgate Moor Academy",
            "Leeds",
            "tutor",
            3,
            4,
        ),
        (
            "amina_yusuf",
            "Amina",
            "Yusuf",
            law,
            "Senior Associate Solicitor",
            "Oakapple Solicitors",
            "Birmingham",
            "mentor",
            4,
            1,
        ),
        ("ben", "Ben", "Carter", "", "", "", "", "friend", 5, 2),
        ("priya", "Priya", "Nair", "", "", "", "", "friend", 4, 6),
        ("leila_haddad", "Leila", "Haddad", social, "Youth Worker", "Handhold Fostering", "Leeds", "friend", 4, 7),
        ("chloe_duval", "Chloé", "Duval", "", "Student", WARWICK, "Coventry", "peer", 4, 1),
        ("jakub_nowak", "Jakub", "Nowak", "", "Student", WARWICK, "Coventry", "peer", 3, 1),
        ("tunde_bello", "Túndé", "Bello", "", "Student", WARWICK, "Leamington Spa", "peer", 2, 1),
    ]
    known = {"ben": ben, "priya": priya}
    for id_, given, family, field, title, house, place, *_ in family_rows:
        if id_ not in known:
            known[id_] = w.person(given, family, field, title, house, place, id=id_)
    in_linkedin_too = [
        known[i] for i in ("ben", "priya", "uncle_david", "dr_okafor", "amina_yusuf", "chloe_duval", "jakub_nowak")
    ]
    # ---- who stands where -------------------------------------------------------------------------------------------
    own = in_linkedin_too + w.several(165, law=16)
    hubs = [
        w.person(given, family, law, title, house, "Leeds", id=id_)
        for id_, given, family, title, house in (
            ("tom_ashworth", "Tom", "Ashworth", "Senior Associate Solicitor", "Ravensbourne Quill LLP"),
            ("ruth_adeyemi", "Ruth", "Adeyemi", "Chartered Legal Executive", "Osier & Pike Solicitors"),
            ("marek_zielinski", "Marek", "Zieliński", "Barristers' Clerk", "Merlin Gate Chambers"),
        )
    ]
    known_to_own = [p for p in own if p.id is None]
    shared_ben = w.draw.some(known_to_own, 18)
    shared_priya = w.draw.some([p for p in known_to_own if p.field != law], 10)
    new_ben = w.several(600, law=60, bias=("retail", "media and internet", "teaching and education", "sales"))
    of_ben = [priya, *hubs, *shared_ben, *new_ben]
    ben_other = [p for p in new_ben if p.field != law]
    ben_law = [p for p in new_ben if p.field == law]
    ben_and_priya = w.draw.some(ben_other, 20) + w.draw.some(ben_law, 4)  # an address joins them
    # the same people in both, and nothing in the files shows it
    unjoined = w.draw.some([p for p in ben_other if p not in ben_and_priya], 10)
    new_priya = w.several(
        560,
        law=40,
        bias=("accountancy, banking and finance", "information technology", "business, consulting and management"),
    )
    new_priya += w.namesakes_of([p for p in own + new_ben if folded(p.given) and p.id is None], 14)
    of_priya = [*shared_priya, *ben_and_priya, *unjoined, *new_priya]
    alumni_own = w.draw.some([p for p in known_to_own if p not in shared_ben + shared_priya], 12)
    alumni_ben = w.draw.some([p for p in ben_other if p not in unjoined], 26) + w.draw.some(
        [p for p in ben_law if p not in ben_and_priya], 10
    )
    alumni_priya = w.draw.some([p for p in new_priya if p.field != law], 18) + w.draw.some(
        [p for p in new_priya if p.field == law], 6
    )
    new_alumni = w.several(505, law=125) + w.namesakes_of([p for p in own + new_priya if p.id is None], 12)
    event_own = [
        known["chloe_duval"],
        known["jakub_nowak"],
        known["amina_yusuf"],
        *w.draw.some(alumni_own, 4),
        *w.draw.some(shared_priya, 2),
    ]
    event_alumni = w.draw.some([p for p in new_alumni if p.field == law], 6)
    event_ben = w.draw.some(ben_law[:30], 3)
    speakers = [
        w.person(given, family, law, title, house, place)
        for given, family, title, house, place in (
            ("Eleanor", "Thistlewood", "Partner and Head of Employment Law", "Penhallow Brass LLP", "Birmingham"),
            ("Oluwaseun", "Adébáyọ̀", "Barrister", "Starling Court Chambers", "London"),
            ("Magdalena", "Kryńska", "Immigration Solicitor", 'The "Good Cause" Law Centre', "Coventry"),
        )
    ]
    event_lawyers = [w.stranger(law) for _ in range(12)]
    students = [w.person(*w.name(), "", "Student", WARWICK, "Coventry") for _ in range(42)]
    absent = [w.stranger() for _ in range(6)]
    # ---- Sarah's own export -----------------------------------------------------------------------------------------
    addressed = [*in_linkedin_too, *shared_priya, *alumni_own, *event_own]  # an address here joins other files
    partners = in_linkedin_too + w.draw.some(known_to_own, 18)
    messages, count = w.messages(
        sarah,
        partners,
        first="2025-09-20",
        last="2026-10-20",
        era="2026",
        groups=[("Moot team", [known["chloe_duval"], known["jakub_nowak"]]), ("Reading group", partners[2:6])],
    )
    w.files[SARAH_ZIP] = w.export(
        sarah,
        {
            "Connections.csv": w.connections(
                SARAH_ZIP,
                own,
                era="2026",
                first="2024-09-05",
                last="2026-10-24",
                hidden=8,
                email_share=0.06,
                must_show=addressed,
            ),
            "Invitations.csv": w.invitations(
                sarah, in_linkedin_too + w.draw.some(known_to_own, 25), first="2024-09-05", last="2026-10-24", urls=True
            ),
            "messages.csv": messages,
        },
        (2026, 10, 25, 9, 30, 0),
    )
    w.facts[SARAH_ZIP]["messages"] = count
    # ---- the friends' exports ---------------------------------------------------------------------------------------
    messages, count = w.messages(ben, w.draw.some(new_ben, 12), first="2019-02-01", last="2023-07-20", era="2023")
    w.files[BEN_ZIP] = w.export(
        ben,
        {
            "Connections.csv": w.connections(
                BEN_ZIP,
                of_ben,
                era="2023",
                first="2013-10-01",
                last="2023-07-20",
                hidden=14,
                email_share=0.09,
                never=unjoined,
                must_show=[*hubs, *ben_and_priya, *alumni_ben, *event_ben],
            ),
            "Invitations.csv": w.invitations(
                ben, w.draw.some(new_ben, 20), first="2021-01-01", last="2023-07-20", urls=True
            ),
            "messages.csv": messages,
        },
        (2023, 7, 22, 18, 4, 0),
    )
    w.facts[BEN_ZIP]["messages"] = count
    w.files[PRIYA_ZIP] = w.export(
        priya,
        {  # she left her messages out
            "Connections.csv": w.connections(
                PRIYA_ZIP,
                of_priya,
                era="2021",
                first="2014-01-10",
                last="2021-02-12",
                hidden=10,
                email_share=0.12,
                must_show=[*shared_priya, *ben_and_priya, *alumni_priya],
            ),
            "Invitations.csv": w.invitations(
                priya, w.draw.some(new_priya, 15), first="2020-01-01", last="2021-02-12", urls=False
            ),
        },
        (2021, 2, 14, 20, 12, 0),
    )
    # ---- her family and tutors: one table, read once for people and once for ties -----------------------------------
    rows = [["person", "name", "title", "organisation", "place", "email", "source", "kind", "strength", "years"]]
    for id_, *_, kind, strength, years in family_rows:
        person = known[id_]
        person.stands_in(FAMILY, email=True)
        title = {"dr_okafor": "Dr ", "prof_lindqvist": "Prof. "}.get(id_, "")
        rows.append(
            [
                id_,
                title + person.name,
                person.title,
                person.organisation,
                person.place,
                person.email,
                "sarah",
                kind,
                strength,
                years,
            ]
        )
    w.files[FAMILY] = table(rows).encode("utf-8")
    w.facts[FAMILY] = {"rows": len(rows) - 1}
    # ---- the alumni directory ---------------------------------------------------------------------------------------
    joined = [*alumni_own, *alumni_ben, *alumni_priya]
    listed = w.draw.shuffled([*joined, *new_alumni])
    rows, elsewhere, mails = [], [], {id(p) for p in [*joined, *event_alumni]}
    for person in listed:
        shows = id(person) in mails or w.draw.random() < 0.5
        school = WARWICK
        if person.field != law and id(person) not in mails and w.draw.random() < 0.05:
            school = w.draw.pick(("Merrow University", "University of Elmet", ""))
            elsewhere.append(person)
        person.stands_in(ALUMNI, email=shows)
        family_first = w.draw.random() < 0.6
        mail = person.email.capitalize() if w.draw.random() < 0.03 else person.email
        degree = w.draw.pick(
            ("LLB Law", "LLB Law", "LLB European Law", "LLM", *words.DEGREES.split("|")[:3])
            if person.field == law
            else words.DEGREES.split("|")
        )
        # a job or a town is often missing; a lawyer's job never is, so that the counts of truth.json can be found again
        job = [person.organisation, person.title] if person.field == law or w.draw.random() < 0.92 else ["", ""]
        rows.append(
            [
                f"{person.family}, {person.given}" if family_first else person.name,
                degree,
                str(1986 + w.draw.below(39)),
                school,
                *job,
                person.place if w.draw.random() < 0.8 else "",
                mail if shows else "",
            ]
        )
    rows[17][2] = "n/a"
    rows[203][2] = "19998"
    header = ["Name", "Degree", "Class Year", "School", "Employer", "Job Title", "City", "E-Mail"]
    odd = {
        40: ["Someone Cut-Off", "BA History", "1998"],
        120: [""] * 8,
        260: rows[10],
        333: ["", "BSc Economics", "2004", WARWICK, "Tangerine Acre", "Copywriter", "", ""],
    }
    lines = [header]
    for number, row in enumerate(rows):
        if number in odd:
            lines.append(odd[number])
        lines.append(row)
    w.files[ALUMNI] = ("\ufeff" + table(lines, separator=";", end="\r\n")).encode("utf-8")
    w.facts[ALUMNI] = {
        "rows": len(lines) - 1,
        "people": len(listed),
        "too_few_cells": 1,
        "blank": 1,
        "repeated": 1,
        "nameless": 1,
        "bad_years": 2,
    }
    # ---- the evening with practitioners -----------------------------------------------------------------------------
    guests = [(p, "Speaker") for p in speakers] + [
        (p, "Student") for p in (sarah, known["chloe_duval"], known["jakub_nowak"])
    ]
    guests += [(p, "General") for p in [*event_own[2:], *event_alumni, *event_ben, *event_lawyers, *absent]]
    guests += [(p, "Student") for p in students]
    rows, came = [], []
    for person, ticket in w.draw.shuffled(guests):
        sure = person is sarah or ticket == "Speaker"
        status = "Checked In" if sure or w.draw.random() < 0.7 else "Attending"
        if person in absent:
            status = w.draw.pick(("Not Attending", "Refunded"))
        elif person in students[:4]:
            status = "Not Attending"
        else:
            came.append(person)
        shows = person not in students[4:8]
        person.stands_in(EVENT, email=shows)
        when = w.day("2026-09-14", "2026-10-14")
        rows.append(
            [
                str(700000000 + w.draw.below(99999999)),
                f"{when} {9 + w.draw.below(12):02d}:{w.draw.below(60):02d}:{w.draw.below(60):02d}",
                person.given,
                person.family,
                person.email if shows else "",
                "1",
                ticket,
                "Free Order",
                status,
                person.organisation,
                person.title,
                EVENT_NAME,
                "2026-10-15",
            ]
        )
    again = list(next(row for row in rows if row[4] == students[20].email))
    again[0], again[8] = "799999999", "Refunded"  # booked twice, one order given back
    rows.append(again)
    rows.sort(key=lambda row: (row[1], row[0]))
    w.files[EVENT] = table(
        [
            [
                "Order #",
                "Order Date",
                "First Name",
                "Last Name",
                "Email",
                "Quantity",
                "Ticket Type",
                "Order Type",
                "Attendee Status",
                "Company",
                "Job Title",
                "Event Name",
                "Event Date",
            ],
            *rows,
        ]
    ).encode("utf-8")
    w.facts[EVENT] = {"rows": len(rows), "people": len(guests), "came": len(came), "speakers": len(speakers)}
    # ---- whom Ben's former colleagues know: the way with two intermediaries -----------------------------------------
    far, ties = (
        [],
        [[ben, hub, "former_colleague", strength, years] for hub, strength, years in zip(hubs, (5, 4, 4), (8, 6, 5))],
    )
    li = w.person("Li", "Chen", law, "Human Rights Lawyer", "Nightjar Row Chambers", "London", id="li_chen")
    for number in range(20):
        hub, kind = hubs[number % 3], w.draw.pick(("colleague", "former_colleague", "friend"))
        if number == 0:
            one, kind = li, "former_colleague"
        else:
            one = w.stranger(law, firms=hub.organisation if kind == "colleague" else words.FAR_FIRMS, latin=True)
        one.id = one.id or "_".join(x for x in (folded(one.given), folded(one.family)))
        far.append(one)
        ties.append([hub, one, kind, 4 if one is li else 2 + w.draw.below(4), 1 + w.draw.below(9)])
    ties.append([hubs[1], li, "acquaintance", 3, 2])  # two of them know Li Chen
    people_rows = [["id", "name", "title", "organisation", "place", "email"]]
    for person in [*hubs, *far]:
        shows = person in hubs or w.draw.random() < 0.5
        person.stands_in(COLLEAGUES, email=shows)
        people_rows.append(
            [person.id, person.name, person.title, person.organisation, person.place, person.email if shows else ""]
        )
    w.files[COLLEAGUES] = table(people_rows).encode("utf-8")
    w.files[COLLEAGUE_TIES] = table(
        [
            ["source", "target", "kind", "strength", "years", "stated_by"],
            *([a.id, b.id, *rest, "ben"] for a, b, *rest in ties),
        ]
    ).encode("utf-8")
    w.facts[COLLEAGUES], w.facts[COLLEAGUE_TIES] = {"rows": len(people_rows) - 1}, {"rows": len(ties)}
    # ---- people she has only read about -----------------------------------------------------------------------------
    wishes = [w.stranger(law, firms=words.WISH_FIRMS, latin=True) for _ in range(14)]
    wishes += [
        w.stranger(field, latin=True)
        for field in (
            "media and internet",
            "charity and voluntary work",
            "public services and administration",
            "science and pharma",
        )
    ]
    for person, title, house in zip(
        wishes,
        ("King's Counsel", "High Court Judge", "General Counsel"),
        ("Avocet Square Chambers", "Court of Saltmarsh Appeals", "Gannet Holdings plc"),
    ):
        person.title, person.organisation = title, house
    rows = [["id", "name", "title", "organisation", "place"]]
    for person in wishes:
        person.id = "_".join((folded(person.given), folded(person.family)))
        person.stands_in(WISHES)
        rows.append([person.id, person.name, person.title, person.organisation, person.place])
    w.files[WISHES] = table(rows).encode("utf-8")
    w.facts[WISHES] = {"rows": len(rows) - 1}
    # ---- the owners of exports, and who can be reached how ----------------------------------------------------------
    sarah.where.setdefault(EVENT, {"email": True, "url": False})
    for owner, file in ((sarah, SARAH_ZIP), (ben, BEN_ZIP), (priya, PRIYA_ZIP)):
        owner.stands_in(file + " (owner)", email=True, url=file != PRIYA_ZIP)
    alumni = {id(p) for p in listed} - {id(p) for p in elsewhere}
    present, heard, beyond = {id(p) for p in came}, {id(p) for p in speakers}, {id(p) for p in far}
    for person in w.people:
        affiliated = id(person) in alumni or id(person) in present
        if person is sarah:
            person.reach = "self"
        elif SARAH_ZIP in person.where or FAMILY in person.where:
            person.reach = "own"
        elif id(person) in heard:
            person.reach = "speaker"
        elif BEN_ZIP in person.where or PRIYA_ZIP in person.where:
            person.reach = "one+affiliation" if affiliated else "one"
        elif affiliated:
            person.reach = "affiliation"
        elif id(person) in beyond:
            person.reach = "two"
    w.files["truth.json"] = truth(w)
    return w.files


def truth(w):
    """Who is who: one line a person, so that a change shows as a line."""
    codes = {
        SARAH_ZIP: "s",
        BEN_ZIP: "b",
        PRIYA_ZIP: "p",
        FAMILY: "f",
        ALUMNI: "a",
        EVENT: "e",
        COLLEAGUES: "c",
        WISHES: "w",
        SARAH_ZIP + " (owner)": "S",
        BEN_ZIP + " (owner)": "B",
        PRIYA_ZIP + " (owner)": "P",
    }
    people = [p for p in w.people if p.where]
    number = {id(p): f"p{i:04d}" for i, p in enumerate(people, 1)}
    shared, by_keys = 0, 0
    for person in people:
        # records of one person that share a shown address or profile; a table's id joins the tables and the owners
        groups = []
        for file, shown in person.where.items():
            keys = [k for k in ("email", "url") if shown[k]]
            if person.id and ("(owner)" in file or file in (FAMILY, COLLEAGUES, WISHES)):
                keys.append("id")
            hit = [g for g in groups if g & set(keys)]
            groups = [g for g in groups if g not in hit] + [set(keys).union(*hit) if keys else {file}]
        shared += len(person.where) > 1
        by_keys += len(groups)
    fields = sorted({p.field for p in people})
    count = {}
    for person in people:
        if person.field == words.LAW and person.reach != "self":
            count[person.reach] = count.get(person.reach, 0) + 1
    head = {
        "seed": SEED,
        "as_of": AS_OF,
        "invented": True,
        "me": "sarah",
        "distinct_people": len(people),
        "distinct_by_exact_keys": by_keys,
        "people_in_several_files": shared,
        "files": w.facts,
        "law_by_reach": {k: count[k] for k in sorted(count)},
        "reach": {
            "own": "a tie of Sarah's",
            "one": "through one friend, and only so",
            "one+affiliation": "through a friend, and shares Warwick or the event",
            "affiliation": "shares Warwick or the event, no tie leads there",
            "speaker": "spoke at the event",
            "two": "only through two intermediaries",
            "none": "no tie and no affiliation of Sarah's",
        },
        "in": {v: k for k, v in codes.items()},
        "fields": fields,
        "columns": ["id (of a table, else numbered)", "name", "field (index)", "reach", "in", "email", "profile"],
        "namesakes": [[a.id or number[id(a)], b.id or number[id(b)]] for a, b in w.namesakes],
    }
    lines = []
    for p in people:
        linked = any(shown["url"] for shown in p.where.values())
        mailed = any(shown["email"] for shown in p.where.values())
        row = [
            p.id or number[id(p)],
            p.name,
            fields.index(p.field),
            p.reach,
            "".join(codes[f] for f in p.where),
            p.email if mailed else "",
            p.slug if linked and len(p.where) > 1 else "",
        ]
        while row[-1] == "":
            row.pop()
        lines.append(json.dumps(row, ensure_ascii=False, separators=(",", ":")))
    text = json.dumps(head, ensure_ascii=False, indent=1)[:-2] + ',\n "people": [\n' + ",\n".join(lines) + "\n]}\n"
    return text.encode("utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument(
        "--out",
        type=pathlib.Path,
        default=pathlib.Path(__file__).resolve().parent,
        help="folder to write to (default: beside this script)",
    )
    out = parser.parse_args().out
    out.mkdir(parents=True, exist_ok=True)
    for name, content in sorted(build().items()):
        (out / name).write_bytes(content)
        print(f"{len(content):8} {name}")


if __name__ == "__main__":
    main()
