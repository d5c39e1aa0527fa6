#include <weaktie/outreach/chance.hpp>

#include <cmath>
#include <random>
#include <vector>

#include "../catch.hpp"

using namespace weaktie;

namespace {

RequestStep tie_step(TieKind kind, double tau) {
  RequestStep step;
  step.source = StepSource::tie;
  step.kind = kind;
  step.tau = tau;
  return step;
}

RequestStep chance_step(StepSource source, double chance) {
  RequestStep step;
  step.source = source;
  step.chance = chance;
  return step;
}

constexpr double close_friend = .927810;  // as published, to six digits

RequestFacts through(std::vector<RequestStep> steps) {
  RequestFacts request;
  request.approach = Approach::introduction;
  request.steps = std::move(steps);
  return request;
}

RequestFacts directly(RequestStep step) {
  RequestFacts request;
  request.steps = {std::move(step)};
  return request;
}

double uniform(std::mt19937_64& random) { return static_cast<double>(random() >> 11U) * 0x1p-53; }

/// The formula in its plainest form, without terms: the other way to the same number.
double plainly(const RequestFacts& request, const OutreachModel& model) {
  const auto chance = [&](const RequestStep& step) {
    if (step.source == StepSource::given) return step.chance;
    const double by = step_modifiers(step.history, model.steps.step).sum();
    if (step.source == StepSource::affiliation) {
      return by == 0 ? step.chance
                     : std::min(model.steps.step.highest,
                                std::max(model.steps.step.lowest, sigmoid(logit(step.chance) + by)));
    }
    return step.source == StepSource::tie ? tie_chance(step.kind, step.tau, model.steps, step.history)
                                          : stranger_chance(model.steps.step, step.history);
  };
  const MessageFeatures& x = request.message;
  const MessageWeights& w = model.message;
  double message = w.brief * x.brief + w.specific * x.specific + w.personal * x.personal + w.topic_fit * x.topic_fit +
                   w.announced * x.announced + w.in_person * x.in_person + w.same_text * x.same_text +
                   w.weekend * x.weekend;
  const std::size_t k = request.steps.size() - 1;
  double last = chance(request.steps.back());
  if (request.approach == Approach::introduction) {
    last *= request.relay;
    if (request.shared > 0) message += std::max(0.0, logit(request.shared) - logit(model.steps.step.stranger_chance));
  }
  if (request.approach == Approach::mention) message += w.name * request.broker_tau;
  double p = sigmoid(logit(last) + message);
  if (x.reminder_days > 0) {
    const double f = answered_by(x.reminder_days);
    p = p * f + (1 - p * f) * sigmoid(logit(p * (1 - f) / (1 - p * f)) + w.reminder);
  }
  for (std::size_t i = 0; i < k; ++i) {
    double share = chance(request.steps[i]);
    if (request.approach == Approach::mention) share = sigmoid(logit(share) + w.allowed);
    if (request.approach == Approach::introduction && i == 0 && x.someone_else != 0) {
      share = sigmoid(logit(share) + w.someone_else * x.someone_else);
    }
    if (i > 0) share *= request.relay;
    p *= share;
  }
  return p;
}

RequestFacts random_request(std::mt19937_64& random) {
  const auto flag = [&] { return random() % 2 == 0 ? 0.0 : 1.0; };
  const auto any_chance = [&] {
    switch (random() % 8) {
      case 0:
        return 1.0;
      case 1:
        return 1 - 1e-7 * uniform(random);
      case 2:
        return 1e-12 + 1e-9 * uniform(random);
      default:
        return 1e-4 + .9998 * uniform(random);
    }
  };
  RequestFacts request;
  request.approach = static_cast<Approach>(random() % 3);
  const std::size_t steps = request.approach == Approach::direct    ? 1
                            : request.approach == Approach::mention ? 2
                                                                    : 2 + random() % 3;
  for (std::size_t i = 0; i < steps; ++i) {
    RequestStep step;
    step.source = static_cast<StepSource>(random() % 4);
    step.kind = static_cast<TieKind>(random() % tie_kind_count);
    step.tau = uniform(random);
    step.chance = any_chance();
    if (random() % 2 == 0) {
      StrengthTerms terms;
      terms.intercept = -1.6;
      terms.frequency = uniform(random);
      terms.recency = 1.6 * uniform(random);
      terms.duration = .8 * uniform(random);
      terms.mutual = .9 * uniform(random);
      if (random() % 4 == 0) terms.stated_tau = .7;
      step.terms = terms;
      step.tau = terms.tau();
    }
    if (random() % 2 == 0) {
      step.history.readiness = 4 * uniform(random) - 2;
      step.history.open = static_cast<double>(random() % 4);
      step.history.asked = static_cast<double>(random() % 4);
      step.history.ignored = static_cast<double>(random() % 4);
      step.history.declined = random() % 5 == 0;
      step.history.thanked = static_cast<double>(random() % 4);
    }
    request.steps.push_back(step);
  }
  request.relay = random() % 4 == 0 ? 1.0 : .05 + .95 * uniform(random);
  request.shared = random() % 2 == 0 ? 0.0 : any_chance();
  request.broker_tau = uniform(random);
  MessageFeatures& message = request.message;
  message.brief = static_cast<double>(random() % 3) - 1;
  message.specific = flag();
  message.personal = flag();
  message.topic_fit = uniform(random) - .5;
  message.announced = flag();
  message.reminder_days = random() % 3 == 0 ? 7 + 20 * uniform(random) : 0;
  message.in_person = flag();
  message.same_text = flag();
  message.weekend = flag();
  message.someone_else = flag();
  return request;
}

}  // namespace

TEST_CASE("requests equal the published vectors", "[outreach][chance]") {
  const auto p = [](const RequestFacts& request) { return request_chance(request).chance; };
  const RequestStep dear = tie_step(TieKind::friend_, close_friend);
  CHECK(std::abs(p(directly({})) - .175487) < 5.1e-7);
  CHECK(std::abs(p(directly(chance_step(StepSource::affiliation, .22))) - .350768) < 5.1e-7);
  CHECK(std::abs(p(directly(tie_step(TieKind::heard_speaker, .532588))) - .365750) < 1e-6);
  CHECK(std::abs(p(through({dear, tie_step(TieKind::colleague, .6)})) - .518713) < 1e-6);
  CHECK(std::abs(p(through({tie_step(TieKind::met_at_event, .344096), tie_step(TieKind::acquaintance, .4)})) -
                 .096986) < 1e-6);
  CHECK(std::abs(p(through({dear, tie_step(TieKind::friend_, .7), tie_step(TieKind::colleague, .6)})) - .282067) <
        1e-6);
  CHECK(std::abs(p(through({dear, tie_step(TieKind::friend_, .7), tie_step(TieKind::friend_, .7),
                            tie_step(TieKind::colleague, .6)})) -
                 .153383) < 1e-6);
  RequestFacts bad = directly({});
  bad.message = {};
  bad.message.brief = -1;
  bad.message.specific = bad.message.personal = 0;
  bad.message.same_text = 1;
  CHECK(std::abs(p(bad) - .045337) < 5.1e-7);
}

TEST_CASE("the published request is explained by the published terms", "[outreach][chance]") {
  const RequestChance found =
      request_chance(through({tie_step(TieKind::friend_, close_friend), tie_step(TieKind::colleague, .6)}));
  const std::vector<Term>& terms = found.explanation.terms;
  REQUIRE(terms.size() == 8);
  CHECK(terms[0].name == "stranger");
  CHECK(std::abs(terms[0].log_odds - -2.197225) < 1e-6);
  CHECK(terms[1].name == "kind");
  CHECK(terms[2].name == "strength");
  CHECK(std::abs(terms[1].log_odds + terms[2].log_odds - 2.802690) < 1e-6);
  CHECK(terms[3].name == "relayed");
  CHECK(std::abs(terms[3].log_odds - -.794692) < 1e-6);
  CHECK(terms[4].log_odds == .35);
  CHECK(terms[5].log_odds == .15);
  CHECK(terms[6].log_odds == .15);
  CHECK(terms[7].name == "passing on");
  CHECK(std::abs(terms[7].log_odds - -.385885) < 1e-6);
  CHECK(std::abs(logit(found.chance) - .074888) < 1e-6);
  CHECK(found.factors.size() == 2);
  CHECK(found.low < found.chance);
  CHECK(found.chance < found.high);
  CHECK(found.prior_only);
}

TEST_CASE("explanations add up and chances equal the plain formula on random requests",
          "[outreach][chance][property]") {
  std::mt19937_64 random(20261101);
  const OutreachModel model;
  int bounds = 0;
  for (int round = 0; round < 100000; ++round) {
    const RequestFacts request = random_request(random);
    const RequestChance found = request_chance(request, model, {.split_strength = round % 2 == 0});
    const double whole = logit(found.chance);
    if (!(std::abs(found.explanation.sum() - whole) <= 1e-12 * std::max(1.0, std::abs(whole)))) {
      FAIL("round " << round << ": the terms add up to " << found.explanation.sum() << ", the chance says " << whole);
    }
    if (found.chance != request_probability(request, model)) FAIL("round " << round << ": two numbers for one request");
    if (!(found.chance > 0 && found.chance <= 1)) FAIL("round " << round << ": chance " << found.chance);
    if (!(found.low <= found.chance && found.chance <= found.high)) FAIL("round " << round << ": interval");
    const double other = plainly(request, model);
    if (std::abs(other - found.chance) > 1e-9 * std::max(other, found.chance) + 1e-15) {
      FAIL("round " << round << ": " << found.chance << " but plainly " << other);
    }
    for (const Term& term : found.explanation.terms) {
      if (!std::isfinite(term.log_odds) || term.evidence.empty()) FAIL("round " << round << ": term " << term.name);
      bounds += term.name == "bound" ? 1 : 0;
    }
  }
  CHECK(bounds > 100);  // the case of a bound that binds was among them
}

TEST_CASE("removing a message property changes the log-odds of a direct request by its term", "[outreach][chance]") {
  RequestFacts request = directly(tie_step(TieKind::peer, .4));
  const double with = logit(request_probability(request));
  request.message.brief = 0;
  CHECK(with - logit(request_probability(request)) == Approx(.35));
}

TEST_CASE("a shared affiliation helps only a request that comes through others", "[outreach][chance]") {
  RequestFacts request = through({tie_step(TieKind::friend_, .8), tie_step(TieKind::acquaintance, .5)});
  const double alone = request_probability(request);
  request.shared = .22;
  request.shared_through = "Law, Warwick";
  const RequestChance together = request_chance(request);
  CHECK(together.chance > alone);
  const Term& term = together.explanation.terms[4];
  CHECK(term.name == "shared context");
  CHECK(term.log_odds == Approx(logit(.22) - logit(.10)));
  CHECK_THAT(term.evidence, ContainsSubstring("Law, Warwick"));
  request.shared = .05;  // less than a stranger: no effect, never a burden
  CHECK(request_probability(request) == alone);
}

TEST_CASE("a given chance and a bare affiliation stand as they are", "[outreach][chance]") {
  CHECK(step_chance(chance_step(StepSource::given, .999)) == .999);
  CHECK(step_chance(chance_step(StepSource::affiliation, .001)) == .001);
  RequestStep asked_before = chance_step(StepSource::affiliation, .20);
  asked_before.history.ignored = 1;
  CHECK(step_chance(asked_before) == Approx(sigmoid(logit(.20) - .7)));
  RequestStep fixed = chance_step(StepSource::given, .20);
  fixed.history.ignored = 1;
  CHECK(step_chance(fixed) == .20);
}

TEST_CASE("a step computed from a tie has the chance that freezing gives it", "[outreach][chance]") {
  std::mt19937_64 random(7);
  for (int round = 0; round < 2000; ++round) {
    const auto kind = static_cast<TieKind>(random() % tie_kind_count);
    const double tau = uniform(random);
    REQUIRE(step_chance(tie_step(kind, tau)) == tie_chance(kind, tau));
  }
  CHECK(step_chance({}) == stranger_chance());
}

TEST_CASE("requests out of range are refused", "[outreach][chance]") {
  const RequestStep step = tie_step(TieKind::friend_, .5);
  CHECK_THROWS_WITH(request_chance(through({step, step, step, step, step})), ContainsSubstring("at most 3"));
  CHECK_THROWS_AS(request_chance(through({step})), InvalidValue);
  CHECK_THROWS_AS(request_chance({}), InvalidValue);
  CHECK_THROWS_AS(request_chance(directly(chance_step(StepSource::given, 0))), InvalidValue);
  CHECK_THROWS_AS(request_chance(directly(chance_step(StepSource::affiliation, NAN))), InvalidValue);
  CHECK_THROWS_AS(request_chance(directly(tie_step(TieKind::friend_, 1.5))), InvalidValue);
  RequestFacts request = through({step, step});
  request.relay = 0;
  CHECK_THROWS_WITH(request_chance(request), ContainsSubstring("(0, 1]"));
  request.relay = .7;
  request.message.brief = 2;
  CHECK_THROWS_AS(request_chance(request), InvalidValue);
  request.message.brief = 1;
  request.message.reminder_days = 3;
  CHECK_THROWS_AS(request_chance(request), InvalidValue);
}
