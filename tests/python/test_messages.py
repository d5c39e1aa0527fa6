"""Messages: composed from facts, never inventing one; findings with places in the text."""

from __future__ import annotations

import pytest

import weaktie as wt

FACTS = {
    "seeker": {"name": "Sarah Jones", "year": "second", "course": "law", "university": "Warwick"},
    "recipient": {"name": "Amara Okoye", "salutation": "Ms Okoye", "role": "head of legal", "organisation": "Acme"},
    "connection": {"kind": "event", "what": "the Careers in Law evening", "when": "last week"},
    "research": "I have since read your article on dismissals",
    "topics": ["employment law in practice"],
    "why_you": "your years in employment law",
    "minutes": 15,
    "mode": "by phone or video",
    "when": "any time that suits you",
}


class TestCompose:
    def test_complete_facts_give_a_message_without_findings(self):
        message = wt.compose("direct", **FACTS)
        assert message.missing == []
        assert "Ms Okoye" in message.body
        assert "Sarah Jones" in message.body
        assert "15 minutes" in message.body
        assert wt.check_message(message.body, to="Ms Okoye", sender="Sarah Jones") == []
        assert message.subject in str(message)

    def test_a_broker_gets_a_note_to_forward(self):
        message = wt.compose("broker", **FACTS, broker={"name": "Ben Carter", "link": "your time at Acme"})
        assert message.forwardable
        assert "Ben" in message.body
        assert "Amara Okoye" in message.body

    def test_a_missing_fact_is_listed_and_not_invented(self):
        message = wt.compose("direct", **(FACTS | {"research": None, "when": ""}))
        assert {"research", "when"} <= {fact.field for fact in message.missing}
        assert all(fact.question for fact in message.missing)
        assert "article" not in message.body
        assert len(wt.compose().missing) > 3

    def test_a_text_stands_for_the_main_fact(self):
        message = wt.compose(**(FACTS | {"recipient": "Amara Okoye", "topics": "employment law"}))
        assert "Amara Okoye" in message.body

    @pytest.mark.parametrize(
        "change",
        [
            {"kind": "letter"},
            {"minutes": 5},
            {"minutes": 2**70},
            {"topics": ["a", "b", "c"]},
            {"seeker": {"nmae": "Sarah"}},
            {"connection": {"kind": "magic", "what": "x"}},
            {"research": "\udcff"},
        ],
    )
    def test_facts_out_of_range_are_refused(self, change):
        with pytest.raises(wt.InvalidValue):
            wt.compose(**(FACTS | change))

    @pytest.mark.parametrize(
        "change",
        [{"seeker": 3}, {"seeker": {"name": 3}}, {"topics": 3}, {"topics": [3]}, {"minutes": "15"}, {"broker": 1}],
    )
    def test_a_wrong_type_is_a_type_error(self, change):
        with pytest.raises(TypeError):
            wt.compose(**(FACTS | change))


class TestCheck:
    def test_a_hint_at_a_job_is_an_error(self):
        letter = wt.compose("direct", **FACTS).body
        hinted = letter.replace("Sarah Jones", "Please keep me in mind if anything comes up.\nSarah Jones")
        findings = [one for one in wt.check_message(hinted) if one.severity == "error"]
        assert "implied-job-request" in {one.rule for one in findings}

    def test_spans_are_code_points(self):
        text = "Dear Şebnem 🙂, do you have a job for me?"
        finding = next(one for one in wt.check_message(text) if one.rule == "job-request")
        begin, end = finding.span
        assert "job" in text[begin:end]
        assert finding.why

    def test_what_is_absent_has_an_empty_span(self):
        findings = {one.rule: one.span for one in wt.check_message("Hello.")}
        assert findings["no-time-limit"] == (0, 0)

    def test_a_wrong_name_is_found(self):
        rules = {one.rule for one in wt.check_message("Dear Mr Smith,\nhello", to="Ms Okoye")}
        assert "wrong-name" in rules

    def test_errors(self):
        with pytest.raises(wt.InvalidValue):
            wt.check_message("x", kind="letter")
        with pytest.raises(wt.InvalidValue):
            wt.check_message("\ud800")
        for wrong in (None, b"x", 3):
            with pytest.raises(TypeError):
                wt.check_message(wrong)


class TestFacts:
    @pytest.fixture
    def network(self) -> wt.Network:
        records = wt.Records()
        records.add_person("sarah", name="Sarah Jones")
        records.add_person("ben", name="Ben Carter")
        records.add_person("amara", name="Amara Okoye", title="Head of Legal", organisation="Acme")
        records.add_tie("sarah", "ben", kind="friend")
        records.add_tie("ben", "amara", kind="colleague")
        return records.freeze(as_of="2026-11-01")

    def test_what_the_network_knows_fits_compose(self, network):
        facts = network.message_facts(
            "sarah",
            "amara",
            approach="introduction",
            brokers=["ben"],
            year="second",
            course="law",
            university="Warwick",
        )
        assert facts["kind"] == "broker"
        assert facts["seeker"]["name"] == "Sarah Jones"
        message = wt.compose(**facts)
        assert "Ben" in message.body

    def test_errors(self, network):
        with pytest.raises(wt.InvalidValue):
            network.message_facts("sarah", "amara", approach="introduction")
        with pytest.raises(wt.InvalidValue):
            network.message_facts("sarah", "sarah")
        with pytest.raises(wt.UnknownPerson):
            network.message_facts("sarah", "nobody")

    def test_pictures_and_the_page_load_nothing(self, network):
        found = network.introductions("sarah", "amara")
        prospects = network.prospects("sarah", field="law")
        pages = [
            network.introductions_svg("sarah", "amara", found),
            network.map_svg("sarah", prospects),
            network.report_html(
                "sarah",
                field="law",
                prospects=prospects,
                introductions=found,
                target="amara",
                plan=wt.plan(prospects, start="2026-11-02"),
                messages=[("To Amara", wt.compose(**FACTS))],
                notes=["<script>"],
            ),
            found._repr_html_(),
        ]
        for page in pages:
            assert "Amara Okoye" in page
            assert "<script" not in page
            assert "src=" not in page
        arrays = wt.Network.from_arrays([0], [1], [0.5])
        with pytest.raises(wt.InvalidValue):
            arrays.report_html("0")
        assert "<html" in arrays.report_html("0", as_of="2026-11-01")
