// Results as JSON, by nlohmann/json.
#include <weaktie/io/json.hpp>

#include <nlohmann/json.hpp>

#include <weaktie/core/text.hpp>

namespace weaktie {
namespace {

using Json = nlohmann::ordered_json;

std::string dumped(const Json& json, int indent) {
  // Text in weaktie is UTF-8 already; should a stray byte get here, it becomes U+FFFD and not an exception.
  return json.dump(indent, ' ', false, Json::error_handler_t::replace);
}

Json text_or_null(std::string_view text) { return text.empty() ? Json(nullptr) : Json(std::string(text)); }

Json names(const Network& network, const std::vector<PersonIndex>& people) {
  Json out = Json::array();
  for (const PersonIndex person : people) out.push_back(std::string(network.id(person)));
  return out;
}

Json of(const ImportReport& report) {
  Json rows = Json::array(), files = Json::array();
  for (const auto& row : report.rows) {
    rows.push_back({{"outcome", row.outcome == RowOutcome::skipped ? "skipped" : "rejected"},
                    {"file", row.place.file},
                    {"line", row.place.line},
                    {"column", row.place.column},
                    {"field", text_or_null(row.place.field)},
                    {"reason", row.reason}});
  }
  for (const auto& file : report.files) files.push_back(of(file));
  return {{"path", report.path},         {"format", report.format}, {"read", report.read},
          {"kept", report.kept},         {"merged", report.merged}, {"skipped", report.skipped},
          {"rejected", report.rejected}, {"rows", std::move(rows)}, {"files", std::move(files)},
          {"notes", report.notes}};
}

Json cell(const Column& column, std::size_t row) {
  if (!column.has(row)) return nullptr;
  return std::visit(
      [&](const auto& values) -> Json {
        using Values = std::decay_t<decltype(values)>;
        if constexpr (std::is_same_v<Values, std::vector<Day>>) {
          return day_text(values[row]);
        } else if constexpr (std::is_same_v<Values, std::vector<std::uint8_t>>) {
          return column.is_bool ? Json(values[row] != 0) : Json(values[row]);
        } else {
          return values[row];
        }
      },
      column.values);
}

}  // namespace

std::string to_json(const Network& network, const Introductions& introductions, int indent) {
  Json out = Json::array();
  for (const auto& introduction : introductions) {
    Json steps = Json::array();
    for (const auto& step : introduction.steps) {
      steps.push_back({{"kind", step.kind == StepKind::tie ? "tie" : "affiliation"},
                       {"through", text_or_null(step.through)},
                       {"chance", step.chance}});
    }
    out.push_back({{"people", names(network, introduction.people)},
                   {"chance", introduction.chance},
                   {"cost", introduction.cost},
                   {"intermediaries", introduction.intermediaries},
                   {"steps", std::move(steps)}});
  }
  return dumped(out, indent);
}

std::string to_json(const Prospects& prospects, int indent) {
  const Network& network = prospects.network();
  Json out = Json::array();
  for (const auto& row : prospects) {
    out.push_back({{"person", std::string(network.id(row.person))},
                   {"name", text_or_null(network.text(row.person, PersonColumn::name))},
                   {"title", text_or_null(network.text(row.person, PersonColumn::title))},
                   {"organisation", text_or_null(network.text(row.person, PersonColumn::organisation))},
                   {"chance", row.chance},
                   {"value", row.value},
                   {"score", row.score},
                   {"approach", std::string(name_of(row.approach))},
                   {"broker", row.broker ? Json(std::string(network.id(*row.broker))) : Json(nullptr)},
                   {"brokers", names(network, row.brokers)},
                   {"why", row.why},
                   {"minutes", row.minutes},
                   {"courage", row.courage}});
  }
  return dumped(out, indent);
}

std::string to_json(const Plan& plan, int indent) {
  Json rows = Json::array();
  for (const auto& row : plan.rows) {
    rows.push_back({{"request", row.request.request},
                    {"prospect", row.request.prospect},
                    {"approach", std::string(name_of(row.request.approach))},
                    {"brokers", row.request.brokers},
                    {"chance", row.request.chance},
                    {"value", row.request.value},
                    {"minutes", row.request.minutes},
                    {"courage", row.request.courage},
                    {"organisation", text_or_null(row.request.organisation)},
                    {"week", row.week},
                    {"date", day_text(row.date)}});
  }
  return dumped({{"rows", std::move(rows)},
                 {"value", plan.value},
                 {"bound", plan.bound},
                 {"gap", plan.gap},
                 {"binding", text_or_null(plan.binding)}},
                indent);
}

std::string to_json(const ImportReport& report, int indent) { return dumped(of(report), indent); }

std::string to_json(const Table& table, int indent) {
  Json out = Json::array();
  for (std::size_t row = 0; row < table.rows(); ++row) {
    Json object = Json::object();
    for (const auto& column : table.columns()) object[column.name] = cell(column, row);
    out.push_back(std::move(object));
  }
  return dumped(out, indent);
}

}  // namespace weaktie
