// Searches for introductions: the best ones, why there is none, and many pairs at once.
#include <weaktie/search/introductions.hpp>
#include <weaktie/search/introductions_batch.hpp>
#include <weaktie/search/why_none.hpp>

#include "search.hpp"

#include "convert.hpp"
#include "html.hpp"
#include "json.hpp"
#include "results.hpp"
#include "rooms.hpp"
#include "value.hpp"

namespace weaktie::python {
namespace {

constexpr std::string_view distinct_names[] = {"none", "broker", "everyone"};

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

void bind_reason(py::module_& m) {
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
}

void bind_methods(py::class_<Network>& type) {
  const IntroductionOptions defaults;
  const auto distinct = py::str(std::string(distinct_names[static_cast<std::size_t>(defaults.distinct)]));
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
)doc");
}

}  // namespace

std::optional<Distinct> distinct_named(std::string_view name) {
  for (std::size_t i = 0; i < std::size(distinct_names); ++i) {
    if (distinct_names[i] == name) return static_cast<Distinct>(i);
  }
  return std::nullopt;
}

Table table_of(IntroductionsBatch found) {
  // In place: a batch of one pair takes about as long to find as a table to be put together from finished columns.
  std::vector<Column> columns(5);
  const auto put = [&columns]<class Values>(std::size_t i, std::string_view name, Values values) {
    columns[i].name.assign(name);
    columns[i].values.emplace<Values>(std::move(values));
  };
  put(0, "pair", std::move(found.pair));
  put(1, "rank", std::move(found.rank));
  put(2, "chance", std::move(found.chance));
  put(3, "intermediaries", std::move(found.intermediaries));
  put(4, "people", NumberLists(std::move(found.people_begin), std::move(found.people)));
  return Table(std::move(columns));
}

std::vector<PersonIndex> indices_of(const Network& network, const IdsArgument& people) {
  std::vector<PersonIndex> out;
  for (const auto& id : people.ids) out.push_back(network.index(id));
  return out;
}

unsigned threads_of(Whole threads) { return static_cast<unsigned>(in_range(threads, 0, 1024, "threads")); }

void bind_search(py::module_& m) {
  auto network = py::reinterpret_borrow<py::class_<Network>>(m.attr("Network"));
  bind_introductions(m);
  bind_reach(m, network);
  bind_reason(m);
  bind_methods(network);
  bind_worth(network);
}

}  // namespace weaktie::python
