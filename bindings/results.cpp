#include "results.hpp"

#include <algorithm>
#include <tuple>

#include <weaktie/network/detail/excerpt.hpp>

#include "value.hpp"

namespace weaktie::python {
namespace {

using StepState = std::tuple<bool, std::string, double>;
using ChainState = std::tuple<std::vector<PersonIndex>, Cost, std::vector<StepState>>;

/// The ids of one network as indices of another.
class Renumbered {
 public:
  Renumbered(const Network& from, const Network& to) : from_(from), to_(to) {}
  [[nodiscard]] PersonIndex operator()(PersonIndex person) const { return to_.index(from_.id(person)); }
  void operator()(std::vector<PersonIndex>& people) const {
    for (PersonIndex& person : people) person = (*this)(person);
  }

 private:
  const Network& from_;
  const Network& to_;
};

}  // namespace

py::tuple state_of(const IntroductionsView& view, std::vector<PersonIndex> also) {
  std::vector<PersonIndex> people = std::move(also);
  std::vector<std::pair<PersonIndex, PersonIndex>> ties;
  std::vector<std::string> affiliations;
  for (const Introduction& chain : view.found) {
    people.insert(people.end(), chain.people.begin(), chain.people.end());
    for (std::size_t i = 0; i < chain.steps.size(); ++i) {
      if (chain.steps[i].kind == StepKind::tie) {
        ties.emplace_back(chain.people[i], chain.people[i + 1]);
      } else {
        affiliations.push_back(chain.steps[i].through);
      }
    }
  }
  std::sort(people.begin(), people.end());
  people.erase(std::unique(people.begin(), people.end()), people.end());
  const auto number = [&](PersonIndex person) {
    return py::int_(std::lower_bound(people.begin(), people.end(), person) - people.begin());
  };
  const py::tuple chains = tuple_of(static_cast<const std::vector<Introduction>&>(view.found), [&](const auto& chain) {
    return py::make_tuple(tuple_of(chain.people, number), chain.cost, tuple_of(chain.steps, [](const ChainStep& step) {
                            return py::make_tuple(step.kind == StepKind::affiliation, to_python(step.through),
                                                  step.chance);
                          }));
  });
  return py::make_tuple(py::cast(detail::excerpt(view.network, people, ties, affiliations)), chains,
                        view.found.complete, view.found.guarantee);
}

IntroductionsView introductions_of_state(const Network& network, const py::object& chains, bool complete,
                                         double guarantee) {
  IntroductionsView out{network, {}};
  for (auto& [people, cost, steps] : chains.cast<std::vector<ChainState>>()) {
    for (const PersonIndex person : people) static_cast<void>(network.id(person));
    if (people.size() < 2 || people.size() > 8 || steps.size() + 1 != people.size()) {
      throw InvalidValue("this is no pickled introduction: " + std::to_string(people.size()) + " people with " +
                         std::to_string(steps.size()) + " steps");
    }
    Introduction chain{people, chance_of(cost), cost, static_cast<std::uint8_t>(people.size() - 2), {}};
    for (const auto& [is_affiliation, through, chance] : steps) {
      chain.steps.push_back({is_affiliation ? StepKind::affiliation : StepKind::tie, through, chance});
    }
    out.found.push_back(std::move(chain));
  }
  out.found.complete = complete;
  out.found.guarantee = guarantee;
  return out;
}

Introductions in_network(const Network& network, const IntroductionsView& view) {
  Introductions out = view.found;
  if (&network.data() == &view.network.data()) return out;
  const Renumbered renumbered(view.network, network);
  for (Introduction& chain : out) renumbered(chain.people);
  return out;
}

Prospects in_network(const Network& network, const Prospects& prospects) {
  if (&network.data() == &prospects.network().data()) return prospects;
  const Renumbered renumbered(prospects.network(), network);
  std::vector<Prospect> rows = prospects.rows();
  std::vector<std::vector<ProspectApproach>> approaches;
  for (Prospect& row : rows) {
    approaches.push_back(prospects.approaches(row.person));
    for (auto& approach : approaches.back()) renumbered(approach.brokers);
    row.person = renumbered(row.person);
    renumbered(row.brokers);
    if (row.broker) row.broker = renumbered(*row.broker);
  }
  const PersonIndex seeker = prospects.seeker() == no_person ? no_person : renumbered(prospects.seeker());
  return Prospects(network, seeker, prospects.query(), std::move(rows), std::move(approaches));
}

}  // namespace weaktie::python
