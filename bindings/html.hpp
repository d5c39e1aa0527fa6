#pragma once
// What a notebook shows: small pieces of HTML without script, with nothing loaded and every text escaped. Styles are
// inline and quiet, so that they hold in light and dark pages and where a notebook drops style sheets.
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <weaktie/core/columns.hpp>
#include <weaktie/network/network.hpp>

namespace weaktie::python::html {

/// Ready HTML; `number` cells stand to the right.
struct Cell {
  std::string html = {};
  bool number = false;
};
using Row = std::vector<Cell>;

/// Escaped text, cut after `most` letters.
std::string text(std::string_view raw, std::size_t most = 300);
Cell cell(std::string_view raw);
Cell cell(std::uint64_t count);
/// A number of four digits that count.
Cell cell(double number);
/// A chance as a percentage.
Cell chance(double chance);

/// "1,234".
std::string count_text(std::uint64_t count);
/// "1 row", "1,234 rows".
std::string counted(std::uint64_t count, std::string_view one, std::string_view many);

/// A paragraph that names what is shown: the kind in bold, then `rest`, which is ready HTML.
std::string heading(std::string_view kind, const std::string& rest = {});
/// A quiet paragraph of ready HTML.
std::string note(const std::string& html);
/// A table of rows as wide as `names`; nothing when there are no rows. Without names: no header.
std::string table(const std::vector<std::string>& names, const std::vector<Row>& rows);
/// Name and value, one below the other.
std::string facts(const std::vector<std::pair<std::string, Cell>>& rows);
/// Text with its line breaks kept.
std::string block(std::string_view raw);
/// What is folded away until it is asked for.
std::string folded(std::string_view summary, const std::string& html);
/// A picture inside the page.
std::string picture(std::string svg);
/// A person's name with the id, by which code knows them.
std::string person(const Network& network, PersonIndex index);
/// All pieces together.
std::string whole(const std::string& pieces);

/// The first rows of a table.
std::string of(const Table& table, std::size_t most = 10);

}  // namespace weaktie::python::html
