// Results as JSON, by nlohmann/json.
#include <weaktie/io/json.hpp>

#include <nlohmann/json.hpp>

#include <weaktie/core/text.hpp>
#include <weaktie/interview/picture.hpp>
#include <weaktie/outreach/model_numbers.hpp>

namespace weaktie {
namespace {

using Json = nlohmann::ordered_json;

std::string dumped(const Json& json, int indent) {
  // Text in weaktie is UTF-8 already; should a stray byte get here, it becomes U+FFFD and not an exception.
  return json.dump(indent, ' ', false, Json::error_handler_t::replace);
}

Json text_or_null(std::string_view text) { return text.empty() ? Json(nullptr) : Json(std::string(text)); }
Json count_or_null(std::uint32_t number) { return number == 0 ? Json(nullptr) : Json(number); }
Json name_of_person(const Network& network, PersonIndex person) { return std::string(network.id(person)); }

Json names(const Network& network, const std::vector<PersonIndex>& people) {
  Json out = Json::array();
  for (const PersonIndex person : people) out.push_back(name_of_person(network, person));
  return out;
}

/// The list of what `make` gives for each row.
template <class Rows, class Make>
Json list_of(const Rows& rows, const Make& make) {
  Json out = Json::array();
  for (const auto& row : rows) out.push_back(make(row));
  return out;
}

// core

Json cell(const Column& column, std::size_t row) {
  if (!column.has(row)) return nullptr;
  return std::visit(
      [&](const auto& values) -> Json {
        using Values = std::decay_t<decltype(values)>;
        if constexpr (std::is_same_v<Values, std::vector<Day>>) {
          return day_text(values[row]);
        } else if constexpr (std::is_same_v<Values, std::vector<std::uint8_t>>) {
          return column.is_bool ? Json(values[row] != 0) : Json(values[row]);
        } else if constexpr (std::is_same_v<Values, NumberLists>) {
          return list_of(values[row], [](std::uint32_t number) { return number; });
        } else {
          return values[row];
        }
      },
      column.values);
}

// records

Json of(const ReportRow& row) {
  return {{"outcome", row.outcome == RowOutcome::skipped ? "skipped" : "rejected"},
          {"file", text_or_null(row.place.file)},
          {"line", count_or_null(row.place.line)},
          {"column", count_or_null(row.place.column)},
          {"field", text_or_null(row.place.field)},
          {"reason", row.reason}};
}

Json of(const ImportReport& report) {
  return {{"path", report.path},
          {"format", report.format},
          {"read", report.read},
          {"kept", report.kept},
          {"merged", report.merged},
          {"skipped", report.skipped},
          {"rejected", report.rejected},
          {"rows", list_of(report.rows, [](const ReportRow& row) { return of(row); })},
          {"files", list_of(report.files, [](const ImportReport& file) { return of(file); })},
          {"notes", report.notes}};
}

Json of(const FieldMatch& match) { return {{"field", match.field}, {"confidence", match.confidence}}; }

// search

Json of(const ChainStep& step, std::string_view why) {
  return {{"kind", step.kind == StepKind::tie ? "tie" : "affiliation"},
          {"through", text_or_null(step.through)},
          {"chance", step.chance},
          {"why", std::string(why)}};
}

Json of(const Network& network, const Introduction& introduction) {
  Json steps = Json::array();
  for (std::size_t i = 0; i < introduction.steps.size(); ++i) {
    const ChainStep& step = introduction.steps[i];
    steps.push_back(of(step, step_words(network, introduction.people[i], introduction.people[i + 1], step)));
  }
  return {{"people", names(network, introduction.people)},
          {"chance", introduction.chance},
          {"cost", introduction.cost},
          {"intermediaries", introduction.intermediaries},
          {"steps", std::move(steps)}};
}

// outreach

Json of(const Network& network, const Prospect& row) {
  return {{"person", name_of_person(network, row.person)},
          {"name", text_or_null(network.text(row.person, PersonColumn::name))},
          {"title", text_or_null(network.text(row.person, PersonColumn::title))},
          {"organisation", text_or_null(row.organisation)},
          {"chance", row.chance},
          {"value", row.value},
          {"score", row.score},
          {"approach", std::string(name_of(row.approach))},
          {"broker", row.broker ? name_of_person(network, *row.broker) : Json(nullptr)},
          {"brokers", names(network, row.brokers)},
          {"why", row.why},
          {"minutes", row.minutes},
          {"courage", row.courage}};
}

Json of(const Explanation& explanation) {
  return {{"terms", list_of(explanation.terms,
                            [](const Term& term) -> Json {
                              return {{"name", term.name},
                                      {"log_odds", term.log_odds},
                                      {"evidence", term.evidence},
                                      {"statements", term.statements}};
                            })},
          {"chance", explanation.chance}};
}

Json of(const Network& network, const ProspectApproach& row) {
  return {{"approach", std::string(name_of(row.approach))},
          {"brokers", names(network, row.brokers)},
          {"chance", row.chance},
          {"value", row.value},
          {"score", row.score},
          {"minutes", row.minutes},
          {"courage", row.courage},
          {"advantage", row.advantage},
          {"low", row.low},
          {"high", row.high},
          {"why", row.why},
          {"explanation", of(row.explanation)}};
}

Json of(const PlannedRequest& row) {
  return {{"request", row.request.request},
          {"prospect", row.request.prospect},
          {"approach", std::string(name_of(row.request.approach))},
          {"brokers", row.request.brokers},
          {"chance", row.request.chance},
          {"value", row.request.value},
          {"minutes", row.request.minutes},
          {"courage", row.request.courage},
          {"organisation", text_or_null(row.request.organisation)},
          {"week", row.week},
          {"date", day_text(row.date)}};
}

// interview

Json of(const Network& network, const PersonAt& row) {
  return {{"person", name_of_person(network, row.person)},
          {"degree", row.degree},
          {"when", std::string(name_of(row.when))},
          {"through", row.through},
          {"chance", row.chance},
          {"broker", row.broker ? name_of_person(network, *row.broker) : Json(nullptr)}};
}

Json of(const MissingFact& fact) { return {{"field", fact.field}, {"question", fact.question}}; }

Json of(const Finding& finding) {
  return {{"rule", finding.rule},
          {"severity", std::string(to_string(finding.severity))},
          {"span", Json::array({finding.span.begin, finding.span.end})},
          {"why", finding.why}};
}

}  // namespace

std::string to_json(const Table& table, int indent) {
  Json out = Json::array();
  for (std::size_t row = 0; row < table.rows(); ++row) {
    Json object = Json::object();
    for (const auto& column : table.columns()) object[column.name] = cell(column, row);
    out.push_back(std::move(object));
  }
  return dumped(out, indent);
}

std::string to_json(const ImportReport& report, int indent) { return dumped(of(report), indent); }
std::string to_json(const ReportRow& row, int indent) { return dumped(of(row), indent); }
std::string to_json(const FieldMatch& match, int indent) { return dumped(of(match), indent); }
std::string to_json(std::span<const FieldMatch> matches, int indent) {
  return dumped(list_of(matches, [](const FieldMatch& match) { return of(match); }), indent);
}

std::string to_json(std::span<const Match> matches, int indent) {
  return dumped(list_of(matches,
                        [](const Match& match) -> Json {
                          return {{"a", match.a},
                                  {"b", match.b},
                                  {"lane", std::string(lane_names[static_cast<std::size_t>(match.lane)])},
                                  {"log_odds", match.log_odds},
                                  {"reasons", match.reasons}};
                        }),
                indent);
}

std::string to_json(std::span<const Found> found, int indent) {
  return dumped(list_of(found,
                        [](const Found& one) -> Json {
                          return {{"id", one.id}, {"name", one.name}, {"headline", one.headline}};
                        }),
                indent);
}

std::string to_json(const ChainStep& step, std::string_view why, int indent) { return dumped(of(step, why), indent); }

std::string to_json(const Network& network, const Introduction& introduction, int indent) {
  return dumped(of(network, introduction), indent);
}

std::string to_json(const Network& network, const Introductions& introductions, int indent) {
  return dumped({{"introductions", list_of(introductions, [&](const Introduction& one) { return of(network, one); })},
                 {"complete", introductions.complete},
                 {"guarantee", introductions.guarantee}},
                indent);
}

std::string to_json(const Network& network, PersonIndex source, const Reach& reach, int indent) {
  Json people = Json::array();
  for (PersonIndex person = 0; person < network.size(); ++person) people.push_back(name_of_person(network, person));
  return dumped({{"source", name_of_person(network, source)},
                 {"people", std::move(people)},
                 {"chance", reach.chance},
                 {"intermediaries", reach.intermediaries}},
                indent);
}

std::string to_json(const Reason& reason, int indent) {
  return dumped({{"code", std::string(reason_text(reason.code))},
                 {"text", reason.text},
                 {"intermediaries", reason.intermediaries ? Json(*reason.intermediaries) : Json(nullptr)}},
                indent);
}

std::string to_json(const Network& network, std::span<const Acquainted> rows, int indent) {
  return dumped(list_of(rows,
                        [&](const Acquainted& row) -> Json {
                          return {{"person", name_of_person(network, row.person)},
                                  {"via", names(network, row.via)},
                                  {"common", row.common},
                                  {"adamic_adar", row.adamic_adar},
                                  {"resource_allocation", row.resource_allocation}};
                        }),
                indent);
}

std::string to_json(const Prospects& prospects, int indent) {
  return dumped(list_of(prospects, [&](const Prospect& row) { return of(prospects.network(), row); }), indent);
}

std::string to_json(const Network& network, const Prospect& row, int indent) {
  return dumped(of(network, row), indent);
}

std::string to_json(const Network& network, std::span<const ProspectApproach> rows, int indent) {
  return dumped(list_of(rows, [&](const ProspectApproach& row) { return of(network, row); }), indent);
}

std::string to_json(const Explanation& explanation, int indent) { return dumped(of(explanation), indent); }

std::string to_json(const Plan& plan, int indent) {
  return dumped({{"rows", list_of(plan.rows, [](const PlannedRequest& row) { return of(row); })},
                 {"value", plan.value},
                 {"bound", plan.bound},
                 {"gap", plan.gap},
                 {"binding", text_or_null(plan.binding)}},
                indent);
}

std::string to_json(const PlannedRequest& row, int indent) { return dumped(of(row), indent); }

std::string to_json(const OutreachModel& model, int indent) {
  Json out = Json::object();
  for_each_number(model, [&](const std::string& name, auto number) {
    Json* at = &out;
    std::size_t begin = 0;
    for (std::size_t dot = name.find('.'); dot != std::string::npos; dot = name.find('.', begin)) {
      at = &(*at)[name.substr(begin, dot - begin)];
      begin = dot + 1;
    }
    (*at)[name.substr(begin)] = number;
  });
  return dumped(out, indent);
}

std::string to_json(const Network& network, const AnyoneAt& found, int indent) {
  return dumped({{"organisation", found.organisation},
                 {"text", found.text},
                 {"rows", list_of(found.rows, [&](const PersonAt& row) { return of(network, row); })},
                 {"known", found.known},
                 {"one_away", found.one_away},
                 {"there", found.there},
                 {"nearest", found.nearest ? of(network, *found.nearest) : Json(nullptr)},
                 {"similar", found.similar}},
                indent);
}

std::string to_json(const Network& network, const PersonAt& row, int indent) {
  return dumped(of(network, row), indent);
}

std::string to_json(const Message& message, int indent) {
  return dumped({{"subject", message.subject},
                 {"body", message.body},
                 {"forwardable", message.forwardable},
                 {"missing", list_of(message.missing, [](const MissingFact& fact) { return of(fact); })}},
                indent);
}

std::string to_json(const MissingFact& fact, int indent) { return dumped(of(fact), indent); }
std::string to_json(const Finding& finding, int indent) { return dumped(of(finding), indent); }
std::string to_json(std::span<const Finding> findings, int indent) {
  return dumped(list_of(findings, [](const Finding& finding) { return of(finding); }), indent);
}

}  // namespace weaktie
