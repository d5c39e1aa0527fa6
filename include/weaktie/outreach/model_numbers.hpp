#pragma once
// Every number of a model by name, for what saves, shows or compares models.
#include <cstddef>
#include <string>

#include <weaktie/outreach/model.hpp>
#include <weaktie/records/affiliation.hpp>
#include <weaktie/records/tie.hpp>

namespace weaktie {

/// Calls `visit(name, number)` for every number of a model, const or not, always in the same order:
/// "strength.intercept", "kinds.friend.base_chance", "step.reach_small.school", "rates.overall", "message.brief".
template <class Model, class Visit>
void for_each_number(Model& model, const Visit& visit) {
  auto& strength = model.steps.strength;
  visit("strength.intercept", strength.intercept);
  visit("strength.frequency", strength.frequency);
  visit("strength.recency", strength.recency);
  visit("strength.reciprocity", strength.reciprocity);
  visit("strength.duration", strength.duration);
  visit("strength.contexts", strength.contexts);
  visit("strength.mutual", strength.mutual);
  visit("strength.frequency_half", strength.frequency_half);
  visit("strength.mutual_half", strength.mutual_half);
  for (std::size_t i = 0; i < strength.kinds.size(); ++i) {
    const std::string kind = "kinds." + std::string(tie_kind_names[i]);
    visit(kind + ".base_chance", strength.kinds[i].base_chance);
    visit(kind + ".half_life", strength.kinds[i].half_life);
    visit(kind + ".floor", strength.kinds[i].floor);
  }
  auto& step = model.steps.step;
  visit("step.slope", step.slope);
  visit("step.readiness", step.readiness);
  visit("step.fatigue", step.fatigue);
  visit("step.repeated", step.repeated);
  visit("step.ignored", step.ignored);
  visit("step.declined", step.declined);
  visit("step.gratitude", step.gratitude);
  visit("step.stranger_chance", step.stranger_chance);
  visit("step.lowest", step.lowest);
  visit("step.highest", step.highest);
  for (std::size_t i = 0; i < step.reach_small.size(); ++i) {
    const std::string kind(affiliation_kind_names[i]);
    visit("step.reach_small." + kind, step.reach_small[i]);
    visit("step.reach_large." + kind, step.reach_large[i]);
  }
  visit("step.small_event", step.small_event);
  visit("step.small_group", step.small_group);
  visit("step.role_weight", step.role_weight);
  visit("step.plain_weight", step.plain_weight);
  visit("step.ended_weight", step.ended_weight);
  visit("rates.overall", model.steps.rates.overall);
  visit("rates.shrinkage", model.steps.rates.shrinkage);
  auto& message = model.message;
  visit("message.brief", message.brief);
  visit("message.specific", message.specific);
  visit("message.personal", message.personal);
  visit("message.topic_fit", message.topic_fit);
  visit("message.announced", message.announced);
  visit("message.reminder", message.reminder);
  visit("message.in_person", message.in_person);
  visit("message.same_text", message.same_text);
  visit("message.weekend", message.weekend);
  visit("message.someone_else", message.someone_else);
  visit("message.allowed", message.allowed);
  visit("message.name", message.name);
}

namespace detail {
inline constexpr std::size_t numbers_visited = 9 + 3 * tie_kind_count + 10 + std::size_t{2} * 7 + 5 + 2 + 12;
static_assert(sizeof(OutreachModel) == numbers_visited * sizeof(double), "a number of the model is not visited above");
}  // namespace detail

}  // namespace weaktie
