#pragma once
// Results as JSON text for other programs. Stands last in the house: it may know every room.
#include <string>

#include <weaktie/core/columns.hpp>
#include <weaktie/network/network.hpp>
#include <weaktie/outreach/plan.hpp>
#include <weaktie/outreach/prospects.hpp>
#include <weaktie/records/import_report.hpp>
#include <weaktie/search/introduction.hpp>

namespace weaktie {

/// JSON texts (RFC 8259, UTF-8). People are their string ids, dates `YYYY-MM-DD`, blank cells null; numbers keep every
/// digit. Keys are the field names of the types, in their order. `indent` < 0 writes one line.

/// A list of {people, chance, cost, intermediaries, steps: [{kind, through, chance}]}.
[[nodiscard]] std::string to_json(const Network& network, const Introductions& introductions, int indent = -1);

/// A list of {person, name, title, organisation, chance, value, score, approach, broker, brokers, why, minutes,
/// courage}.
[[nodiscard]] std::string to_json(const Prospects& prospects, int indent = -1);

/// {rows: [{request, prospect, approach, brokers, chance, value, minutes, courage, organisation, week, date}], value,
/// bound, gap, binding}.
[[nodiscard]] std::string to_json(const Plan& plan, int indent = -1);

/// {path, format, read, kept, merged, skipped, rejected, rows: [{outcome, file, line, column, field, reason}], files,
/// notes}.
[[nodiscard]] std::string to_json(const ImportReport& report, int indent = -1);

/// A list of rows, each an object from column name to cell.
[[nodiscard]] std::string to_json(const Table& table, int indent = -1);

}  // namespace weaktie
