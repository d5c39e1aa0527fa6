#pragma once
// Results as JSON text for other programs. Stands last in the house: it may know every room.
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <weaktie/core/columns.hpp>
#include <weaktie/interview/check_message.hpp>
#include <weaktie/interview/message.hpp>
#include <weaktie/network/network.hpp>
#include <weaktie/outreach/anyone_at.hpp>
#include <weaktie/outreach/explanation.hpp>
#include <weaktie/outreach/model.hpp>
#include <weaktie/outreach/plan.hpp>
#include <weaktie/outreach/prospects.hpp>
#include <weaktie/records/field.hpp>
#include <weaktie/records/find.hpp>
#include <weaktie/records/import_report.hpp>
#include <weaktie/records/resolve.hpp>
#include <weaktie/search/introduction.hpp>
#include <weaktie/search/reach.hpp>
#include <weaktie/search/who_knows.hpp>
#include <weaktie/search/why_none.hpp>

namespace weaktie {

// JSON texts (RFC 8259, UTF-8). People are their string ids, dates `YYYY-MM-DD`, what is not known null; numbers keep
// every digit, one that is no number (NaN) is null. Keys are the field names of the types, in their order. A list of
// values is the list of their objects. `indent` < 0 writes one line. docs/json.md shows each.

// core

/// A list of rows, each an object from column name to cell.
[[nodiscard]] std::string to_json(const Table& result, int indent = -1);

// records

/// {path, format, read, kept, merged, skipped, rejected, rows: [a ReportRow each], files: [an ImportReport each],
/// notes: [texts]}
[[nodiscard]] std::string to_json(const ImportReport& result, int indent = -1);
/// {outcome, file, line, column, field, reason}
[[nodiscard]] std::string to_json(const ReportRow& result, int indent = -1);
/// {field, confidence}
[[nodiscard]] std::string to_json(const FieldMatch& result, int indent = -1);
[[nodiscard]] std::string to_json(std::span<const FieldMatch> result, int indent = -1);
/// [{a, b, lane, log_odds, reasons}]
[[nodiscard]] std::string to_json(std::span<const Match> result, int indent = -1);
/// [{id, name, headline}]
[[nodiscard]] std::string to_json(std::span<const Found> result, int indent = -1);

// search

/// {kind, through, chance, why}
[[nodiscard]] std::string to_json(const ChainStep& result, std::string_view why, int indent = -1);
/// {people, chance, cost, intermediaries, steps: [a ChainStep each]}
[[nodiscard]] std::string to_json(const Network& network, const Introduction& result, int indent = -1);
/// {introductions: [an Introduction each], complete, guarantee}
[[nodiscard]] std::string to_json(const Network& network, const Introductions& result, int indent = -1);
/// {source, people: [ids], chance: [numbers], intermediaries: [numbers]}, the lists by index
[[nodiscard]] std::string to_json(const Network& network, PersonIndex source, const Reach& result, int indent = -1);
/// {code, text, intermediaries}
[[nodiscard]] std::string to_json(const Reason& result, int indent = -1);
/// [{person, via: [ids], common, adamic_adar, resource_allocation}]
[[nodiscard]] std::string to_json(const Network& network, std::span<const Acquainted> result, int indent = -1);

// outreach

/// A list of {person, name, title, organisation, chance, value, score, approach, broker, brokers, why, minutes,
/// courage}.
[[nodiscard]] std::string to_json(const Prospects& result, int indent = -1);
/// One row of it.
[[nodiscard]] std::string to_json(const Network& network, const Prospect& result, int indent = -1);
/// [{approach, brokers, chance, value, score, minutes, courage, advantage, low, high, why, explanation}]
[[nodiscard]] std::string to_json(const Network& network, std::span<const ProspectApproach> result, int indent = -1);
/// {terms: [{name, log_odds, evidence, statements: [numbers]}], chance}
[[nodiscard]] std::string to_json(const Explanation& result, int indent = -1);
/// {rows: [a PlannedRequest each], value, bound, gap, binding}
[[nodiscard]] std::string to_json(const Plan& result, int indent = -1);
/// {request, prospect, approach, brokers, chance, value, minutes, courage, organisation, week, date}
[[nodiscard]] std::string to_json(const PlannedRequest& result, int indent = -1);
/// Every number of the model (outreach/model_numbers.hpp): {strength: {…}, kinds: {friend: {base_chance, …}, …}, …}
[[nodiscard]] std::string to_json(const OutreachModel& result, int indent = -1);

/// {organisation, text, rows: [a PersonAt each], known, one_away, there, nearest: an Introduction, similar: [texts]}
[[nodiscard]] std::string to_json(const Network& network, const AnyoneAt& result, int indent = -1);
/// {person, degree, when, through, chance, broker}
[[nodiscard]] std::string to_json(const Network& network, const PersonAt& result, int indent = -1);

// interview

/// {subject, body, forwardable, missing: [a MissingFact each]}
[[nodiscard]] std::string to_json(const Message& result, int indent = -1);
/// {field, question}
[[nodiscard]] std::string to_json(const MissingFact& result, int indent = -1);
/// {rule, severity, span: [begin, end], why}
[[nodiscard]] std::string to_json(const Finding& result, int indent = -1);
[[nodiscard]] std::string to_json(std::span<const Finding> result, int indent = -1);

}  // namespace weaktie
