#pragma once
// What an import did with every row: nothing is lost without a reason.
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <weaktie/core/error.hpp>

namespace weaktie {

enum class RowOutcome : std::uint8_t { skipped, rejected };

/// A row that gave no statement: `skipped` is by design (a hidden profile), `rejected` could not be understood.
struct ReportRow {
  RowOutcome outcome = RowOutcome::rejected;
  Place place = {};
  std::string reason = {};
  friend bool operator==(const ReportRow&, const ReportRow&) = default;
};

/// Counts of one input: read = kept + merged + skipped + rejected, a row counted once. `kept`: it added a statement;
/// `merged`: all it says is known. A zip or folder sums its files and gives them in `files`.
struct ImportReport {
  std::string path = {};
  std::string format = {};  ///< "LinkedIn export", "alumni directory", ... and how it was recognised
  std::uint64_t read = 0;
  std::uint64_t kept = 0;
  std::uint64_t merged = 0;
  std::uint64_t skipped = 0;
  std::uint64_t rejected = 0;
  std::vector<ReportRow> rows = {};  ///< the skipped and the rejected, in file order
  std::vector<ImportReport> files = {};
  std::vector<std::string> notes =
      {};  ///< what a person should know ("6 profiles are hidden", "messages.csv is not read")

  friend bool operator==(const ImportReport&, const ImportReport&) = default;

  void keep(bool added) {
    ++read;
    ++(added ? kept : merged);
  }
  void skip(Place at, std::string reason) {
    ++read;
    ++skipped;
    rows.push_back({RowOutcome::skipped, std::move(at), std::move(reason)});
  }
  void reject(Place at, std::string reason) {
    ++read;
    ++rejected;
    rows.push_back({RowOutcome::rejected, std::move(at), std::move(reason)});
  }
  /// Adds a part (a file of a zip) to the sums.
  void include(ImportReport part) {
    read += part.read;
    kept += part.kept;
    merged += part.merged;
    skipped += part.skipped;
    rejected += part.rejected;
    rows.insert(rows.end(), part.rows.begin(), part.rows.end());
    files.push_back(std::move(part));
  }
};

/// What every reader takes.
struct ImportOptions {
  std::string owner = {};  ///< id of the person whose export it is, the source of its statements; empty: the operator
  std::string audience = {};  ///< who may see its statements; empty: self
};

}  // namespace weaktie
