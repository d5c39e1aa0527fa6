// Messages, what is wrong with one, pictures and the page.
#include <algorithm>
#include <initializer_list>

#include <weaktie/interview/check_message.hpp>
#include <weaktie/interview/facts.hpp>
#include <weaktie/interview/message.hpp>
#include <weaktie/interview/picture.hpp>
#include <weaktie/interview/report.hpp>

#include "convert.hpp"
#include "html.hpp"
#include "json.hpp"
#include "results.hpp"
#include "rooms.hpp"
#include "value.hpp"

namespace weaktie::python {
namespace {

using OptionalText = std::optional<py::str>;

/// The text fields of one fact, by the names Python gives them.
template <class Fact>
struct TextField {
  const char* name;
  std::string Fact::*member;
};
constexpr TextField<Seeker> seeker_fields[] = {{"name", &Seeker::name},     {"year", &Seeker::year},
                                               {"course", &Seeker::course}, {"university", &Seeker::university},
                                               {"email", &Seeker::email},   {"role", &Seeker::role}};
constexpr TextField<Recipient> recipient_fields[] = {{"name", &Recipient::name},
                                                     {"salutation", &Recipient::salutation},
                                                     {"role", &Recipient::role},
                                                     {"organisation", &Recipient::organisation}};
constexpr TextField<Connection> connection_fields[] = {
    {"what", &Connection::what}, {"host", &Connection::host}, {"when", &Connection::when}};
constexpr TextField<Broker> broker_fields[] = {
    {"name", &Broker::name}, {"salutation", &Broker::salutation}, {"link", &Broker::link}};

constexpr std::string_view connection_names[] = {"text",        "heard_speaker", "event", "alumni",
                                                 "association", "colleague",     "cold"};

/// A fact from a dict of its fields, or from a str that stands for `main`; `special` takes the other keys.
template <class Fact, std::size_t Count, class Special>
Fact fact_from(const py::object& given, const char* what, const TextField<Fact> (&fields)[Count],
               std::string Fact::*main, const Special& special) {
  Fact out;
  if (given.is_none()) return out;
  if (PyUnicode_Check(given.ptr()) != 0) {
    out.*main = text_of(py::reinterpret_borrow<py::str>(given));
    return out;
  }
  if (PyDict_Check(given.ptr()) == 0) throw py::type_error(std::string(what) + " is a str or a dict of str");
  for (const auto& [key, value] : py::reinterpret_borrow<py::dict>(given)) {
    const std::string name = PyUnicode_Check(key.ptr()) != 0 ? text_of(py::reinterpret_borrow<py::str>(key)) : "";
    if (special(out, name, value)) continue;
    const auto* field =
        std::find_if(std::begin(fields), std::end(fields), [&](const auto& one) { return one.name == name; });
    if (field == std::end(fields)) {
      std::string names;
      for (const auto& one : fields) names += (names.empty() ? "" : ", ") + std::string(one.name);
      throw InvalidValue(std::string(what) + " has no '" + name + "'; it takes " + names, name,
                         Place{{}, 0, 0, std::string(what) + "." + name});
    }
    if (value.is_none()) continue;
    if (PyUnicode_Check(value.ptr()) == 0) throw py::type_error(std::string(what) + "." + name + " is a str, or None");
    out.*(field->member) = text_of(py::reinterpret_borrow<py::str>(value));
  }
  return out;
}

template <class Fact>
bool nothing_special(Fact&, const std::string&, const py::handle&) {
  return false;
}

Connection connection_from(const py::object& given) {
  return fact_from(given, "connection", connection_fields, &Connection::what,
                   [](Connection& out, const std::string& name, const py::handle& value) {
                     if (name != "kind") return false;
                     if (PyUnicode_Check(value.ptr()) == 0) throw py::type_error("connection.kind is a str");
                     out.kind = connection_kind(text_of(py::reinterpret_borrow<py::str>(value)));
                     return true;
                   });
}

std::optional<Broker> broker_from(const py::object& given) {
  if (given.is_none()) return std::nullopt;
  return fact_from(given, "broker", broker_fields, &Broker::name,
                   [](Broker& out, const std::string& name, const py::handle& value) {
                     if (name != "may_be_named") return false;
                     if (PyBool_Check(value.ptr()) == 0) throw py::type_error("broker.may_be_named is True or False");
                     out.may_be_named = value.ptr() == Py_True;
                     return true;
                   });
}

std::vector<std::string> topics_from(const py::object& given) {
  if (given.is_none()) return {};
  if (PyUnicode_Check(given.ptr()) != 0) return {text_of(py::reinterpret_borrow<py::str>(given))};
  return ids_from(given, "topics");
}

template <class Fact, std::size_t Count>
py::dict dict_of(const Fact& fact, const TextField<Fact> (&fields)[Count]) {
  py::dict out;
  for (const auto& field : fields) {
    if (!(fact.*(field.member)).empty()) out[field.name] = to_python(fact.*(field.member));
  }
  return out;
}

/// The keyword arguments of compose() that say the same.
py::dict dict_of(const MessageFacts& facts) {
  py::dict out;
  out["kind"] = to_python(to_string(facts.kind));
  out["seeker"] = dict_of(facts.seeker, seeker_fields);
  out["recipient"] = dict_of(facts.recipient, recipient_fields);
  py::dict connection = dict_of(facts.connection, connection_fields);
  connection["kind"] = to_python(connection_names[static_cast<std::size_t>(facts.connection.kind)]);
  out["connection"] = connection;
  out["research"] = to_python(facts.research);
  out["topics"] = to_python(facts.topics);
  out["why_you"] = to_python(facts.why_you);
  out["minutes"] = py::int_(facts.minutes);
  out["mode"] = to_python(facts.mode);
  out["when"] = to_python(facts.when);
  out["broker"] = py::none();
  if (facts.broker) {
    py::dict broker = dict_of(*facts.broker, broker_fields);
    broker["may_be_named"] = py::bool_(facts.broker->may_be_named);
    out["broker"] = broker;
  }
  return out;
}

/// Bytes to code points.
std::size_t letters_before(std::string_view text, std::size_t end) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(std::min(end, text.size())),
                    [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }));
}

/// A finding with its span in code points.
struct PythonFinding {
  Finding finding;
  std::size_t begin, end;
};

// The order of Severity.
constexpr std::string_view severity_names[] = {"warning", "error"};

py::tuple state_of(const MissingFact& fact) { return py::make_tuple(to_python(fact.field), to_python(fact.question)); }

std::string html_of(const std::vector<MissingFact>& facts) {
  std::vector<html::Row> rows;
  for (const auto& fact : facts) rows.push_back({html::cell(fact.field), html::cell(fact.question)});
  return html::table({"missing", "question"}, rows);
}

std::string html_of(const Message& message) {
  return html::whole(
      html::heading("Message", html::text(message.subject)) + html::block(message.body) +
      (message.forwardable.empty() ? std::string() : html::note("To pass on:") + html::block(message.forwardable)) +
      html_of(message.missing));
}

void bind_messages(py::module_& m) {
  py::class_<MissingFact> missing(
      m, "MissingFact",
      R"doc(A fact that a message needs and does not have. A value: it compares, hashes, copies and pickles.

>>> fact = wt.compose("direct", seeker={"name": "Sarah Jones"}, recipient="Amara Okoye").missing[0]
>>> fact.field, fact.question
('seeker.year', 'Which year are you in?')
)doc");
  shown(missing);
  bind_json(missing, WEAKTIE_JSON_DOC R"doc(>>> import json
>>> json.loads(wt.compose().missing[0].to_json())["field"]
'seeker.name'
)doc");
  missing
      .def_property_readonly(
          "field", [](const MissingFact& self) { return to_python(self.field); },
          "As it is given to `compose`: \"seeker.course\".")
      .def_property_readonly(
          "question", [](const MissingFact& self) { return to_python(self.question); },
          "What to ask for, in plain words.")
      .def("__repr__", [](const MissingFact& self) {
        return to_python("<MissingFact " + self.field + ": " + self.question + ">");
      });
  missing.def("_repr_html_",
              [](const MissingFact& self) { return to_python(html::whole(html_of(std::vector<MissingFact>{self}))); });
  value(
      missing, [](const MissingFact& self) { return state_of(self); },
      [](const py::str& field, const py::str& question) {
        return MissingFact{text_of(field), text_of(question)};
      });

  py::class_<Message> message(
      m, "Message",
      R"doc(A composed message. It is never sent: that is for its writer. `print(message)` shows it whole. A value: it compares,
hashes, copies and pickles.

>>> message = wt.compose("direct", seeker={"name": "Sarah Jones"}, recipient="Amara Okoye")
>>> message.subject, message.body.splitlines()[0]
('A few questions, 10 minutes', 'Dear Amara Okoye,')
>>> len(message.missing)
9
)doc");
  shown(message);
  bind_json(message, WEAKTIE_JSON_DOC R"doc(>>> import json
>>> list(json.loads(wt.compose().to_json()))
['subject', 'body', 'forwardable', 'missing']
)doc");
  message
      .def_property_readonly(
          "subject", [](const Message& self) { return to_python(self.subject); }, "The subject line.")
      .def_property_readonly(
          "body", [](const Message& self) { return to_python(self.body); }, "The text.")
      .def_property_readonly(
          "forwardable", [](const Message& self) { return to_python(self.forwardable); },
          "For a broker: a note to pass on as it is; else empty.")
      .def_property_readonly(
          "missing", [](const Message& self) { return py::cast(self.missing); },
          "Facts that are needed and were not given: a list of `MissingFact`.")
      .def("__str__",
           [](const Message& self) {
             return to_python("Subject: " + self.subject + "\n\n" + self.body +
                              (self.forwardable.empty() ? "" : "\n\n--- to pass on ---\n" + self.forwardable));
           })
      .def("__repr__", [](const Message& self) {
        const std::size_t count = self.missing.size();
        return to_python("<Message: " + self.subject +
                         (count == 0 ? std::string(", complete>")
                                     : ", " + std::to_string(count) + (count == 1 ? " fact" : " facts") + " missing>"));
      });
  message.def("_repr_html_", [](const Message& self) { return to_python(html_of(self)); });
  value(
      message,
      [](const Message& self) {
        return py::make_tuple(to_python(self.subject), to_python(self.body), to_python(self.forwardable),
                              tuple_of(self.missing, [](const MissingFact& fact) { return state_of(fact); }));
      },
      [](const py::str& subject, const py::str& body, const py::str& forwardable,
         const std::vector<std::pair<std::string, std::string>>& missing_facts) {
        Message out{text_of(subject), text_of(body), text_of(forwardable), {}};
        for (const auto& [field, question] : missing_facts) out.missing.push_back({field, question});
        return out;
      });

  py::class_<PythonFinding> finding(
      m, "Finding",
      R"doc(What a considerate reader would stumble over. A value: it compares, hashes, copies and pickles.

>>> text = "Do you have a job for me?"
>>> finding = wt.check_message(text)[0]
>>> finding.rule, finding.severity, text[slice(*finding.span)]
('job-request', 'error', 'Do you have a job')
)doc");
  shown(finding);
  bind_json(finding, WEAKTIE_JSON_DOC R"doc(>>> import json
>>> json.loads(wt.check_message("Do you have a job for me?")[0].to_json())["severity"]
'error'
)doc",
            [](const PythonFinding& self, int indent) {
              Finding in_code_points = self.finding;
              in_code_points.span = {self.begin, self.end};
              return to_json(in_code_points, indent);
            });
  finding
      .def_property_readonly(
          "rule", [](const PythonFinding& self) { return to_python(self.finding.rule); },
          "Its name: \"job-request\", \"no-time-limit\", ...")
      .def_property_readonly(
          "severity", [](const PythonFinding& self) { return to_python(to_string(self.finding.severity)); },
          "\"error\" or \"warning\".")
      .def_property_readonly(
          "span", [](const PythonFinding& self) { return py::make_tuple(self.begin, self.end); },
          "Where, half open, so that `text[begin:end]` shows it; (0, 0) when something is absent.")
      .def_property_readonly(
          "why", [](const PythonFinding& self) { return to_python(self.finding.why); },
          "What was found and what to do instead.")
      .def("__repr__", [](const PythonFinding& self) {
        return to_python("<" + std::string(to_string(self.finding.severity)) + " " + self.finding.rule + ": " +
                         self.finding.why + ">");
      });
  finding.def("_repr_html_", [](const PythonFinding& self) {
    return to_python(html::whole(html::heading(self.finding.rule, html::text(self.finding.why)) +
                                 html::note(html::text(to_string(self.finding.severity)) + ", letters " +
                                            std::to_string(self.begin) + " to " + std::to_string(self.end))));
  });
  value(
      finding,
      [](const PythonFinding& self) {
        const TextSpan& bytes = self.finding.span;
        return py::make_tuple(to_python(self.finding.rule), to_python(to_string(self.finding.severity)),
                              to_python(self.finding.why), self.begin, self.end, bytes.begin, bytes.end);
      },
      [](const py::str& rule, const py::str& severity, const py::str& why, std::size_t begin, std::size_t end,
         std::size_t first_byte, std::size_t last_byte) {
        return PythonFinding{{text_of(rule),
                              named<Severity>(text_of(severity), severity_names, "severity"),
                              {first_byte, last_byte},
                              text_of(why)},
                             begin,
                             end};
      });

  const MessageFacts defaults;
  m.def(
      "compose",
      [](const py::str& kind, const py::object& seeker, const py::object& recipient, const py::object& connection,
         const OptionalText& research, const py::object& topics, const OptionalText& why_you, Whole minutes,
         const OptionalText& mode, const OptionalText& when, const py::object& broker) {
        MessageFacts facts;
        facts.kind = message_kind(text_of(kind));
        facts.seeker = fact_from(seeker, "seeker", seeker_fields, &Seeker::name, &nothing_special<Seeker>);
        facts.recipient =
            fact_from(recipient, "recipient", recipient_fields, &Recipient::name, &nothing_special<Recipient>);
        facts.connection = connection_from(connection);
        facts.research = text_of(research);
        facts.topics = topics_from(topics);
        facts.why_you = text_of(why_you);
        facts.minutes = minutes.value;
        facts.mode = text_of(mode);
        facts.when = text_of(when);
        facts.broker = broker_from(broker);
        return compose(facts);
      },
      "kind"_a = py::str(std::string(to_string(defaults.kind))), py::kw_only(), "seeker"_a = py::none(),
      "recipient"_a = py::none(), "connection"_a = py::none(), "research"_a = py::none(), "topics"_a = py::none(),
      "why_you"_a = py::none(), "minutes"_a = Whole{defaults.minutes}, "mode"_a = py::none(), "when"_a = py::none(),
      "broker"_a = py::none(),
      "A message from facts: `kind` \"direct\" (to the person), \"broker\" (to someone who may introduce you, with a "
      "note to\n"
      "forward), \"mention\" (to the person, naming somebody who agreed) or \"thanks\".\n\n"
      "`seeker`: name, year, course, university, email, role. `recipient`: name, salutation, role, organisation.\n"
      "`connection`: your own words, or kind (text, heard_speaker, event, alumni, association, colleague, cold), what, "
      "host,\n"
      "when. `broker`: name, salutation, link, may_be_named. A str stands for the name (of a connection: its words).\n"
      "`topics` are one or two, `minutes` 10 to 20. A fact that is not given is listed in `.missing`, never invented.\n"
      "Raises InvalidValue.\n\n"
      ">>> message = wt.compose(\"direct\", seeker={\"name\": \"Sarah Jones\"}, recipient=\"Amara Okoye\")\n"
      ">>> message.missing[0].field\n"
      "'seeker.year'\n");
  m.def(
      "check_message",
      [](const py::str& text, const py::str& kind, const OptionalText& to, const OptionalText& sender) {
        const std::string bytes = text_of(text);
        CheckOptions options;
        options.kind = message_kind(text_of(kind));
        options.to = text_of(to);
        options.sender = text_of(sender);
        std::vector<Finding> findings;
        {
          const py::gil_scoped_release unlocked;
          findings = check_message(bytes, options);
        }
        py::list out;
        for (auto& one : findings) {
          const std::size_t begin = letters_before(bytes, one.span.begin), end = letters_before(bytes, one.span.end);
          out.append(py::cast(PythonFinding{std::move(one), begin, end}));
        }
        return out;
      },
      "text"_a, py::kw_only(), "kind"_a = py::str(std::string(to_string(CheckOptions().kind))), "to"_a = py::none(),
      "sender"_a = py::none(),
      "What is wrong with a message, in order of place: a list of `Finding`; an empty one means: send it.\n\n"
      "`kind` as in `compose`; `to`: whom it goes to, to compare the greeting; `sender`: a name it must say.\n\n"
      ">>> [finding.rule for finding in wt.check_message(\"Do you have a job for me?\") if finding.severity == "
      "\"error\"][0]\n"
      "'job-request'\n");
}

}  // namespace

void bind_interview(py::module_& m) {
  bind_messages(m);

  const OwnWords words;
  const ReportContent content;
  auto type = py::reinterpret_borrow<py::class_<Network>>(m.attr("Network"));
  type.def(
          "message_facts",
          [](const Network& self, const py::str& seeker, const py::str& prospect, const py::str& approach,
             const IdsArgument& brokers, const OptionalText& year, const OptionalText& course,
             const OptionalText& university, const OptionalText& email, const OptionalText& role,
             const OptionalText& research, const py::object& topics, Whole minutes, const OptionalText& mode,
             const OptionalText& when, const py::object& connection, const OptionalText& why_you) {
            OwnWords own;
            own.year = text_of(year);
            own.course = text_of(course);
            own.university = text_of(university);
            own.email = text_of(email);
            own.role = text_of(role);
            own.research = text_of(research);
            own.topics = topics_from(topics);
            own.minutes = minutes.value;
            own.mode = text_of(mode);
            own.when = text_of(when);
            own.why_you = text_of(why_you);
            if (!connection.is_none()) own.connection = connection_from(connection);
            const PersonIndex from = self.index(text_of(seeker)), to = self.index(text_of(prospect));
            std::vector<PersonIndex> between;
            for (const auto& id : brokers.ids) between.push_back(self.index(id));
            return dict_of(message_facts(self, from, to, approach_of(text_of(approach)), between, own));
          },
          "seeker"_a, "prospect"_a, py::kw_only(), "approach"_a = py::str(std::string(name_of(Approach::direct))),
          "brokers"_a = py::tuple(), "year"_a = py::none(), "course"_a = py::none(), "university"_a = py::none(),
          "email"_a = py::none(), "role"_a = py::none(), "research"_a = py::none(), "topics"_a = py::none(),
          "minutes"_a = Whole{words.minutes}, "mode"_a = py::none(), "when"_a = py::none(), "connection"_a = py::none(),
          "why_you"_a = py::none(),
          R"doc(What the network knows for the message that opens an approach, as keyword arguments: `compose(**facts)`.

The message goes to the prospect when direct, to the first broker for an introduction, to the prospect with the
broker's name for a mention. The other arguments are what only the seeker can say; what is given stands in place of
what the network holds. Raises UnknownPerson, InvalidValue.

>>> people = {"id": ["sarah", "tutor", "li"], "title": [None, "Lecturer", "Solicitor"]}
>>> network = wt.Network.from_arrays([0, 1], [1, 2], [0.8, 0.5], ids=people["id"], people=people)
>>> facts = network.message_facts("sarah", "li", year="second", course="law")
>>> facts["recipient"], facts["seeker"]["year"]
({'role': 'solicitor'}, 'second')
>>> wt.compose(**facts).subject
'A few questions, 10 minutes'
)doc")
      .def(
          "introductions_svg",
          [](const Network& self, const py::str& seeker, const py::str& target, const IntroductionsView& found) {
            return to_python(introductions_svg(self, self.index(text_of(seeker)), self.index(text_of(target)),
                                               in_network(self, found)));
          },
          "seeker"_a, "target"_a, "introductions"_a,
          R"doc(A picture of introductions as self-contained SVG text: no script, nothing loaded. Draws the first five; people go by
id, so that introductions found in another network can be drawn. Raises UnknownPerson.

>>> network = wt.Network.from_arrays([0, 1, 0], [1, 2, 2], [0.8, 0.5, 0.1], ids=["sarah", "tutor", "li"])
>>> picture = network.introductions_svg("sarah", "li", network.introductions("sarah", "li"))
>>> picture.startswith("<svg"), "<script" in picture
(True, False)
)doc")
      .def(
          "map_svg",
          [](const Network& self, const py::str& seeker, const Prospects& prospects) {
            return to_python(map_svg(self, self.index(text_of(seeker)), in_network(self, prospects)));
          },
          "seeker"_a, "prospects"_a,
          R"doc(A map of who can be reached, as self-contained SVG text: no script, nothing loaded. Draws the first 60 prospects;
people go by id. Raises UnknownPerson.

>>> people = {"id": ["sarah", "tutor", "li"], "title": [None, "Lecturer", "Solicitor"]}
>>> network = wt.Network.from_arrays([0, 1], [1, 2], [0.8, 0.5], ids=people["id"], people=people)
>>> network.map_svg("sarah", network.prospects("sarah", field="law")).startswith("<svg")
True
)doc")
      .def(
          "report_html",
          [](const Network& self, const py::str& seeker, const OptionalText& field,
             const std::optional<DateArgument>& as_of, const OptionalText& title,
             const std::vector<ImportReport>& imports, const std::optional<Prospects>& prospects,
             const std::optional<IntroductionsView>& introductions, const OptionalText& target,
             const OptionalText& why_none, const std::optional<Plan>& plan,
             const std::vector<std::pair<py::str, Message>>& messages, const IdsArgument& notes, Whole most) {
            ReportContent page;
            page.network = self;
            page.seeker = self.index(text_of(seeker));
            page.field = text_of(field);
            if (as_of) {
              page.as_of = as_of->day;
            } else if (self.as_of()) {
              page.as_of = *self.as_of();
            }
            page.title = text_of(title);
            page.imports = imports;
            if (prospects) page.prospects = in_network(self, *prospects);
            if (introductions) page.introductions = in_network(self, *introductions);
            if (target) page.target = self.index(text_of(*target));
            page.why_none = text_of(why_none);
            if (plan) page.plan = *plan;
            for (const auto& [label, message] : messages) page.messages.push_back({text_of(label), message});
            page.notes = notes.ids;
            page.shown = static_cast<std::uint32_t>(in_range(most, 0, UINT32_MAX, "shown"));
            const py::gil_scoped_release unlocked;
            return report_html(page);
          },
          "seeker"_a, py::kw_only(), "field"_a = py::none(), "as_of"_a = py::none(), "title"_a = py::none(),
          "imports"_a = py::tuple(), "prospects"_a = py::none(), "introductions"_a = py::none(),
          "target"_a = py::none(), "why_none"_a = py::none(), "plan"_a = py::none(), "messages"_a = py::tuple(),
          "notes"_a = py::tuple(), "shown"_a = Whole{content.shown},
          R"doc(One self-contained HTML page: no script, nothing loaded from the net.

`as_of` is needed on a network from arrays; `imports` are ImportReports, `messages` pairs (label, Message),
`introductions` those to `target`, `shown` most prospects in the table. Parts that are left out are said to be.
Raises UnknownPerson, InvalidValue.

>>> people = {"id": ["sarah", "tutor", "li"], "title": [None, "Lecturer", "Solicitor"]}
>>> network = wt.Network.from_arrays([0, 1], [1, 2], [0.8, 0.5], ids=people["id"], people=people)
>>> prospects = network.prospects("sarah", field="law")
>>> page = network.report_html("sarah", field="law", as_of="2026-11-01", prospects=prospects)
>>> page.startswith("<!DOCTYPE html>"), "<script" in page
(True, False)
)doc");
}

}  // namespace weaktie::python
