// Introductions, reach, and who knows whom.
#include <algorithm>
#include <map>
#include <unordered_map>

#include <weaktie/interview/picture.hpp>
#include <weaktie/search/best_among.hpp>
#include <weaktie/search/bottlenecks.hpp>
#include <weaktie/search/gains.hpp>
#include <weaktie/search/introductions.hpp>
#include <weaktie/search/introductions_batch.hpp>
#include <weaktie/search/reach.hpp>
#include <weaktie/search/reach_batch.hpp>
#include <weaktie/search/why_none.hpp>

#include "cells.hpp"
#include "convert.hpp"
#include "html.hpp"
#include "json.hpp"
#include "results.hpp"
#include "rooms.hpp"
#include "value.hpp"

namespace weaktie::python {
namespace {

constexpr std::string_view distinct_names[] = {"none", "broker", "everyone"};
constexpr std::string_view step_kind_names[] = {"tie", "affiliation"};

/// A reach with the question it answers. The network is the Python object, so that pickling several together writes it
/// once.
struct ReachView {
  py::object network;
  PersonIndex source;
  ReachOptions options;
  std::shared_ptr<const Reach> reach;
};

const Network& network_of(const ReachView& self) { return self.network.cast<const Network&>(); }

ReachView reach_view(const py::object& self, const py::str& source, Whole max_intermediaries, double relay,
                     const ViewerArgument& viewer) {
  const auto& network = self.cast<const Network&>();
  ReachView out{self, network.index(text_of(source)), {}, nullptr};
  out.options.viewer = known_viewer(viewer, network);
  out.options.max_intermediaries = static_cast<std::uint8_t>(in_range(max_intermediaries, 0, 6, "max_intermediaries"));
  out.options.relay = relay;
  const py::gil_scoped_release unlocked;
  out.reach = std::make_shared<const Reach>(reach(network, out.source, out.options, interruptible()));
  return out;
}

py::str kind_text(StepKind kind) { return to_python(step_kind_names[static_cast<std::size_t>(kind)]); }

py::list people_of(const ChainView& self) {
  py::list out(self.chain.people.size());
  for (std::size_t i = 0; i < self.chain.people.size(); ++i) out[i] = to_python(self.network.id(self.chain.people[i]));
  return out;
}

std::string line_of(const ChainView& self) {
  std::string out;
  for (const PersonIndex person : self.chain.people) {
    out += (out.empty() ? "" : " -> ") + std::string(self.network.id(person));
  }
  return out + " (chance " + chance_text(self.chain.chance) + ")";
}

std::string why_of(const StepView& self) {
  return self.why ? *self.why : step_words(self.network, self.from, self.to, self.step);
}

StepView step_of(const ChainView& self, std::size_t i) {
  return {self.network, self.chain.people[i], self.chain.people[i + 1], self.chain.steps[i]};
}

bool equal(const ChainView& a, const ChainView& b) {
  if (a.chain.cost != b.chain.cost || a.chain.chance != b.chain.chance || a.chain.steps != b.chain.steps ||
      a.chain.people.size() != b.chain.people.size()) {
    return false;
  }
  for (std::size_t i = 0; i < a.chain.people.size(); ++i) {
    if (a.network.id(a.chain.people[i]) != b.network.id(b.chain.people[i])) return false;
  }
  return true;
}

/// `other` when it is of the same class, else nullptr (and the answer of == is NotImplemented).
template <class T>
const T* same_class(const py::object& other) {
  return py::isinstance<T>(other) ? &other.cast<const T&>() : nullptr;
}

std::string html_names(const ChainView& self) {
  std::string out;
  for (const PersonIndex person : self.chain.people) {
    out += (out.empty() ? "" : " \xE2\x86\x92 ") + html::person(self.network, person);
  }
  return out;
}

std::string html_picture(const Network& network, const Introductions& found) {
  const auto& people = found.front().people;
  return html::picture(introductions_svg(network, people.front(), people.back(), found));
}

std::string html_of(const ChainView& self) {
  Introductions alone;
  alone.push_back(self.chain);
  std::vector<html::Row> rows;
  for (std::size_t i = 0; i < self.chain.steps.size(); ++i) {
    const StepView step = step_of(self, i);
    rows.push_back({{html::person(self.network, step.from) + " asks " + html::person(self.network, step.to), false},
                    html::chance(step.step.chance),
                    html::cell(why_of(step))});
  }
  return html::whole(html::heading("Introduction", html_names(self) + ", " + html::chance(self.chain.chance).html) +
                     html_picture(self.network, alone) + html::table({"step", "chance", "why"}, rows));
}

std::string html_of(const IntroductionsView& self) {
  const std::string cut = self.found.complete
                              ? ""
                              : html::note("The search ended by its budget; what is missing has a chance of at most " +
                                           html::cell(self.found.guarantee).html + ".");
  if (self.found.empty()) return html::whole(html::heading("Introductions", "none") + cut);
  std::vector<html::Row> rows;
  for (const auto& chain : self.found) {
    if (rows.size() == 10) break;
    rows.push_back({{html_names({self.network, chain}), false}, html::chance(chain.chance)});
  }
  const std::string more =
      rows.size() < self.found.size()
          ? html::note("the first " + html::count_text(rows.size()) + " of " + html::count_text(self.found.size()))
          : std::string();
  return html::whole(html::heading("Introductions", html::count_text(self.found.size())) +
                     html_picture(self.network, self.found) + html::table({"people", "chance"}, rows) + more + cut);
}

/// How many are reached through how many, and whom most surely.
std::string html_of(const ReachView& self) {
  const Network& network = network_of(self);
  struct Ring {
    std::uint64_t people = 0;
    PersonIndex best = no_person;
  };
  std::map<std::uint8_t, Ring> rings;
  std::uint64_t reached = 0;
  for (PersonIndex person = 0; person < network.size(); ++person) {
    const std::uint8_t between = self.reach->intermediaries[person];
    if (person == self.source || between == 255) continue;
    Ring& ring = rings[between];
    if (ring.best == no_person || self.reach->chance[person] > self.reach->chance[ring.best]) ring.best = person;
    ++ring.people;
    ++reached;
  }
  std::vector<html::Row> rows;
  for (const auto& [between, ring] : rings) {
    rows.push_back({html::cell(std::uint64_t{between}),
                    html::cell(ring.people),
                    {html::person(network, ring.best), false},
                    html::chance(self.reach->chance[ring.best])});
  }
  const std::string others = html::counted(network.size() - 1, "other person", "other people");
  return html::whole(html::heading("Reach", "from " + html::person(network, self.source) + ", " +
                                                html::count_text(reached) + " of " + others) +
                     html::table({"between", "people", "most surely", "chance"}, rows));
}

py::list list_of(const IntroductionsView& self) {
  py::list out(self.found.size());
  for (std::size_t i = 0; i < self.found.size(); ++i) out[i] = py::cast(ChainView{self.network, self.found[i]});
  return out;
}

void bind_introductions(py::module_& m) {
  py::class_<StepView> step(
      m, "Step",
      R"doc(One step of an introduction: one person asks the next. A value: it compares, hashes, copies and pickles.

>>> network = wt.Network.from_arrays([0, 1, 0], [1, 2, 2], [0.8, 0.5, 0.1], ids=["sarah", "tutor", "li"])
>>> step = network.introductions("sarah", "li")[0].steps[1]
>>> step.kind, step.through, round(step.chance, 3), step.why
('tie', None, 0.5, 'the chance was given')
)doc");
  shown(step);
  bind_json(step,
            WEAKTIE_JSON_DOC
            R"doc(>>> network = wt.Network.from_arrays([0, 1], [1, 2], [0.8, 0.5], ids=["sarah", "tutor", "li"])
>>> print(network.introductions("sarah", "li")[0].steps[1].to_json(indent=1))
{
 "kind": "tie",
 "through": null,
 "chance": 0.5,
 "why": "the chance was given"
}
)doc",
            [](const StepView& self, int indent) { return to_json(self.step, why_of(self), indent); });
  step.def_property_readonly(
          "kind", [](const StepView& self) { return kind_text(self.step.kind); }, "\"tie\" or \"affiliation\".")
      .def_property_readonly(
          "through", [](const StepView& self) { return text_or_none(self.step.through); },
          "The id of the affiliation; None for a tie.")
      .def_property_readonly(
          "chance", [](const StepView& self) { return self.step.chance; },
          "The chance of this step alone, relay not applied, in (0, 1].")
      .def_property_readonly(
          "why", [](const StepView& self) { return to_python(why_of(self)); }, "What the chance rests on, in words.")
      .def("__eq__",
           [](const StepView& self, const py::object& other) {
             const auto* second = same_class<StepView>(other);
             return second == nullptr ? not_implemented() : py::bool_(self.step == second->step);
           })
      .def("__hash__",
           [](const StepView& self) { return py::hash(py::make_tuple(kind_text(self.step.kind), self.step.chance)); })
      .def("__repr__", [](const StepView& self) {
        return to_python("Step(kind='" + std::string(step_kind_names[static_cast<std::size_t>(self.step.kind)]) +
                         "', through=" + (self.step.through.empty() ? "None" : "'" + self.step.through + "'") +
                         ", chance=" + number_text(self.step.chance) + ")");
      });
  step.def("_repr_html_", [](const StepView& self) {
    return to_python(
        html::whole(html::heading("Step", html::chance(self.step.chance).html + ", " + html::text(why_of(self)))));
  });
  pickled(
      step,
      [](const StepView& self) {
        return py::make_tuple(kind_text(self.step.kind), to_python(self.step.through), self.step.chance,
                              to_python(why_of(self)));
      },
      [](const py::str& kind, const py::str& through, double chance, const py::str& why) {
        const auto which = named<StepKind>(text_of(kind), step_kind_names, "kind of step");
        return StepView{{}, 0, 0, {which, text_of(through), chance}, text_of(why)};
      });

  py::class_<ChainView> chain(
      m, "Introduction",
      "A chain of distinct people, both ends included; each asks the next.\n\n"
      ">>> network = wt.Network.from_arrays([0, 1], [1, 2], [0.8, 0.5], ids=[\"sarah\", \"tutor\", \"li\"])\n"
      ">>> best = network.introductions(\"sarah\", \"li\")[0]\n"
      ">>> best.people, best.intermediaries, round(best.chance, 3)\n"
      "(['sarah', 'tutor', 'li'], 1, 0.4)\n"
      ">>> [step.kind for step in best.steps]\n"
      "['tie', 'tie']\n");
  shown(chain);
  bind_json(chain, WEAKTIE_JSON_DOC R"doc(>>> import json
>>> network = wt.Network.from_arrays([0, 1], [1, 2], [0.8, 0.5], ids=["sarah", "tutor", "li"])
>>> json.loads(network.introductions("sarah", "li")[0].to_json())["people"]
['sarah', 'tutor', 'li']
)doc",
            [](const ChainView& self, int indent) { return to_json(self.network, self.chain, indent); });
  chain.def_property_readonly("people", &people_of, "The ids, both ends included.")
      .def_property_readonly(
          "chance", [](const ChainView& self) { return self.chain.chance; },
          "2**(-cost / 2**20), in (0, 1]: the product of the steps and of relay for each after the first.")
      .def_property_readonly(
          "cost", [](const ChainView& self) { return self.chain.cost; },
          "The summed integer costs by which introductions are compared.")
      .def_property_readonly(
          "intermediaries", [](const ChainView& self) { return self.chain.intermediaries; },
          "How many people stand between the two ends.")
      .def_property_readonly(
          "steps",
          [](const ChainView& self) {
            py::list out(self.chain.steps.size());
            for (std::size_t i = 0; i < self.chain.steps.size(); ++i) out[i] = py::cast(step_of(self, i));
            return out;
          },
          "One `Step` for each pair of neighbours.")
      .def("__eq__",
           [](const ChainView& self, const py::object& other) {
             const auto* second = same_class<ChainView>(other);
             return second == nullptr ? not_implemented() : py::bool_(equal(self, *second));
           })
      .def("__hash__",
           [](const ChainView& self) { return py::hash(py::make_tuple(py::tuple(people_of(self)), self.chain.cost)); })
      .def("__str__", [](const ChainView& self) { return to_python(line_of(self)); })
      .def("__repr__", [](const ChainView& self) { return to_python("<Introduction: " + line_of(self) + ">"); });
  chain.def("_repr_html_", [](const ChainView& self) { return to_python(html_of(self)); });
  pickled(
      chain,
      [](const ChainView& self) {
        IntroductionsView alone{self.network, {}};
        alone.found.push_back(self.chain);
        const py::tuple state = state_of(alone);
        return py::make_tuple(state[0], state[1]);
      },
      [](const Network& network, const py::object& chains) {
        auto alone = introductions_of_state(network, chains, true, 0);
        if (alone.found.size() != 1) throw InvalidValue("this is no pickled introduction: it holds several");
        return ChainView{network, std::move(alone.found[0])};
      });

  py::class_<IntroductionsView> all(m, "Introductions",
                                    R"doc(Introductions, best first: a sequence that equals a list of them.

`complete` is False when `budget` ended the search; no introduction missing from the answer then has a chance above
`guarantee` (0.0 when complete). A pickle takes along the people named and what their steps rest on, not the network.

>>> network = wt.Network.from_arrays([0, 1, 0], [1, 2, 2], [0.8, 0.5, 0.1], ids=["sarah", "tutor", "li"])
>>> found = network.introductions("sarah", "li")
>>> len(found), found.complete, found.guarantee
(2, True, 0.0)
>>> found[0].people
['sarah', 'tutor', 'li']
>>> found
<Introductions: 2
  sarah -> tutor -> li (chance 0.40)
  sarah -> li (chance 0.10)>
)doc");
  shown(all);
  bind_json(all, WEAKTIE_JSON_DOC R"doc(>>> import json
>>> network = wt.Network.from_arrays([0, 1], [1, 2], [0.8, 0.5], ids=["sarah", "tutor", "li"])
>>> found = json.loads(network.introductions("sarah", "li").to_json())
>>> len(found["introductions"]), found["complete"], found["guarantee"]
(1, True, 0.0)
)doc",
            [](const IntroductionsView& self, int indent) { return to_json(self.network, self.found, indent); });
  all.def_property_readonly(
         "complete", [](const IntroductionsView& self) { return self.found.complete; },
         "Whether the search came to its end.")
      .def_property_readonly(
          "guarantee", [](const IntroductionsView& self) { return self.found.guarantee; },
          "No introduction missing from the answer has a chance above this.")
      .def("__len__", [](const IntroductionsView& self) { return self.found.size(); })
      .def("__getitem__",
           [](const IntroductionsView& self, Whole at) {
             return ChainView{self.network, self.found[position_of(at.value, self.found.size())]};
           })
      .def("__getitem__",
           [](const IntroductionsView& self, const py::slice& slice) { return py::object(list_of(self)[slice]); })
      .def("__eq__",
           [](const IntroductionsView& self, const py::object& other) -> py::object {
             if (const auto* second = same_class<IntroductionsView>(other)) {
               return py::bool_(list_of(self).equal(list_of(*second)));
             }
             if (PyList_Check(other.ptr()) == 0) return not_implemented();
             return py::bool_(list_of(self).equal(other));
           })
      .def("__repr__", [](const IntroductionsView& self) {
        std::string out = "<Introductions: " + std::to_string(self.found.size());
        for (const auto& one : self.found) out += "\n  " + line_of({self.network, one});
        return to_python(out + (self.found.complete ? "" : "\n  (search ended by its budget)") + ">");
      });
  all.def("_repr_html_", [](const IntroductionsView& self) { return to_python(html_of(self)); });
  all.attr("__hash__") = py::none();
  pickled(
      all, [](const IntroductionsView& self) { return state_of(self); }, &introductions_of_state);
  register_sequence(all);
}

void bind_reach(py::module_& m) {
  py::class_<ReachView> type(
      m, "Reach",
      "Everyone from one person: for each the best introduction's chance and number of intermediaries.\n\n"
      ">>> network = wt.Network.from_arrays([0, 1], [1, 2], [0.5, 0.5], ids=[\"sarah\", \"tutor\", \"li\"])\n"
      ">>> reach = network.reach(\"sarah\")\n"
      ">>> list(reach.chance), list(reach.intermediaries)\n"
      "([1.0, 0.5, 0.25], [0, 0, 1])\n"
      ">>> print(reach.introduction_to(\"li\"))\n"
      "sarah -> tutor -> li (chance 0.25)\n");
  shown(type);
  bind_json(
      type,
      WEAKTIE_JSON_DOC
      R"doc(>>> network = wt.Network.from_arrays([0, 1], [1, 2], [0.5, 0.5], ids=["sarah", "tutor", "li"])
>>> print(network.reach("sarah").to_json())
{"source":"sarah","people":["sarah","tutor","li"],"chance":[1.0,0.5,0.25],"intermediaries":[0,0,1]}
)doc",
      [](const ReachView& self, int indent) { return to_json(network_of(self), self.source, *self.reach, indent); });
  type.def_property_readonly(
          "chance",
          [](const ReachView& self) {
            return view_of(std::shared_ptr<const void>(self.reach), "chance",
                           std::span<const double>(self.reach->chance));
          },
          "A float64 buffer by index: 1.0 for the person themself, 0.0 out of reach. `np.asarray` copies nothing.")
      .def_property_readonly(
          "intermediaries",
          [](const ReachView& self) {
            return view_of(std::shared_ptr<const void>(self.reach), "intermediaries",
                           std::span<const std::uint8_t>(self.reach->intermediaries));
          },
          "A uint8 buffer by index: 0 for the person themself, 255 out of reach. `np.asarray` copies nothing.")
      .def(
          "introduction_to",
          [](const ReachView& self, const py::str& id) -> py::object {
            const Network& network = network_of(self);
            const auto found = self.reach->introduction_to(network.index(text_of(id)));
            if (!found) return py::none();
            return py::cast(ChainView{network, *found});
          },
          "id"_a,
          R"doc(The best introduction to a person, the same that `introductions` lists first; None for the person themself and out
of reach. Raises UnknownPerson. One search.

>>> network = wt.Network.from_arrays([0, 1, 0], [1, 2, 2], [0.8, 0.5, 0.1], ids=["sarah", "tutor", "li"])
>>> print(network.reach("sarah").introduction_to("li"))
sarah -> tutor -> li (chance 0.40)
)doc")
      .def(
          "to_table",
          [](const ReachView& self) {
            const Network& network = network_of(self);
            std::vector<std::string> people;
            people.reserve(network.size());
            for (PersonIndex person = 0; person < network.size(); ++person) people.emplace_back(network.id(person));
            Table out;
            out.add({"person", std::move(people), {}, false});
            out.add({"chance", self.reach->chance, {}, false});
            out.add({"intermediaries", self.reach->intermediaries, {}, false});
            return share(std::move(out));
          },
          R"doc(Everyone, by index, as a `Table` person, chance, intermediaries: 0.0 and 255 out of reach. O(people).

>>> network = wt.Network.from_arrays([0, 1], [1, 2], [0.5, 0.5], ids=["sarah", "tutor", "li"])
>>> network.reach("sarah").to_table()[2]
{'person': 'li', 'chance': 0.25, 'intermediaries': 1}
)doc")
      .def("__len__", [](const ReachView& self) { return self.reach->chance.size(); })
      .def("__repr__", [](const ReachView& self) {
        std::size_t reached = 0;
        for (const auto count : self.reach->intermediaries) reached += count != 255 ? 1 : 0;
        return to_python("<Reach: from " + std::string(network_of(self).id(self.source)) + " " +
                         std::to_string(reached - 1) + " of " + std::to_string(self.reach->chance.size() - 1) +
                         " other people>");
      });
  type.def("_repr_html_", [](const ReachView& self) { return to_python(html_of(self)); });
  // The answer is what the question gives on that network, always: the question is what is kept.
  const auto question = [](const ReachView& self) {
    return py::make_tuple(self.network, to_python(network_of(self).id(self.source)), self.options.max_intermediaries,
                          self.options.relay, self.options.viewer);
  };
  equal_by(type, question);
  pickled(type, question, &reach_view);
}

Table table_of(const Network& network, const std::vector<ReachedPerson>& rows) {
  std::vector<std::string> people;
  std::vector<double> chances;
  std::vector<std::uint8_t> between;
  for (const ReachedPerson& row : rows) {
    people.emplace_back(network.id(row.person));
    chances.push_back(row.chance);
    between.push_back(row.intermediaries);
  }
  Table out;
  out.add({"person", std::move(people), {}, false});
  out.add({"chance", std::move(chances), {}, false});
  out.add({"intermediaries", std::move(between), {}, false});
  return out;
}

Table table_of(const Network& network, const std::vector<Bottleneck>& rows) {
  std::vector<std::string> people;
  std::vector<double> lost;
  std::vector<std::vector<std::string>> only_way_to;
  for (const Bottleneck& row : rows) {
    people.emplace_back(network.id(row.person));
    lost.push_back(row.lost);
    only_way_to.emplace_back();
    for (const PersonIndex target : row.only_way_to) only_way_to.back().emplace_back(network.id(target));
  }
  Table out;
  out.add({"person", std::move(people), {}, false});
  out.add({"lost", std::move(lost), {}, false});
  out.add({"only_way_to", std::move(only_way_to), {}, false});
  return out;
}

Table table_of(const std::vector<Gain>& rows) {
  std::vector<std::uint32_t> candidates;
  std::vector<double> gains;
  for (const Gain& row : rows) {
    candidates.push_back(static_cast<std::uint32_t>(row.candidate));
    gains.push_back(row.gain);
  }
  Table out;
  out.add({"candidate", std::move(candidates), {}, false});
  out.add({"gain", std::move(gains), {}, false});
  return out;
}

Table table_of(IntroductionsBatch found) {
  std::vector<std::vector<std::uint32_t>> people;
  people.reserve(found.size());
  for (std::size_t row = 0; row < found.size(); ++row) {
    const auto span = found.people_of(row);
    people.emplace_back(span.begin(), span.end());
  }
  Table out;
  out.add({"pair", std::move(found.pair), {}, false});
  out.add({"rank", std::move(found.rank), {}, false});
  out.add({"chance", std::move(found.chance), {}, false});
  out.add({"intermediaries", std::move(found.intermediaries), {}, false});
  out.add({"people", std::move(people), {}, false});
  return out;
}

Table table_of(ReachBatch found) {
  Table out;
  out.add({"source", std::move(found.source), {}, false});
  out.add({"person", std::move(found.person), {}, false});
  out.add({"chance", std::move(found.chance), {}, false});
  out.add({"intermediaries", std::move(found.intermediaries), {}, false});
  return out;
}

/// Rows source, target, chance, directed or person, affiliation, weight. Unknown people first.
class Candidates {
 public:
  Candidates(const Network& network, const py::handle& table) : network_(network), cells_(table_from(table)) {
    for (std::size_t row = 0; row < cells_.rows(); ++row) {
      for (const char* end : {"source", "target", "person"}) (void)person(end, row);
    }
    for (std::size_t row = 0; row < cells_.rows(); ++row) read(row);
  }
  [[nodiscard]] const std::vector<Addition>& rows() const { return rows_; }

 private:
  void read(std::size_t row) {
    const bool tie = has("source", row) || has("target", row);
    const bool membership = has("person", row) || has("affiliation", row);
    if (tie == membership) {
      throw InvalidValue(std::string("a candidate is a tie (source, target, chance) or a membership (person, "
                                     "affiliation, weight); this row is ") +
                             (tie ? "both" : "neither"),
                         "", Place{{}, static_cast<std::uint32_t>(row + 1), 0, {}});
    }
    for (const char* name : {"source", "target", "chance"}) require(tie, name, row);
    for (const char* name : {"person", "affiliation"}) require(membership, name, row);
    if (tie) {
      const NewTie it{person("source", row), person("target", row), chance("chance", row), directed(row)};
      if (it.source == it.target) {
        const std::string id(network_.id(it.source));
        throw InvalidValue("a tie leads to somebody else, but both ends are '" + id + "'", id,
                           Cells::place("target", row));
      }
      rows_.emplace_back(it);
    } else {
      rows_.emplace_back(NewMembership{person("person", row), affiliation(row), chance("weight", row)});
    }
  }
  [[nodiscard]] bool has(const char* name, std::size_t row) const { return !cells_.text(name, row).empty(); }
  void require(bool needed, const char* name, std::size_t row) const {
    if (needed && !has(name, row)) {
      throw InvalidValue(std::string("this candidate has no '") + name + "'", "", Cells::place(name, row));
    }
  }
  /// 0 when blank.
  [[nodiscard]] PersonIndex person(const char* name, std::size_t row) const {
    const std::string id = cells_.text(name, row);
    if (id.empty()) return 0;
    const PersonIndex found = detail::find_id(network_.data(), id);
    if (found == no_person) throw unknown_person(id, network_.ids(), Cells::place(name, row));
    return found;
  }
  [[nodiscard]] double chance(const char* name, std::size_t row) const {
    const double given = cells_.number(name, row, 1.0);
    if (!(given > 0.0 && given <= 1.0)) throw invalid_chance(given, Cells::place(name, row));
    return given;
  }
  [[nodiscard]] bool directed(std::size_t row) const {
    const std::string word = cells_.text("directed", row);
    if (word.empty() || word == "false") return false;
    if (word == "true") return true;
    throw InvalidValue("directed is true or false, got '" + word + "'", word, Cells::place("directed", row));
  }
  [[nodiscard]] GroupIndex affiliation(std::size_t row) {
    if (affiliations_.empty()) {
      for (std::size_t i = 0; i < network_.group_count(); ++i) {
        affiliations_.emplace(network_.group_id(static_cast<GroupIndex>(i)), static_cast<GroupIndex>(i));
      }
    }
    const std::string id = cells_.text("affiliation", row);
    if (const auto found = affiliations_.find(id); found != affiliations_.end()) return found->second;
    std::vector<std::string> ids;
    for (const auto& [known, index] : affiliations_) ids.emplace_back(known);
    std::sort(ids.begin(), ids.end());
    const auto near = nearest_ids(id, ids, 1);
    throw InvalidValue("no affiliation with the id '" + id + "'" +
                           (near.empty() ? std::string() : "; the nearest: '" + near.front() + "'"),
                       id, Cells::place("affiliation", row));
  }

  const Network& network_;
  Cells cells_;
  std::unordered_map<std::string_view, GroupIndex> affiliations_;
  std::vector<Addition> rows_;
};

/// Options that bottlenecks and gains share.
template <class Options>
Options counted(const Network& network, const std::optional<Whole>& count, Whole max_intermediaries, double relay,
                const ViewerArgument& viewer) {
  Options out;
  out.viewer = known_viewer(viewer, network);
  if (count) out.count = static_cast<std::uint32_t>(in_range(*count, 0, UINT32_MAX, "count"));
  out.max_intermediaries = static_cast<std::uint8_t>(in_range(max_intermediaries, 0, 6, "max_intermediaries"));
  out.relay = relay;
  return out;
}

std::vector<PersonIndex> indices_of(const Network& network, const IdsArgument& people) {
  std::vector<PersonIndex> out;
  for (const auto& id : people.ids) out.push_back(network.index(id));
  return out;
}

IntroductionOptions introduction_options(const Network& network, Whole max_intermediaries, Whole count,
                                         const py::str& distinct, double relay, const ViewerArgument& viewer,
                                         const IdsArgument& avoid, const std::optional<Whole>& budget) {
  IntroductionOptions out;
  out.viewer = known_viewer(viewer, network);
  out.avoid = indices_of(network, avoid);
  out.max_intermediaries = static_cast<std::uint8_t>(in_range(max_intermediaries, 0, 6, "max_intermediaries"));
  out.count = static_cast<std::uint32_t>(in_range(count, 0, UINT32_MAX, "count"));
  out.distinct = named<Distinct>(text_of(distinct), distinct_names, "value of distinct");
  out.relay = relay;
  if (budget) out.budget = static_cast<std::uint64_t>(in_range(*budget, 0, INT64_MAX, "budget"));
  return out;
}

/// What `introductions` and `why_none` take, converted under the interpreter's lock. Unknown ids first.
struct Asked {
  PersonIndex from, to;
  IntroductionOptions options;
};

Asked asked(const Network& network, const py::str& source, const py::str& target, Whole max_intermediaries, Whole count,
            const py::str& distinct, double relay, const ViewerArgument& viewer, const IdsArgument& avoid,
            const std::optional<Whole>& budget) {
  const PersonIndex from = network.index(text_of(source)), to = network.index(text_of(target));
  return {from, to, introduction_options(network, max_intermediaries, count, distinct, relay, viewer, avoid, budget)};
}

unsigned threads_of(Whole threads) { return static_cast<unsigned>(in_range(threads, 0, 1024, "threads")); }

void bind_batches(py::class_<Network>& type) {
  const IntroductionOptions defaults;
  const ReachOptions reach_defaults;
  const auto distinct = py::str(std::string(distinct_names[static_cast<std::size_t>(defaults.distinct)]));
  type.def(
          "introductions_batch",
          [](const Network& self, const py::object& sources, const py::object& targets, Whole max_intermediaries,
             Whole count, const py::str& mode, double relay, const ViewerArgument& viewer, const IdsArgument& avoid,
             const std::optional<Whole>& budget, Whole threads, const py::object& progress) {
            const std::vector<PersonIndex> from = people_from_ids_or_indices(self, sources, "sources");
            const std::vector<PersonIndex> to = people_from_ids_or_indices(self, targets, "targets");
            const IntroductionOptions options =
                introduction_options(self, max_intermediaries, count, mode, relay, viewer, avoid, budget);
            const unsigned most = threads_of(threads);
            const Control control = control_of(progress);
            const py::gil_scoped_release unlocked;
            return share(table_of(introductions_batch(self, from, to, options, most, control)));
          },
          "sources"_a, "targets"_a, py::kw_only(), "max_intermediaries"_a = Whole{defaults.max_intermediaries},
          "count"_a = Whole{defaults.count}, "distinct"_a = distinct, "relay"_a = defaults.relay,
          "viewer"_a = py::none(), "avoid"_a = py::tuple(), "budget"_a = py::none(), "threads"_a = Whole{0},
          "progress"_a = py::none(),
          R"doc(`introductions` of many pairs at once, on all cores: a table pair, rank, chance, intermediaries, people.

`sources` and `targets` are ids, or indices in any buffer or sequence of integers, as many of the one as of the other:
pair i is (sources[i], targets[i]). One row an introduction, by pair (its position, from 0), then rank (from 0, best
first); a pair without one has no row. `people` are indices (uint32; `network.ids()` names them), both ends included;
the steps are left out: `introductions` of one pair tells them. The answer is that of single calls with the same
options, for any number of `threads`, 0 to 1024 (0: one for each core). `budget` is that of each pair; whether it cut
one short, `introductions` of that pair tells. `progress` is called with (done, total) pairs and may return False to
stop. Raises UnknownPerson and, for a source that is its own target, InvalidValue, both with the position;
InvalidValue for unequal lengths and an option out of range; Cancelled. The work of the searches, over all threads;
pairs of one source share it where that pays, in any order.

>>> network = wt.Network.from_arrays([0, 1, 0], [1, 2, 2], [0.8, 0.5, 0.1], ids=["sarah", "tutor", "li"])
>>> table = network.introductions_batch(["sarah", "tutor"], ["li", "li"], count=1)
>>> for row in table:
...     print(row["pair"], row["rank"], round(row["chance"], 2), row["intermediaries"], row["people"])
0 0 0.4 1 [0, 1, 2]
1 0 0.5 0 [1, 2]
>>> network.introductions_batch([0, 1], [2, 2], count=1) == table
True
)doc")
      .def(
          "reach_batch",
          [](const Network& self, const py::object& people, Whole max_intermediaries, double relay,
             const ViewerArgument& viewer, Whole threads, const py::object& progress) {
            const std::vector<PersonIndex> from = people_from_ids_or_indices(self, people, "people");
            ReachOptions options;
            options.viewer = known_viewer(viewer, self);
            options.max_intermediaries =
                static_cast<std::uint8_t>(in_range(max_intermediaries, 0, 6, "max_intermediaries"));
            options.relay = relay;
            const unsigned most = threads_of(threads);
            const Control control = control_of(progress);
            const py::gil_scoped_release unlocked;
            return share(table_of(reach_batch(self, from, options, most, control)));
          },
          "people"_a, py::kw_only(), "max_intermediaries"_a = Whole{reach_defaults.max_intermediaries},
          "relay"_a = reach_defaults.relay, "viewer"_a = py::none(), "threads"_a = Whole{0}, "progress"_a = py::none(),
          R"doc(`reach` of many at once, on all cores: a table source, person, chance, intermediaries.

`people` are ids, or indices in any buffer or sequence of integers. The rows of each stand together, in the order of
`people`, and within it by index: everyone within reach but the source, with the numbers of `reach`. `source` and
`person` are indices (uint32; `network.ids()` names them). Mind the size: a row takes 17 bytes, and everybody from
everybody is the square of the network. The answer is the same for any number of `threads`, 0 to 1024 (0: one for each
core). `max_intermediaries`: 0 (directly) to 6; `relay` in (0, 1]; `viewer` as in `reach`. `progress` is called with
(done, total) people and may return False to stop. Raises UnknownPerson with the position, InvalidValue (an option out
of range), Cancelled. The work of the searches, over all threads.

>>> network = wt.Network.from_arrays([0, 1], [1, 2], [0.5, 0.5], ids=["sarah", "tutor", "li"])
>>> table = network.reach_batch(["sarah", "li"])
>>> list(table["source"]), list(table["person"]), list(table["chance"]), list(table["intermediaries"])
([0, 0, 2, 2], [1, 2, 0, 1], [0.5, 0.25, 0.25, 0.5], [0, 1, 1, 0])
)doc");
}

}  // namespace

void bind_search(py::module_& m) {
  bind_introductions(m);
  bind_reach(m);

  py::class_<Reason> reason(
      m, "Reason",
      R"doc(Why there is no introduction, or that there is one. A value: it compares, hashes, copies and pickles.

>>> network = wt.Network.from_arrays([0, 1], [1, 2], [0.8, 0.5], ids=["sarah", "tutor", "li"])
>>> reason = network.why_none("sarah", "li", max_intermediaries=0)
>>> reason.code, reason.intermediaries
('too_many_intermediaries', 1)
>>> reason.text
'The shortest chain from sarah to li takes 1 person in between, but at most 0 are allowed.'
)doc");
  shown(reason);
  bind_json(reason, WEAKTIE_JSON_DOC R"doc(>>> import json
>>> network = wt.Network.from_arrays([0, 1], [1, 2], [0.8, 0.5], ids=["sarah", "tutor", "li"])
>>> json.loads(network.why_none("sarah", "li", max_intermediaries=0).to_json())["intermediaries"]
1
)doc");
  reason
      .def_property_readonly(
          "code", [](const Reason& self) { return to_python(reason_text(self.code)); },
          "found, source_has_no_steps, target_unreachable, too_many_intermediaries or avoided.")
      .def_property_readonly(
          "text", [](const Reason& self) { return to_python(self.text); }, "The same in a sentence.")
      .def_property_readonly(
          "intermediaries",
          [](const Reason& self) -> py::object {
            if (!self.intermediaries) return py::none();
            return py::int_(*self.intermediaries);
          },
          "The fewest people that a chain needs in between; None where that does not say why.")
      .def("__repr__", [](const Reason& self) {
        return to_python("Reason(code='" + std::string(reason_text(self.code)) +
                         "', text=" + std::string(py::str(py::repr(to_python(self.text)))) + ")");
      });
  reason.def("_repr_html_", [](const Reason& self) {
    return to_python(
        html::whole(html::heading("Reason", html::text(self.text)) + html::note(html::text(reason_text(self.code)))));
  });
  value(
      reason,
      [](const Reason& self) {
        return py::make_tuple(to_python(reason_text(self.code)), to_python(self.text), self.intermediaries);
      },
      [](const py::str& code, const py::str& text, std::optional<std::size_t> intermediaries) {
        for (const auto known : {ReasonCode::found, ReasonCode::source_has_no_steps, ReasonCode::target_unreachable,
                                 ReasonCode::too_many_intermediaries, ReasonCode::avoided}) {
          if (reason_text(known) == text_of(code)) return Reason{known, text_of(text), intermediaries};
        }
        throw InvalidValue("'" + text_of(code) + "' is no code of a reason", text_of(code));
      });

  const IntroductionOptions defaults;
  const ReachOptions reach_defaults;
  const BestAmongOptions among_defaults;
  const BottlenecksOptions bottlenecks_defaults;
  const GainsOptions gains_defaults;
  const auto distinct = py::str(std::string(distinct_names[static_cast<std::size_t>(defaults.distinct)]));
  auto type = py::reinterpret_borrow<py::class_<Network>>(m.attr("Network"));
  type.def(
          "introductions",
          [](const Network& self, const py::str& source, const py::str& target, Whole max_intermediaries, Whole count,
             const py::str& mode, double relay, const ViewerArgument& viewer, const IdsArgument& avoid,
             const std::optional<Whole>& budget) {
            const Asked question =
                asked(self, source, target, max_intermediaries, count, mode, relay, viewer, avoid, budget);
            const py::gil_scoped_release unlocked;
            return IntroductionsView{
                self, introductions(self, question.from, question.to, question.options, interruptible())};
          },
          "source"_a, "target"_a, py::kw_only(), "max_intermediaries"_a = Whole{defaults.max_intermediaries},
          "count"_a = Whole{defaults.count}, "distinct"_a = distinct, "relay"_a = defaults.relay,
          "viewer"_a = py::none(), "avoid"_a = py::tuple(), "budget"_a = py::none(),
          "The best introductions from one person to another, best first; empty when there is none.\n\n"
          "Order: smaller summed cost, then fewer intermediaries, then the lexicographically smaller sequence of "
          "indices.\n"
          "`max_intermediaries`: 0 (directly) to 6. `distinct`: \"none\" (the best ones), \"broker\" (the best one "
          "through each\n"
          "first person asked), \"everyone\" (each avoids every intermediary used before). `relay` in (0, 1] is a "
          "factor on\n"
          "every step after the first. `avoid`: ids that may not be intermediaries. `budget`: most steps scanned; see\n"
          "`Introductions.complete`. `viewer`: an id that must be known, or OPERATOR (without effect yet).\n\n"
          "Raises UnknownPerson with the nearest ids; InvalidValue for an option out of range and for source = "
          "target.\n\n"
          ">>> network = wt.Network.from_arrays([0, 1, 0], [1, 2, 2], [0.8, 0.5, 0.1], ids=[\"sarah\", \"tutor\", "
          "\"li\"])\n"
          ">>> for introduction in network.introductions(\"sarah\", \"li\"):\n"
          "...     print(introduction)\n"
          "sarah -> tutor -> li (chance 0.40)\n"
          "sarah -> li (chance 0.10)\n")
      .def(
          "why_none",
          [](const Network& self, const py::str& source, const py::str& target, Whole max_intermediaries, Whole count,
             const py::str& mode, double relay, const ViewerArgument& viewer, const IdsArgument& avoid,
             const std::optional<Whole>& budget) {
            const Asked question =
                asked(self, source, target, max_intermediaries, count, mode, relay, viewer, avoid, budget);
            const py::gil_scoped_release unlocked;
            return why_none(
                self, question.from, question.to, question.options,
                [&self](PersonIndex person) { return std::string(self.label(person)); }, interruptible());
          },
          "source"_a, "target"_a, py::kw_only(), "max_intermediaries"_a = Whole{defaults.max_intermediaries},
          "count"_a = Whole{defaults.count}, "distinct"_a = distinct, "relay"_a = defaults.relay,
          "viewer"_a = py::none(), "avoid"_a = py::tuple(), "budget"_a = py::none(),
          "Why `introductions` with the same options finds nothing: a `Reason` with `.code` and `.text`.\n\n"
          ">>> network = wt.Network.from_arrays([0], [1], [0.8], ids=[\"sarah\", \"tutor\", \"li\"])\n"
          ">>> network.why_none(\"sarah\", \"li\").code\n"
          "'target_unreachable'\n")
      .def(
          "reach", &reach_view, "source"_a, py::kw_only(),
          "max_intermediaries"_a = Whole{reach_defaults.max_intermediaries}, "relay"_a = reach_defaults.relay,
          "viewer"_a = py::none(),
          R"doc(Everyone from one person: for each the best introduction's chance and number of intermediaries, as a `Reach`.

`max_intermediaries`: 0 (directly) to 6. `relay` in (0, 1] is a factor on every step after the first. `viewer`: an
id that must be known, or OPERATOR (without effect yet). Raises UnknownPerson, InvalidValue (an option out of
range). O(max_intermediaries (ties + memberships)).

>>> network = wt.Network.from_arrays([0, 1, 0], [1, 2, 2], [0.8, 0.5, 0.1], ids=["sarah", "tutor", "li"])
>>> list(network.reach("sarah", max_intermediaries=0).intermediaries)
[0, 0, 0]
>>> [round(chance, 2) for chance in network.reach("sarah").chance]
[1.0, 0.8, 0.4]
)doc")
      .def(
          "best_among",
          [](const Network& self, const py::str& source, const IdsArgument& targets, Whole count,
             Whole max_intermediaries, double relay, const ViewerArgument& viewer) {
            const PersonIndex from = self.index(text_of(source));
            const std::vector<PersonIndex> people = indices_of(self, targets);
            BestAmongOptions options;
            options.viewer = known_viewer(viewer, self);
            options.count = static_cast<std::uint32_t>(in_range(count, 0, UINT32_MAX, "count"));
            options.max_intermediaries =
                static_cast<std::uint8_t>(in_range(max_intermediaries, 0, 6, "max_intermediaries"));
            options.relay = relay;
            const py::gil_scoped_release unlocked;
            return share(table_of(self, best_among(self, from, people, options, interruptible())));
          },
          "source"_a, "targets"_a, py::kw_only(), "count"_a = Whole{among_defaults.count},
          "max_intermediaries"_a = Whole{among_defaults.max_intermediaries}, "relay"_a = among_defaults.relay,
          "viewer"_a = py::none(),
          R"doc(The `count` best of `targets` by their best introductions, as a `Table` person, chance, intermediaries.

The same as `reach` cut down to the targets, in the order of introductions, without reaching the rest. `targets` are
ids; a repeated one counts once, the source and people out of reach are not listed. `max_intermediaries`: 0 (directly)
to 6. `relay` in (0, 1] is a factor on every step after the first. `viewer`: an id that must be known, or OPERATOR
(without effect yet). Raises UnknownPerson, InvalidValue (an option out of range). At worst O(max_intermediaries (ties
+ memberships)).

>>> network = wt.Network.from_arrays([0, 1, 0], [1, 2, 2], [0.8, 0.5, 0.1], ids=["sarah", "tutor", "li"])
>>> print(network.best_among("sarah", ["li", "tutor"], count=1)["person"][0])
tutor
)doc")
      .def(
          "bottlenecks",
          [](const Network& self, const py::str& source, const IdsArgument& targets, const std::optional<Whole>& count,
             Whole max_intermediaries, double relay, const ViewerArgument& viewer) {
            const PersonIndex from = self.index(text_of(source));
            const std::vector<PersonIndex> people = indices_of(self, targets);
            const auto options = counted<BottlenecksOptions>(self, count, max_intermediaries, relay, viewer);
            const py::gil_scoped_release unlocked;
            return share(table_of(self, bottlenecks(self, from, people, options, interruptible())));
          },
          "source"_a, "targets"_a, py::kw_only(), "count"_a = py::none(),
          "max_intermediaries"_a = Whole{bottlenecks_defaults.max_intermediaries},
          "relay"_a = bottlenecks_defaults.relay, "viewer"_a = py::none(),
          R"doc(Whom the source depends on to reach `targets`: a `Table` person, lost, only_way_to.

Worth is the sum over the targets of the best introduction's chance, as `reach` gives it. `lost` is that worth minus
the worth when the person may not be asked in between (who is a target still counts as one); `only_way_to` lists the
targets that nobody but through them reaches within the limit. By falling `lost`, then smaller index; nobody whose
`lost` is 0. `targets` are ids; a repeated one counts once, the source does not count. `count`: the most rows; None:
all. `max_intermediaries`: 0 (directly) to 6. `relay` in (0, 1] is a factor on every step after the first. `viewer`: an
id that must be known, or OPERATOR (without effect yet). Raises UnknownPerson, InvalidValue (an option out of range).
One search, O(max_intermediaries (ties + memberships)), and little for each broker, at worst the same.

>>> network = wt.Network.from_arrays([0, 1, 0], [1, 2, 2], [0.8, 0.5, 0.1], ids=["sarah", "tutor", "li"])
>>> for row in network.bottlenecks("sarah", ["li", "tutor"]):
...     print(row["person"], round(row["lost"], 3), row["only_way_to"])
tutor 0.3 []
)doc")
      .def(
          "gains",
          [](const Network& self, const py::str& source, const py::object& candidates, const IdsArgument& targets,
             const std::optional<Whole>& count, Whole max_intermediaries, double relay, const ViewerArgument& viewer) {
            const PersonIndex from = self.index(text_of(source));
            const std::vector<PersonIndex> people = indices_of(self, targets);
            const Candidates rows(self, candidates);
            const auto options = counted<GainsOptions>(self, count, max_intermediaries, relay, viewer);
            const py::gil_scoped_release unlocked;
            return share(table_of(gains(self, from, rows.rows(), people, options, interruptible())));
          },
          "source"_a, "candidates"_a, "targets"_a, py::kw_only(), "count"_a = py::none(),
          "max_intermediaries"_a = Whole{gains_defaults.max_intermediaries}, "relay"_a = gains_defaults.relay,
          "viewer"_a = py::none(),
          R"doc(What each candidate alone would add to reaching `targets`: a `Table` candidate (its row, from 0), gain.

Worth is the sum over the targets of the best introduction's chance, as `reach` gives it; `gain` is the worth with the
candidate minus the worth without. `candidates`: a CSV path, a dict of columns or anything with `__arrow_c_stream__`,
each row a tie (source, target, chance in (0, 1], directed: true or false, blank: both directions, as in a table of
ties) or a membership (person, affiliation: one the network has, weight in (0, 1], blank: 1.0); beside a tie or
membership that is there already the larger number counts. By falling gain, then row; rows with a gain of 0 too.
`count`: the most rows; None: all. `targets` are ids; a repeated one counts once, the source does not count.
`max_intermediaries`: 0 (directly) to 6. `relay` in (0, 1] is a factor on every step after the first. `viewer`: an id
that must be known, or OPERATOR (without effect yet). Raises UnknownPerson; InvalidValue, with the row (the first is
line 1): a chance or weight out of range, a tie of a person to themself, an unknown affiliation, a row that is both or
neither; an option out of range. One search, O(max_intermediaries (ties + memberships)), and little for each candidate,
at worst the same.

>>> network = wt.Network.from_arrays([0, 1, 0], [1, 2, 2], [0.8, 0.5, 0.1], ids=["sarah", "tutor", "li"])
>>> candidates = {"source": ["sarah", "tutor"], "target": ["li", "li"], "chance": [0.5, 0.9]}
>>> for row in network.gains("sarah", candidates, ["li"]):
...     print(row["candidate"], round(row["gain"], 3))
1 0.32
0 0.1
)doc");
  bind_batches(type);
}

}  // namespace weaktie::python
