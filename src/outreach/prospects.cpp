// The prospects table: everyone relevant, cut by an upper bound on their score, each with every approach.
#include <weaktie/outreach/prospects.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <unordered_map>
#include <utility>

#include <weaktie/core/error.hpp>
#include <weaktie/core/number_text.hpp>
#include <weaktie/core/text.hpp>
#include <weaktie/outreach/detail/prospect_scorer.hpp>
#include <weaktie/outreach/plan.hpp>
#include <weaktie/outreach/score.hpp>
#include <weaktie/search/introductions_from.hpp>
#include <weaktie/search/reach.hpp>

#include "word_filter.hpp"

namespace weaktie {
namespace {

constexpr double prefer_direct = .03;   // difference of chances below which the broker is spared
constexpr std::uint32_t rescored = 10;  // introductions scored anew for each person

/// Tells the caller how far the whole is, also from inside of the searches it asks for: three times the people, who are
/// looked at for their relevance, for their worth, and for the ways to them.
struct Work {
  const Control& outer;
  std::uint64_t total;
  std::uint64_t done = 0;
  /// For what has counts of its own: they end here.
  Control inner =
      outer.step ? Control{[this](std::uint64_t, std::uint64_t) { return outer.step(done, total); }} : Control();
  Ticks ticks = Ticks(inner);

  Work(const Control& control, std::uint64_t all) : outer(control), total(all) {}
  Work(const Work&) = delete;
  Work& operator=(const Work&) = delete;
};

/// R of everyone. The same cells give the same number, so each combination is read once.
std::vector<double> relevance_of_all(const Network& network, const FieldQuery& query, Work& work) {
  std::vector<double> out(network.size());
  std::unordered_map<std::string, double> known;  // only looked up
  for (PersonIndex person = 0; person < network.size(); ++person) {
    work.ticks(64);  // words to read
    work.done = person;
    std::string_view cells[] = {network.text(person, PersonColumn::field), network.text(person, PersonColumn::title),
                                network.text(person, PersonColumn::headline),
                                network.text(person, PersonColumn::organisation)};
    std::string key;
    for (const std::string_view cell : cells) {
      key += cell;
      key += '\0';
    }
    const auto found = known.find(key);
    out[person] =
        found != known.end()
            ? found->second
            : known.emplace(std::move(key), relevance(query, cells[0], cells[1], cells[2], cells[3])).first->second;
  }
  return out;
}

/// How many of `people` (ascending) are marked.
std::size_t count_marked(const std::vector<PersonIndex>& people, const std::vector<char>& marked) {
  return static_cast<std::size_t>(
      std::count_if(people.begin(), people.end(), [&](PersonIndex person) { return marked[person] != 0; }));
}

/// Better to read first: larger chance, fewer brokers, direct before introduction before mention, smaller brokers.
bool reads_first(const ProspectApproach& a, const ProspectApproach& b) {
  if (a.chance != b.chance) return a.chance > b.chance;
  if (a.brokers.size() != b.brokers.size()) return a.brokers.size() < b.brokers.size();
  if (a.approach != b.approach) return a.approach < b.approach;
  return a.brokers < b.brokers;
}

/// For each person a chance that no introduction through somebody exceeds, its steps multiplied: the best way to an
/// acquaintance or fellow member of theirs, then one step more. Walks count, which only makes it larger.
class IntroducedBound {
 public:
  /// @param shorter reach from the seeker with one intermediary less than is allowed
  IntroducedBound(const Network& network, PersonIndex seeker, const Reach& shorter, double relay)
      : network_(network), seeker_(seeker), cost_(shorter.cost), relay_(cost_of(relay)) {
    groups_.resize(network.group_count());
    for (GroupIndex group = 0; group < groups_.size(); ++group) {
      for (const MemberWeight member : network.members_of(group)) {
        if (member.person == seeker || cost_[member.person] == unreached) continue;
        const Cost cost = cost_[member.person] + member.cost;
        Best& best = groups_[group];
        if (cost < best.first) {
          best = {cost, best.first, member.person};
        } else {
          best.second = std::min(best.second, cost);
        }
      }
    }
  }

  [[nodiscard]] double operator()(PersonIndex person) const {
    Cost least = unreached;
    for (const Step& step : network_.steps_to(person)) {
      if (step.to != seeker_ && cost_[step.to] != unreached) least = std::min(least, cost_[step.to] + step.cost);
    }
    for (const GroupWeight mine : network_.groups_of(person)) {
      const Best& best = groups_[mine.group];
      const Cost other = best.who == person ? best.second : best.first;
      if (other != unreached) least = std::min(least, other + network_.reach_cost(mine.group) + mine.cost);
    }
    return least == unreached ? 0.0 : chance_of(least + relay_);
  }

 private:
  static constexpr Cost unreached = std::numeric_limits<Cost>::max();
  struct Best {
    Cost first = unreached, second = unreached;
    PersonIndex who = no_person;
  };
  const Network& network_;
  PersonIndex seeker_;
  const std::vector<Cost>& cost_;
  Cost relay_;
  std::vector<Best> groups_;
};

struct Candidate {
  PersonIndex person;
  ValueTerms value_terms;
  double value = 0;
  double most = 0;         ///< no approach has a larger score
  bool reachable = false;  ///< somebody may introduce them
  bool direct = false;     ///< asking directly is shown whatever introductions there are
};

/// A scored person before words are put to it.
struct Scored {
  Candidate of;
  std::vector<std::pair<ProspectApproach, RequestFacts>> approaches;
  std::size_t shown = 0;
  double score = 0;
};

}  // namespace

Prospects::Prospects(Network network, PersonIndex seeker, FieldQuery query, std::vector<Prospect> rows,
                     std::vector<std::vector<ProspectApproach>> approaches)
    : network_(std::move(network)),
      seeker_(seeker),
      query_(std::move(query)),
      rows_(std::move(rows)),
      approaches_(std::move(approaches)) {}

const std::vector<ProspectApproach>& Prospects::approaches(PersonIndex person) const {
  for (std::size_t row = 0; row < rows_.size(); ++row) {
    if (rows_[row].person == person) return approaches_[row];
  }
  const std::string id(network_.id(person));  // UnknownPerson when there is none
  throw InvalidValue("'" + id + "' is not among these " + std::to_string(rows_.size()) +
                         " prospects; a larger count or another field may hold them",
                     id);
}

Prospects prospects(const Network& network, PersonIndex seeker, const ProspectsOptions& options,
                    const Control& control) {
  if (seeker >= network.size()) throw unknown_index(seeker, network.size());
  for (const PersonIndex person : options.exclude) {
    if (person >= network.size()) throw unknown_index(person, network.size());
  }
  if (!(options.relay > 0 && options.relay <= 1)) {
    throw InvalidValue("relay lies in (0, 1], got " + number_text(options.relay), number_text(options.relay));
  }
  if (options.max_intermediaries > 3) {
    throw InvalidValue("scoring allows 0 to 3 intermediaries, got " + std::to_string(options.max_intermediaries),
                       std::to_string(options.max_intermediaries));
  }
  const FieldQuery query = parse_field_query(options.field);
  const outreach::WordFilter organisation(options.organisation, "organisation");
  const outreach::WordFilter place(options.place, "place");
  OutreachModel model = OutreachModel::standard();
  model.steps = network.model();
  if (options.model) model = *options.model;
  check_model(model);
  const OutcomeHistory history(options.journal, std::string(network.id(seeker)), network.as_of());
  if (!network.has_people() || options.count == 0) return {network, seeker, query, {}, {}};

  Work work(control, 3 * network.size());
  const std::vector<double> relevances = relevance_of_all(network, query, work);
  const std::vector<PersonIndex> own = network.acquaintances(seeker);
  std::vector<char> own_mark(network.size(), 0), known_mark(network.size(), 0), field_mark(network.size(), 0);
  for (const PersonIndex person : own) own_mark[person] = known_mark[person] = 1;
  known_mark[seeker] = 1;
  for (const std::string& id : history.met()) {
    for (PersonIndex person = 0; person < network.size(); ++person) {
      if (network.id(person) == id) known_mark[person] = 1;
    }
  }
  for (PersonIndex person = 0; person < network.size(); ++person) field_mark[person] = relevances[person] > 0;

  detail::ProspectScorer scorer(network, seeker, model, history, options.relay);
  std::vector<std::pair<PersonIndex, PersonIndex>> declined;
  if (!history.declined().empty()) {
    std::unordered_map<std::string_view, PersonIndex> index;  // only looked up
    for (PersonIndex person = 0; person < network.size(); ++person) index.emplace(network.id(person), person);
    for (const auto& pair : history.declined()) {
      const auto asker = index.find(pair.first), asked = index.find(pair.second);
      if (asker != index.end() && asked != index.end()) declined.emplace_back(asker->second, asked->second);
    }
  }
  const detail::DeclinedView view(network, declined);
  const auto with_graph = [&](const auto& use) { return declined.empty() ? use(network) : use(view); };

  ReachOptions reach_options;
  reach_options.max_intermediaries = options.max_intermediaries;
  reach_options.relay = options.relay;
  reach_options.viewer = options.viewer;
  if (options.max_intermediaries > 0) --reach_options.max_intermediaries;
  const Reach shorter = with_graph([&](const auto& graph) { return reach(graph, seeker, reach_options, work.inner); });
  const IntroducedBound introduced(network, seeker, shorter, options.relay);
  // Scores are bounded by the plain product while the scorer's steps are those that were searched.
  const bool same_steps = history.empty() && !options.model;

  std::vector<char> excluded(network.size(), 0);
  for (const PersonIndex person : options.exclude) excluded[person] = 1;
  excluded[seeker] = 1;
  std::vector<char> asks_seeker(network.size(), 0);  // people the seeker has a tie to
  for (const Step& step : network.steps_from(seeker)) asks_seeker[step.to] = 1;
  std::vector<Candidate> candidates;
  std::vector<std::vector<std::pair<ProspectApproach, RequestFacts>>> known_approaches;
  const MessageFeatures usual;
  for (PersonIndex person = 0; person < network.size(); ++person) {
    work.ticks();
    work.done = network.size() + person;
    if (excluded[person] != 0 || !(relevances[person] > 0)) continue;
    if (!organisation(network.text(person, PersonColumn::organisation))) continue;
    if (!place(network.text(person, PersonColumn::place))) continue;
    Candidate candidate;
    candidate.person = person;
    const std::vector<PersonIndex> theirs = network.acquaintances(person);
    work.ticks(8 * theirs.size());  // sorted, and counted thrice
    ValueFacts facts;
    facts.relevance = relevances[person];
    facts.acquaintances = theirs.size();
    facts.known = count_marked(theirs, known_mark);
    facts.mutual = count_marked(theirs, own_mark);
    facts.seeker_ties = own.size();
    facts.in_field = count_marked(theirs, field_mark);
    candidate.value_terms = value_terms(facts);
    candidate.value = candidate.value_terms.value();

    std::vector<std::pair<ProspectApproach, RequestFacts>> approaches;
    const auto add = [&](Approach approach, std::vector<PersonIndex> brokers, RequestFacts request) {
      ProspectApproach one;
      one.approach = approach;
      one.brokers = std::move(brokers);
      one.chance = request_probability(request, model);
      approaches.emplace_back(std::move(one), std::move(request));
    };
    add(Approach::direct, {}, scorer.direct(person, relevances[person]));
    for (const Step& step : network.steps_to(person)) {
      if (asks_seeker[step.to] == 0) continue;
      add(Approach::mention, {step.to}, scorer.mention(step.to, person, relevances[person]));
    }
    double most = 0;
    for (const auto& one : approaches) most = std::max(most, one.first.chance);
    const double direct = approaches.front().first.chance;
    const double mentioned = most;
    double limit = options.max_intermediaries > 0 ? introduced(person) : 0.0;
    candidate.reachable = limit > 0;
    if (candidate.reachable) {
      // P = sigmoid(logit c + d) F for the last step c and the others F. For d >= 0 that is at most
      // sigmoid(logit(c F) + d), since sigmoid(logit c + d) / c falls with c. The slack covers the rounding of costs.
      const double shared = scorer.affiliation(seeker, person).first;
      double more = model.message.brief * usual.brief + model.message.specific * usual.specific +
                    model.message.personal * usual.personal + model.message.topic_fit * (relevances[person] - .5);
      if (shared > 0) more += std::max(0.0, logit(shared) - logit(model.steps.step.stranger_chance));
      limit = same_steps ? std::min(1.0, sigmoid(logit(limit) + std::max(0.0, more)) * (1 + 1e-5)) : 1.0;
      most = std::max(most, limit);
    }
    candidate.direct = std::max(mentioned, limit) - direct < prefer_direct;
    if (candidate.direct) most = direct;
    candidate.most = most * candidate.value;
    candidates.push_back(candidate);
    known_approaches.push_back(std::move(approaches));
  }

  std::vector<std::size_t> order(candidates.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return candidates[a].most != candidates[b].most ? candidates[a].most > candidates[b].most : a < b;
  });

  // One search from the seeker serves every candidate.
  std::optional<IntroductionsFrom<Network>> over_network;
  std::optional<IntroductionsFrom<detail::DeclinedView>> over_view;
  const auto best_to = [&](PersonIndex person) {
    const auto of = [&](auto& ways, const auto& graph) {
      if (!ways) ways.emplace(graph, seeker, options.max_intermediaries, options.relay, work.inner);
      return ways->to(person, rescored);
    };
    return declined.empty() ? of(over_network, network) : of(over_view, view);
  };
  // Adds the introductions to what is known of a person, and chooses the approach to show.
  const auto complete = [&](Scored& one) {
    if (one.of.reachable) {
      const Introductions found = best_to(one.of.person);
      for (const Introduction& chain : found) {
        if (chain.intermediaries == 0) continue;
        auto request = scorer.introduction(chain.people, one.of.value_terms.relevance);
        if (!request) continue;
        ProspectApproach approach;
        approach.approach = Approach::introduction;
        approach.brokers.assign(chain.people.begin() + 1, chain.people.end() - 1);
        approach.chance = request_probability(*request, model);
        one.approaches.emplace_back(std::move(approach), std::move(*request));
      }
    }
    std::sort(one.approaches.begin(), one.approaches.end(),
              [](const auto& a, const auto& b) { return reads_first(a.first, b.first); });
    const auto direct = std::find_if(one.approaches.begin(), one.approaches.end(),
                                     [](const auto& a) { return a.first.approach == Approach::direct; });
    one.shown = 0;
    if (one.approaches.front().first.chance - direct->first.chance < prefer_direct) {
      one.shown = static_cast<std::size_t>(direct - one.approaches.begin());
    }
  };
  std::vector<Scored> scored;
  std::vector<double> scores;  // a heap of the `count` largest so far, smallest on top
  for (std::size_t tried = 0; tried < order.size(); ++tried) {
    const std::size_t at = order[tried];
    work.ticks(2048);  // a search, and chances of a dozen approaches
    work.done = 2 * network.size() + network.size() * tried / order.size();
    const Candidate& candidate = candidates[at];
    if (scores.size() == options.count && candidate.most < scores.front()) break;
    Scored one{candidate, std::move(known_approaches[at]), 0, 0};
    if (!candidate.direct) complete(one);  // else the score is known, and the rest is searched for the rows shown
    one.score = score_of(one.approaches[one.shown].first.chance, candidate.value);
    if (scores.size() < options.count) {
      scores.push_back(one.score);
      std::push_heap(scores.begin(), scores.end(), std::greater<>());
    } else if (one.score > scores.front()) {
      std::pop_heap(scores.begin(), scores.end(), std::greater<>());
      scores.back() = one.score;
      std::push_heap(scores.begin(), scores.end(), std::greater<>());
    }
    scored.push_back(std::move(one));
  }
  std::sort(scored.begin(), scored.end(), [](const Scored& a, const Scored& b) {
    return a.score != b.score ? a.score > b.score : a.of.person < b.of.person;
  });
  if (scored.size() > options.count) scored.resize(options.count);
  for (Scored& one : scored) {
    work.ticks(2048);
    if (one.of.direct) complete(one);
  }

  std::vector<Prospect> rows;
  std::vector<std::vector<ProspectApproach>> lists;
  for (Scored& one : scored) {
    const bool senior = is_senior(network.text(one.of.person, PersonColumn::title));
    const double best = one.approaches.front().first.chance;
    double direct = 0;
    for (const auto& entry : one.approaches) {
      if (entry.first.approach == Approach::direct) direct = entry.first.chance;
    }
    std::vector<ProspectApproach> list;
    for (auto& entry : one.approaches) {
      ProspectApproach& approach = entry.first;
      RequestChance full = request_chance(entry.second, model);
      approach.value = one.of.value;
      approach.score = score_of(approach.chance, approach.value);
      approach.minutes = minutes_of(approach.approach);
      approach.courage = courage_of(approach.approach, entry.second.steps.back(), senior);
      approach.advantage = approach.approach == Approach::direct ? 0 : logit(approach.chance) - logit(direct);
      approach.low = full.low;
      approach.high = full.high;
      approach.explanation = std::move(full.explanation);
      approach.why = approach.approach == Approach::introduction
                         ? detail::introduction_words(entry.second, full.factors.front(), approach.chance, direct)
                         : detail::why_words(entry.second, approach.chance, direct, best);
      list.push_back(std::move(approach));
    }
    const ProspectApproach& shown = list[one.shown];
    Prospect row;
    row.person = one.of.person;
    row.chance = shown.chance;
    row.value = one.of.value;
    row.score = shown.score;
    row.approach = shown.approach;
    if (!shown.brokers.empty()) row.broker = shown.brokers.front();
    row.brokers = shown.brokers;
    row.why = shown.why;
    row.minutes = shown.minutes;
    row.courage = shown.courage;
    row.organisation = network.text(one.of.person, PersonColumn::organisation);
    row.value_terms = one.of.value_terms;
    rows.push_back(std::move(row));
    lists.push_back(std::move(list));
  }
  control.check(work.total, work.total);
  return {network, seeker, query, std::move(rows), std::move(lists)};
}

std::vector<Request> requests_of(const Prospects& prospects) {
  std::vector<Request> out;
  const Network& network = prospects.network();
  for (const Prospect& row : prospects) {
    std::size_t number = 0;
    for (const ProspectApproach& approach : prospects.approaches(row.person)) {
      Request request;
      request.prospect = network.id(row.person);
      request.request = request.prospect + "/" + std::to_string(++number);
      request.approach = approach.approach;
      for (const PersonIndex broker : approach.brokers) request.brokers.emplace_back(network.id(broker));
      request.chance = approach.chance;
      request.value = approach.value;
      request.minutes = approach.minutes;
      request.courage = approach.courage;
      request.organisation = row.organisation;
      out.push_back(std::move(request));
    }
  }
  return out;
}

}  // namespace weaktie
