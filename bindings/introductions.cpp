// Introductions as Python sees them: steps, chains, and the sequence that a search answers with.
#include <weaktie/interview/picture.hpp>
#include <weaktie/search/introduction.hpp>

#include "convert.hpp"
#include "html.hpp"
#include "json.hpp"
#include "results.hpp"
#include "search.hpp"
#include "value.hpp"

namespace weaktie::python {
namespace {

constexpr std::string_view step_kind_names[] = {"tie", "affiliation"};

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

py::list list_of(const IntroductionsView& self) {
  py::list out(self.found.size());
  for (std::size_t i = 0; i < self.found.size(); ++i) out[i] = py::cast(ChainView{self.network, self.found[i]});
  return out;
}

}  // namespace

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
      // Without it iterating asks for one more than there are, and ends by an error.
      .def("__iter__", [](const IntroductionsView& self) { return py::iter(list_of(self)); })
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

}  // namespace weaktie::python
