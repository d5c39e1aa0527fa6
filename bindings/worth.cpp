// What reaching somebody's targets is worth to them: whom it depends on, and what a new tie or membership would add.
#include <algorithm>
#include <unordered_map>

#include <weaktie/search/bottlenecks.hpp>
#include <weaktie/search/gains.hpp>

#include "cells.hpp"
#include "convert.hpp"
#include "search.hpp"

namespace weaktie::python {
namespace {

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

}  // namespace

void bind_worth(py::class_<Network>& type) {
  const BottlenecksOptions bottlenecks_defaults;
  const GainsOptions gains_defaults;
  type.def(
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
}

}  // namespace weaktie::python
