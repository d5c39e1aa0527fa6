#pragma once
// Reads a file or folder whatever it is, and says what it took it for.
#include <filesystem>

#include <weaktie/core/control.hpp>
#include <weaktie/records/import_report.hpp>
#include <weaktie/records/records.hpp>

namespace weaktie {

/// Recognises a LinkedIn export (zip, folder or one of its files), a Facebook or X archive, Google and Outlook
/// contacts, vCards, an iCalendar file, an mbox file, the four tables by their columns, an alumni directory, an
/// attendee list and a graph file (GraphML, GEXF, node-link JSON), and reads it; `format` of the report says what it
/// was taken for and by what. Records stay unchanged when this throws.
/// @throws ImportFailed: not recognised; says what the file looked like and what can be read
ImportReport read(Records& records, const std::filesystem::path& path, const ImportOptions& options = {},
                  const Control& control = {});

}  // namespace weaktie
