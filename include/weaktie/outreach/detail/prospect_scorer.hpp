#pragma once
// One person's approaches: which steps there are, what they are worth, and the words for them.
#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <weaktie/network/network.hpp>
#include <weaktie/outreach/chance.hpp>
#include <weaktie/outreach/outcome.hpp>
#include <weaktie/outreach/prospects.hpp>
#include <weaktie/outreach/score.hpp>
#include <weaktie/search/introduction.hpp>

namespace weaktie::detail {

/// The network with the pairs of a journal that have no affiliation step after a decline. Models BlockingGraph.
class DeclinedView {
 public:
  DeclinedView(const Network& network, const std::vector<std::pair<PersonIndex, PersonIndex>>& declined)
      : network_(&network) {
    for (const auto& [asker, asked] : declined) {
      add(from_, asker, asked, network.blocked_from(asker));
      add(to_, asked, asker, network.blocked_to(asked));
    }
  }
  [[nodiscard]] std::size_t size() const { return network_->size(); }
  [[nodiscard]] auto steps_from(PersonIndex person) const { return network_->steps_from(person); }
  [[nodiscard]] auto steps_to(PersonIndex person) const { return network_->steps_to(person); }
  [[nodiscard]] std::size_t group_count() const { return network_->group_count(); }
  [[nodiscard]] auto groups_of(PersonIndex person) const { return network_->groups_of(person); }
  [[nodiscard]] auto members_of(GroupIndex group) const { return network_->members_of(group); }
  [[nodiscard]] StepCost reach_cost(GroupIndex group) const { return network_->reach_cost(group); }
  [[nodiscard]] StepCost least_group_cost() const { return network_->least_group_cost(); }
  [[nodiscard]] StepCost least_group_cost(PersonIndex person) const { return network_->least_group_cost(person); }
  [[nodiscard]] std::string_view group_id(GroupIndex group) const { return network_->group_id(group); }
  [[nodiscard]] std::span<const PersonIndex> blocked_from(PersonIndex person) const {
    const auto found = from_.find(person);
    return found == from_.end() ? network_->blocked_from(person) : std::span<const PersonIndex>(found->second);
  }
  [[nodiscard]] std::span<const PersonIndex> blocked_to(PersonIndex person) const {
    const auto found = to_.find(person);
    return found == to_.end() ? network_->blocked_to(person) : std::span<const PersonIndex>(found->second);
  }

 private:
  using Blocked = std::map<PersonIndex, std::vector<PersonIndex>>;
  const Network* network_;
  Blocked from_, to_;

  static void add(Blocked& blocked, PersonIndex person, PersonIndex other, std::span<const PersonIndex> before) {
    auto entry = blocked.emplace(person, std::vector<PersonIndex>(before.begin(), before.end())).first;
    std::vector<PersonIndex>& people = entry->second;
    const auto at = std::lower_bound(people.begin(), people.end(), other);
    if (at == people.end() || *at != other) people.insert(at, other);
  }
};

/// Builds requests from a network and scores them.
class ProspectScorer {
 public:
  ProspectScorer(const Network& network, PersonIndex seeker, const OutreachModel& model, const OutcomeHistory& history,
                 double relay)
      : network_(&network), seeker_(seeker), model_(model), history_(&history), relay_(relay) {}

  /// The step a -> b: the largest of the tie and the affiliations both belong to; a tie before an affiliation, then
  /// the smaller affiliation. Empty: none.
  [[nodiscard]] const std::optional<RequestStep>& step(PersonIndex a, PersonIndex b) {
    const auto found = steps_.find({a, b});
    if (found != steps_.end()) return found->second;
    return steps_.emplace(std::pair(a, b), make_step(a, b)).first->second;
  }

  /// The strength of a tie a -> b; .5 where there is none or it is not known.
  [[nodiscard]] double tau(PersonIndex a, PersonIndex b) const {
    const auto facts = network_->tie(a, b);
    return facts ? std::clamp(facts->tau, 0.0, 1.0) : .5;
  }

  [[nodiscard]] RequestFacts direct(PersonIndex target, double relevance) {
    RequestFacts request = blank(Approach::direct, relevance);
    request.steps.push_back(step_or_stranger(target));
    return request;
  }

  /// @return empty when a step of the chain is no longer there (declined)
  [[nodiscard]] std::optional<RequestFacts> introduction(const std::vector<PersonIndex>& people, double relevance) {
    RequestFacts request = blank(Approach::introduction, relevance);
    for (std::size_t i = 0; i + 1 < people.size(); ++i) {
      const auto& one = step(people[i], people[i + 1]);
      if (!one) return std::nullopt;
      request.steps.push_back(*one);
    }
    const auto shared = affiliation(people.front(), people.back());
    request.shared = shared.first;
    request.shared_through = shared.second;
    return request;
  }

  [[nodiscard]] RequestFacts mention(PersonIndex broker, PersonIndex target, double relevance) {
    RequestFacts request = blank(Approach::mention, relevance);
    // A mention rests on the tie to the broker, even where a shared affiliation would be surer.
    request.steps.push_back(*tie_step(seeker_, broker));
    request.steps.push_back(step_or_stranger(target));
    request.broker_tau = tau(broker, target);
    return request;
  }

  /// Largest product of reach and weights over the affiliations of both, and its name; 0 when there is none or it is
  /// closed after a decline.
  [[nodiscard]] std::pair<double, std::string> affiliation(PersonIndex a, PersonIndex b) const {
    const auto blocked = network_->blocked_from(a);
    if (std::binary_search(blocked.begin(), blocked.end(), b) || between(a, b).declined) return {0, ""};
    const auto first = network_->groups_of(a), second = network_->groups_of(b);
    double best = 0;
    std::string name;
    for (std::size_t i = 0, k = 0; i < first.size() && k < second.size();) {
      if (first[i].group != second[k].group) {
        first[i].group < second[k].group ? ++i : ++k;
        continue;
      }
      const AffiliationFacts facts = network_->affiliation(first[i].group);
      const double product = std::min(1.0, facts.reach * chance_of(first[i].cost) * chance_of(second[k].cost));
      if (product > best) {
        best = product;
        name = facts.name.empty() ? facts.id : facts.name;
      }
      ++i, ++k;
    }
    return {best, name};
  }

 private:
  const Network* network_;
  PersonIndex seeker_;
  OutreachModel model_;
  const OutcomeHistory* history_;
  double relay_;
  std::map<std::pair<PersonIndex, PersonIndex>, std::optional<RequestStep>> steps_;

  [[nodiscard]] StepHistory between(PersonIndex a, PersonIndex b) const {
    if (history_->empty()) return {};
    return history_->between(std::string(network_->id(a)), std::string(network_->id(b)));
  }

  [[nodiscard]] RequestFacts blank(Approach approach, double relevance) const {
    RequestFacts request;
    request.approach = approach;
    request.relay = relay_;
    request.message.topic_fit = relevance - .5;
    return request;
  }

  [[nodiscard]] RequestStep named(PersonIndex a, PersonIndex b) const {
    RequestStep out;
    out.asker = network_->label(a);
    out.asked = network_->label(b);
    out.history = between(a, b);
    return out;
  }

  [[nodiscard]] RequestStep step_or_stranger(PersonIndex target) {
    const auto& one = step(seeker_, target);
    return one ? *one : named(seeker_, target);
  }

  [[nodiscard]] std::optional<RequestStep> tie_step(PersonIndex a, PersonIndex b) const {
    const auto facts = network_->tie(a, b);
    if (!facts) return std::nullopt;
    RequestStep out = named(a, b);
    out.source = facts->given || !facts->kind ? StepSource::given : StepSource::tie;
    if (facts->kind) out.kind = *facts->kind;
    out.tau = std::clamp(facts->tau, 0.0, 1.0);
    if (out.source == StepSource::tie) out.terms = facts->terms;
    out.chance = facts->chance;
    out.statements.assign(facts->statements.begin(), facts->statements.end());
    return out;
  }

  [[nodiscard]] std::optional<RequestStep> make_step(PersonIndex a, PersonIndex b) const {
    std::optional<RequestStep> best = tie_step(a, b);
    const auto shared = affiliation(a, b);
    if (shared.first > 0) {
      RequestStep other = named(a, b);
      other.source = StepSource::affiliation;
      other.chance = shared.first;
      other.through = shared.second;
      if (!best || step_chance(other, model_.steps) > step_chance(*best, model_.steps)) best = std::move(other);
    }
    return best;
  }
};

/// " as a colleague", " online", "": how somebody is known who is known by a tie.
[[nodiscard]] inline std::string acquaintance_words(const RequestStep& step) {
  if (step.source != StepSource::tie) return "";
  switch (step.kind) {
    case TieKind::family:
      return " as family";
    case TieKind::met_at_event:
      return " from an event";
    case TieKind::heard_speaker:
      return " from hearing them speak";
    case TieKind::online_contact:
      return " online";
    case TieKind::online_follow:
      return " from following them online";
    case TieKind::acquaintance:
      return " as an acquaintance";
    default:
      return " as a " + kind_words(step.kind);
  }
}

/// Why an approach has its chance, in a sentence or two that say nothing but what the numbers say.
/// @param direct_chance of asking directly; @param best_chance of the best approach
[[nodiscard]] inline std::string why_words(const RequestFacts& request, double chance, double direct_chance,
                                           double best_chance) {
  const RequestStep& last = request.steps.back();
  const std::string against = ", against " + percent_text(direct_chance) + " if you write on your own.";
  if (request.approach == Approach::direct) {
    std::string how;
    if (last.source == StepSource::stranger)
      how = "you have no tie to them";
    else if (last.source == StepSource::affiliation)
      how = "you both belong to " + last.through;
    else
      how = "you know them" + acquaintance_words(last);
    std::string out = "Write to " + last.asked + " directly: " + how +
                      ", and a short, personal message has a chance of " + percent_text(chance) + ".";
    if (best_chance > chance) {
      out += best_chance - chance < .03 ? " Asking somebody to help would add less than 3 points, so keep that favour."
                                        : " Asking somebody to help has a chance of " + percent_text(best_chance) + ".";
    }
    return out;
  }
  if (request.approach == Approach::mention) {
    const RequestStep& broker = request.steps.front();
    return "Ask " + broker.asked + " whether you may use their name, then write to " + last.asked +
           " yourself: the chance is " + percent_text(chance) + against;
  }
  return {};
}

/// The same for an introduction; `agrees` is the chance that the first broker agrees.
[[nodiscard]] inline std::string introduction_words(const RequestFacts& request, double agrees, double chance,
                                                    double direct_chance) {
  const RequestStep& broker = request.steps.front();
  const RequestStep& last = request.steps.back();
  const std::string known = broker.source == StepSource::affiliation ? ", who shares " + broker.through + " with you"
                                                                     : ", whom you know" + acquaintance_words(broker);
  std::string out = "Ask " + broker.asked + known + ", who " + std::string(how_often(agrees)) +
                    " agrees when you ask (" + percent_text(agrees) + ")";
  if (request.steps.size() == 2) {
    out += last.source == StepSource::affiliation ? " and who shares " + last.through + " with " + last.asked
                                                  : " and who knows " + last.asked + acquaintance_words(last);
  } else {
    out += ". The request then goes";
    for (std::size_t i = 1; i + 1 < request.steps.size(); ++i) out += " by " + request.steps[i].asked;
    out += " to " + last.asked;
  }
  return out + ". The chance is " + percent_text(chance) + ", against " + percent_text(direct_chance) +
         " if you write on your own.";
}

}  // namespace weaktie::detail
