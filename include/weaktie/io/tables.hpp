#pragma once
// Tables in weaktie's own columns: people, ties, memberships, affiliations; from a CSV file or from columns in memory.
#include <filesystem>
#include <map>
#include <string>

#include <weaktie/core/columns.hpp>
#include <weaktie/core/control.hpp>
#include <weaktie/records/import_report.hpp>
#include <weaktie/records/records.hpp>

namespace weaktie {

/// What the table readers take.
struct TableOptions {
  std::string owner = {};                           ///< source of rows without a `stated_by`; empty: the operator
  std::string audience = {};                        ///< audience of rows without one; empty: self
  std::map<std::string, std::string> columns = {};  ///< names of columns: ours -> theirs
};

// Header names are exact and stand in any order; a blank cell is absent; numbers have a decimal point, dates are
// YYYY-MM-DD, `directed` is true or false. A row with a bad cell is rejected with its place and reason, the good rows
// stay. `line` of a place is the physical line of a file and the row number (from 1) of a table in memory.
// Every table may have `stated_by`, `audience` and `stated_on`. Each throws
//   ImportFailed: a required column is missing, the file is empty, unreadable or over a limit (records unchanged)
//   InvalidValue: a bad audience in the options, or `columns` names a column of ours that the table does not have.

/// **id** name email phone url headline title organisation field place address birthday; other columns are attributes.
ImportReport read_people(Records& records, const std::filesystem::path& csv, const TableOptions& options = {},
                         const Control& control = {});
ImportReport read_people(Records& records, const Table& table, const TableOptions& options = {},
                         const Control& control = {});

/// **source** **target** directed kind chance strength years contexts since, and one contact a row: date channel
/// direction size. A contact needs both date and channel; rows with contacts that are alike in all fields all count.
ImportReport read_ties(Records& records, const std::filesystem::path& csv, const TableOptions& options = {},
                       const Control& control = {});
ImportReport read_ties(Records& records, const Table& table, const TableOptions& options = {},
                       const Control& control = {});

/// **person** **affiliation** weight role start end
ImportReport read_memberships(Records& records, const std::filesystem::path& csv, const TableOptions& options = {},
                              const Control& control = {});
ImportReport read_memberships(Records& records, const Table& table, const TableOptions& options = {},
                              const Control& control = {});

/// **id** name kind reach size
ImportReport read_affiliations(Records& records, const std::filesystem::path& csv, const TableOptions& options = {},
                               const Control& control = {});
ImportReport read_affiliations(Records& records, const Table& table, const TableOptions& options = {},
                               const Control& control = {});

}  // namespace weaktie
