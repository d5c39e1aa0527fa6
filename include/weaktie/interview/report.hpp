#pragma once
// The page: whom to ask first, through whom, with which words, and what all of it rests on.
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <weaktie/core/date.hpp>
#include <weaktie/core/ids.hpp>
#include <weaktie/interview/message.hpp>
#include <weaktie/network/network.hpp>
#include <weaktie/outreach/plan.hpp>
#include <weaktie/outreach/prospects.hpp>
#include <weaktie/records/import_report.hpp>

namespace weaktie {

/// A message as it stands on the page.
struct ReportMessage {
  std::string label = {};  ///< "To Ben Carter, who can introduce you to Li Chen"
  Message message = {};
};

/// Everything the page shows. Parts may be empty: the page then says what to do next.
struct ReportContent {
  std::string title = {};  ///< blank: made from the seeker's name and the field
  Network network = {};
  PersonIndex seeker = no_person;          ///< required
  std::string field = {};                  ///< as it was asked for: "law"
  Day as_of = {};                          ///< required; the epoch is InvalidValue
  std::vector<ImportReport> imports = {};  ///< what was read
  Prospects prospects = {};
  Introductions introductions = {};        ///< to `target`; the first three are explained step by step
  std::optional<PersonIndex> target = {};  ///< empty: where the introductions end, else the first prospect
  std::string why_none = {};               ///< the reason in words when there is no introduction
  Plan plan = {};                          ///< its first week is shown as this week
  std::vector<ReportMessage> messages = {};
  std::vector<std::string> notes = {};  ///< further sentences for the reader
  std::uint32_t shown = 20;             ///< most prospects in the table
};

/// One self-contained HTML page (UTF-8, en-GB): no script, nothing loaded from the net, every text escaped, readable by
/// screen readers, in the dark and on paper. The same content gives the same bytes.
/// @throws UnknownPerson (a person who is not in `network`), InvalidValue (`as_of`)
/// @complexity linear in what is shown
[[nodiscard]] std::string report_html(const ReportContent& content);

}  // namespace weaktie
