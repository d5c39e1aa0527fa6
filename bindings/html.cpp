#include "html.hpp"

#include <algorithm>
#include <charconv>

#include <weaktie/interview/picture.hpp>
#include <weaktie/outreach/explanation.hpp>

namespace weaktie::python::html {
namespace {

constexpr std::string_view left = "text-align:left;";
constexpr std::string_view right = "text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap;";
constexpr std::string_view padding = "padding:.25em .9em .25em 0;vertical-align:top;";

std::string open(const char* tag, std::initializer_list<std::string_view> styles) {
  std::string out = std::string("<") + tag + " style=\"";
  for (const auto& style : styles) out += style;
  return out + "\">";
}

std::string cell_of(const char* tag, const Cell& cell, std::string_view more = {}) {
  return open(tag, {cell.number ? right : left, padding, more}) + cell.html + "</" + tag + ">";
}

bool starts_letter(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }

}  // namespace

std::string text(std::string_view raw, std::size_t most) {
  std::size_t letters = 0;
  for (std::size_t at = 0; at < raw.size(); ++at) {
    if (starts_letter(raw[at]) && ++letters > most) return escaped(raw.substr(0, at)) + "\xE2\x80\xA6";
  }
  return escaped(raw);
}

Cell cell(std::string_view raw) { return {text(raw), false}; }
Cell cell(std::uint64_t count) { return {count_text(count), true}; }
Cell cell(double number) {
  char digits[32];
  const auto end = std::to_chars(std::begin(digits), std::end(digits), number, std::chars_format::general, 4);
  return {std::string(std::begin(digits), end.ptr), true};
}
Cell chance(double chance) { return {percent_text(chance), true}; }

std::string count_text(std::uint64_t count) {
  std::string out = std::to_string(count);
  for (std::size_t at = out.size(); at > 3;) out.insert(at -= 3, ",");
  return out;
}

std::string counted(std::uint64_t count, std::string_view one, std::string_view many) {
  return count_text(count) + " " + std::string(count == 1 ? one : many);
}

std::string heading(std::string_view kind, const std::string& rest) {
  return open("p", {"margin:.4em 0"}) + "<strong>" + escaped(kind) + "</strong>" + (rest.empty() ? "" : ": " + rest) +
         "</p>";
}

std::string note(const std::string& html) { return open("p", {"margin:.4em 0;opacity:.75"}) + html + "</p>"; }

std::string table(const std::vector<std::string>& names, const std::vector<Row>& rows) {
  if (rows.empty()) return {};
  std::string out =
      open("div", {"max-width:100%;overflow-x:auto"}) + open("table", {"border-collapse:collapse;margin:.4em 0"});
  if (!names.empty()) {
    out += "<thead><tr>";
    for (std::size_t i = 0; i < names.size(); ++i) {
      out += cell_of("th", {escaped(names[i]), i < rows[0].size() && rows[0][i].number},
                     "font-weight:600;border-bottom:1px solid rgba(128,128,128,.6);");
    }
    out += "</tr></thead>";
  }
  out += "<tbody>";
  for (const Row& row : rows) {
    out += "<tr>";
    for (const Cell& one : row) out += cell_of("td", one, "max-width:34em;");
    out += "</tr>";
  }
  return out + "</tbody></table></div>";
}

std::string facts(const std::vector<std::pair<std::string, Cell>>& rows) {
  std::string out = open("table", {"border-collapse:collapse;margin:.4em 0"}) + "<tbody>";
  for (const auto& [name, value] : rows) {
    out += "<tr>" + cell_of("th", {escaped(name), false}, "font-weight:400;opacity:.75;white-space:nowrap;") +
           cell_of("td", {value.html, false}, "max-width:44em;") + "</tr>";
  }
  return out + "</tbody></table>";
}

std::string block(std::string_view raw) {
  return open("div", {"white-space:pre-wrap;max-width:44em;margin:.4em 0;padding:.1em 0 .1em .9em;"
                      "border-left:3px solid rgba(128,128,128,.45)"}) +
         text(raw, 20'000) + "</div>";
}

std::string folded(std::string_view summary, const std::string& html) {
  return open("details", {"margin:.4em 0"}) + "<summary>" + escaped(summary) + "</summary>" + html + "</details>";
}

std::string picture(std::string svg) {
  const std::string_view name = " xmlns=\"http://www.w3.org/2000/svg\"";  // not needed inside a page
  if (const auto at = svg.find(name); at != std::string::npos) svg.erase(at, name.size());
  if (svg.rfind("<svg", 0) == 0) svg.insert(4, " style=\"max-width:100%;height:auto\"");
  return open("div", {"max-width:100%;overflow-x:auto;margin:.4em 0"}) + svg + "</div>";
}

std::string person(const Network& network, PersonIndex index) {
  const std::string_view label = network.label(index), id = network.id(index);
  const std::string name = text(label, 60);
  return label == id ? name : name + " <small style=\"opacity:.75\">" + text(id, 40) + "</small>";
}

std::string whole(const std::string& pieces) { return "<div>" + pieces + "</div>"; }

std::string of(const Table& given, std::size_t most) {
  const std::size_t rows = std::min(given.rows(), most);
  std::vector<std::string> names;
  std::vector<Row> cells(rows);
  for (const Column& column : given.columns()) {
    names.push_back(column.name);
    const auto* numbers = std::get_if<std::vector<double>>(&column.values);
    const bool number = !column.is_bool && column.values.index() < 4;
    for (std::size_t row = 0; row < rows; ++row) {
      if (numbers != nullptr && column.has(row)) {
        cells[row].push_back(cell((*numbers)[row]));
      } else {
        cells[row].push_back({text(cell_text(column, row)), number});
      }
    }
  }
  if (rows == 0) {
    std::string columns;
    for (const auto& one : names) columns += (columns.empty() ? "" : ", ") + text(one);
    return note("0 rows" + (columns.empty() ? std::string() : "; columns: " + columns));
  }
  const std::string all = counted(given.rows(), "row", "rows");
  return table(names, cells) + note(rows < given.rows() ? "the first " + count_text(rows) + " of " + all : all);
}

}  // namespace weaktie::python::html
