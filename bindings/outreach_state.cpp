#include "outreach_state.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include <weaktie/network/network.hpp>
#include <weaktie/outreach/model_numbers.hpp>

namespace weaktie::python {
namespace {

// -------------------------------------------------------------------------------------------------- the people named

/// The people that a result names, numbered from 0 in the order of their indices, so that what is restored from them
/// keeps every order.
class Named {
 public:
  void add(PersonIndex person) { numbers_.emplace(person, 0); }
  void add(const std::vector<PersonIndex>& people) {
    for (const PersonIndex person : people) add(person);
  }
  /// (id, name, title, organisation) of each; numbers them.
  py::tuple state(const Network& network) {
    py::tuple out(numbers_.size());
    std::uint32_t next = 0;
    for (auto& [person, number] : numbers_) {
      const auto text = [&, index = person](PersonColumn column) { return to_python(network.text(index, column)); };
      out[next] = py::make_tuple(to_python(network.id(person)), text(PersonColumn::name), text(PersonColumn::title),
                                 text(PersonColumn::organisation));
      number = next++;
    }
    return out;
  }
  [[nodiscard]] std::uint32_t number(PersonIndex person) const { return numbers_.at(person); }
  [[nodiscard]] py::tuple numbers(const std::vector<PersonIndex>& people) const {
    return tuple_of(people, [&](PersonIndex person) { return py::int_(number(person)); });
  }

 private:
  std::map<PersonIndex, std::uint32_t> numbers_ = {};
};

using PeopleState = std::vector<std::tuple<std::string, std::string, std::string, std::string>>;

/// A network of nobody but these people, without ties.
Network network_of(const PeopleState& state) {
  ArraysOptions options;
  for (const auto& [id, name, title, organisation] : state) {
    options.ids.push_back(id);
    Person person;
    person.id = id;
    person.name = name;
    person.title = title;
    person.organisation = organisation;
    options.people.push_back(std::move(person));
  }
  return Network::from_arrays({}, {}, {}, options);
}

PersonIndex checked_person(PersonIndex person, const Network& network) {
  if (person >= network.size()) throw unknown_index(person, network.size());
  return person;
}

std::vector<PersonIndex> checked_people(std::vector<PersonIndex> people, const Network& network) {
  for (const PersonIndex person : people) checked_person(person, network);
  return people;
}

// ------------------------------------------------------------------------------------------------------------- rows

using ValueState = std::tuple<double, double, double, double>;
using RowState = std::tuple<PersonIndex, double, double, double, std::string, std::vector<PersonIndex>, std::string,
                            double, double, std::string, ValueState>;

py::tuple row_state(const Prospect& row, const Named& named) {
  const ValueTerms& terms = row.value_terms;
  return py::make_tuple(named.number(row.person), row.chance, row.value, row.score, to_python(name_of(row.approach)),
                        named.numbers(row.brokers), to_python(row.why), row.minutes, row.courage,
                        to_python(row.organisation),
                        py::make_tuple(terms.relevance, terms.novelty, terms.weak_tie, terms.into_field));
}

Prospect row_of_state(const RowState& state, const Network& network) {
  Prospect row;
  std::string approach;
  ValueState terms;
  std::tie(row.person, row.chance, row.value, row.score, approach, row.brokers, row.why, row.minutes, row.courage,
           row.organisation, terms) = state;
  checked_person(row.person, network);
  row.approach = approach_of(approach);
  row.brokers = checked_people(row.brokers, network);
  if (!row.brokers.empty()) row.broker = row.brokers.front();
  std::tie(row.value_terms.relevance, row.value_terms.novelty, row.value_terms.weak_tie, row.value_terms.into_field) =
      terms;
  return row;
}

using TermState = std::tuple<std::string, double, std::string, std::vector<std::uint32_t>>;
using ApproachState = std::tuple<std::string, std::vector<PersonIndex>, double, double, double, double, double, double,
                                 double, double, std::string, std::vector<TermState>, double>;

py::tuple approach_state(const ProspectApproach& it, const Named& named) {
  const py::tuple terms = tuple_of(it.explanation.terms, [](const Term& term) {
    return py::make_tuple(to_python(term.name), term.log_odds, to_python(term.evidence),
                          tuple_of(term.statements, [](std::uint32_t statement) { return py::int_(statement); }));
  });
  return py::make_tuple(to_python(name_of(it.approach)), named.numbers(it.brokers), it.chance, it.value, it.score,
                        it.minutes, it.courage, it.advantage, it.low, it.high, to_python(it.why), terms,
                        it.explanation.chance);
}

ProspectApproach approach_of_state(const ApproachState& state, const Network& network) {
  ProspectApproach out;
  std::string approach;
  std::vector<TermState> terms;
  std::tie(approach, out.brokers, out.chance, out.value, out.score, out.minutes, out.courage, out.advantage, out.low,
           out.high, out.why, terms, out.explanation.chance) = state;
  out.approach = approach_of(approach);
  out.brokers = checked_people(out.brokers, network);
  for (const auto& [name, log_odds, evidence, statements] : terms) {
    out.explanation.terms.push_back({name, log_odds, evidence, statements});
  }
  return out;
}

Prospects prospects_of_state(const PeopleState& people, std::optional<PersonIndex> seeker, const std::string& field,
                             const std::vector<std::string>& narrowing, const std::vector<RowState>& rows,
                             const std::vector<std::vector<ApproachState>>& approaches) {
  const Network network = network_of(people);
  if (rows.size() != approaches.size()) {
    throw InvalidValue("these are no pickled prospects: " + std::to_string(rows.size()) + " rows, approaches of " +
                       std::to_string(approaches.size()));
  }
  std::vector<Prospect> made;
  std::vector<std::vector<ProspectApproach>> ways;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    made.push_back(row_of_state(rows[i], network));
    ways.emplace_back();
    for (const auto& state : approaches[i]) ways.back().push_back(approach_of_state(state, network));
  }
  const PersonIndex from = seeker ? checked_person(*seeker, network) : no_person;
  return Prospects(network, from, FieldQuery{field, narrowing}, std::move(made), std::move(ways));
}

// ------------------------------------------------------------------------------------------------- plans and model

using RequestState =
    std::tuple<std::string, std::string, std::string, std::vector<std::string>, double, double, double, double,
               std::string, std::optional<std::uint32_t>, std::uint32_t, std::uint32_t, std::int64_t, double>;

PlannedRequest request_of_state(const RequestState& state) {
  PlannedRequest out;
  Request& it = out.request;
  std::string approach;
  std::int64_t day = 0;
  std::tie(it.request, it.prospect, approach, it.brokers, it.chance, it.value, it.minutes, it.courage, it.organisation,
           it.week, out.row, out.week, day, out.drawn) = state;
  it.approach = approach_of(approach);
  if (day < -700'000 || day > 2'900'000) throw InvalidValue("a day of a pickled plan lies in the years 1 to 9999");
  out.date = Day(std::chrono::days(day));
  return out;
}

}  // namespace

py::tuple state_of(const Prospects& prospects) {
  Named named;
  if (prospects.seeker() != no_person) named.add(prospects.seeker());
  for (const Prospect& row : prospects.rows()) {
    named.add(row.person);
    named.add(row.brokers);
    for (const auto& approach : prospects.approaches(row.person)) named.add(approach.brokers);
  }
  const py::tuple people = named.state(prospects.network());
  const py::object seeker =
      prospects.seeker() == no_person ? py::object(py::none()) : py::object(py::int_(named.number(prospects.seeker())));
  const auto text = [](const std::string& word) { return to_python(word); };
  return py::make_tuple(people, seeker, to_python(prospects.query().field), tuple_of(prospects.query().narrowing, text),
                        tuple_of(prospects.rows(), [&](const Prospect& row) { return row_state(row, named); }),
                        tuple_of(prospects.rows(), [&](const Prospect& row) {
                          return tuple_of(prospects.approaches(row.person),
                                          [&](const auto& approach) { return approach_state(approach, named); });
                        }));
}

py::tuple state_of(const Prospects& prospects, std::size_t row) {
  Named named;
  named.add(prospects[row].person);
  named.add(prospects[row].brokers);
  const py::tuple people = named.state(prospects.network());
  return py::make_tuple(people, row_state(prospects[row], named));
}

py::cpp_function prospects_restorer() { return py::cpp_function(&prospects_of_state); }

Prospects one_prospect_of_state(const py::object& people, const py::object& row) {
  const auto state = row.cast<RowState>();
  return prospects_of_state(people.cast<PeopleState>(), std::nullopt, {}, {}, {state}, {{}});
}

py::tuple state_of(const PlannedRequest& row) {
  const Request& it = row.request;
  const py::object only = it.week ? py::object(py::int_(*it.week)) : py::object(py::none());
  return py::make_tuple(to_python(it.request), to_python(it.prospect), to_python(name_of(it.approach)),
                        py::tuple(to_python(it.brokers)), it.chance, it.value, it.minutes, it.courage,
                        to_python(it.organisation), only, row.row, row.week,
                        static_cast<std::int64_t>(row.date.time_since_epoch().count()), row.drawn);
}

py::tuple state_of(const Plan& plan) {
  return py::make_tuple(tuple_of(plan.rows, [](const PlannedRequest& row) { return state_of(row); }), plan.value,
                        plan.bound, plan.gap, to_python(plan.binding));
}

Plan plan_of_state(const py::object& rows, double value, double bound, double gap, const py::str& binding) {
  Plan out;
  for (const auto& state : rows.cast<std::vector<RequestState>>()) out.rows.push_back(request_of_state(state));
  out.value = value;
  out.bound = bound;
  out.gap = gap;
  out.binding = text_of(binding);
  return out;
}

Plan one_request_of_state(const py::args& row) {
  Plan out;
  out.rows.push_back(request_of_state(py::tuple(row).cast<RequestState>()));
  return out;
}

std::vector<std::pair<std::string, double>> numbers_of(const OutreachModel& model) {
  std::vector<std::pair<std::string, double>> out;
  for_each_number(model,
                  [&](const std::string& name, auto number) { out.emplace_back(name, static_cast<double>(number)); });
  return out;
}

py::tuple state_of(const OutreachModel& model) {
  return tuple_of(numbers_of(model),
                  [](const auto& entry) { return py::make_tuple(to_python(entry.first), entry.second); });
}

OutreachModel model_of_state(const std::vector<std::pair<std::string, double>>& numbers) {
  OutreachModel out;
  std::map<std::string, double> given(numbers.begin(), numbers.end());
  for_each_number(out, [&](const std::string& name, auto& number) {
    const auto found = given.find(name);
    if (found == given.end()) return;
    using Number = std::decay_t<decltype(number)>;
    if (std::is_integral_v<Number> && !(found->second >= 0 && found->second <= 9e15)) {
      throw InvalidValue("'" + name + "' of a model is a whole number from 0", number_text(found->second));
    }
    number = static_cast<Number>(found->second);
    given.erase(found);
  });
  if (!given.empty()) {
    throw InvalidValue("a model has no number '" + given.begin()->first + "'; it was pickled by another version",
                       given.begin()->first);
  }
  check_model(out);
  return out;
}

}  // namespace weaktie::python
