#include <weaktie/core/arrow.hpp>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace weaktie {
namespace {

// ---------------------------------------------------------------------------------------------------------- export

constexpr std::uint64_t narrow_limit = std::numeric_limits<std::int32_t>::max();

using Strings = std::vector<std::string>;
using StringLists = std::vector<std::vector<std::string>>;

/// Whether 32-bit offsets do not reach.
template <class Cells>
bool is_large(const Cells& cells) {
  std::uint64_t total = 0;
  for (const auto& cell : cells) {
    if constexpr (std::is_same_v<Cells, StringLists>) {
      for (const auto& text : cell) total += text.size() + 1;  // + 1: their number is bounded with their bytes
    } else {
      total += cell.size();
    }
  }
  return total > narrow_limit;
}
bool is_large(const NumberLists& lists) { return lists.numbers().size() > narrow_limit; }

const char* format_of(const Column& column) {
  struct Formats {
    bool is_bool;
    const char* operator()(const std::vector<double>&) const { return "g"; }
    const char* operator()(const std::vector<std::int64_t>&) const { return "l"; }
    const char* operator()(const std::vector<std::uint32_t>&) const { return "I"; }
    const char* operator()(const std::vector<std::uint8_t>&) const { return is_bool ? "b" : "C"; }
    const char* operator()(const Strings& cells) const { return is_large(cells) ? "U" : "u"; }
    const char* operator()(const std::vector<Day>&) const { return "tdD"; }
    const char* operator()(const StringLists& cells) const { return is_large(cells) ? "+L" : "+l"; }
    const char* operator()(const NumberLists& cells) const { return is_large(cells) ? "+L" : "+l"; }
  };
  return std::visit(Formats{column.is_bool}, column.values);
}

/// What an exported schema owns.
struct SchemaOwner {
  std::string name;
  std::vector<ArrowSchema> children;
  std::vector<ArrowSchema*> pointers;
};

void release_schema(ArrowSchema* schema) {
  auto* owner = static_cast<SchemaOwner*>(schema->private_data);
  for (auto& child : owner->children) {
    if (child.release != nullptr) child.release(&child);
  }
  delete owner;
  schema->release = nullptr;
}

void fill_schema(ArrowSchema* out, const char* format, std::string name, std::size_t children) {
  auto owner = std::make_unique<SchemaOwner>();
  owner->name = std::move(name);
  owner->children.resize(children);
  for (auto& child : owner->children) {
    child = {};
    owner->pointers.push_back(&child);
  }
  *out = {};
  out->format = format;
  out->name = owner->name.c_str();
  out->flags = ARROW_FLAG_NULLABLE;
  out->n_children = static_cast<std::int64_t>(children);
  out->children = owner->pointers.data();
  out->release = &release_schema;
  out->private_data = owner.release();
}

void fill_column_schema(ArrowSchema* out, const Column& column) {
  const char* format = format_of(column);
  const bool list = format[0] == '+';
  fill_schema(out, format, column.name, list ? 1 : 0);
  if (!list) return;
  const bool numbers = std::holds_alternative<NumberLists>(column.values);
  fill_schema(out->children[0], numbers ? "I" : format[1] == 'L' ? "U" : "u", "item", 0);
}

/// What an exported array owns: the table where its buffers point into it, and the buffers laid out for it.
struct ArrayOwner {
  std::shared_ptr<const Table> table;
  std::vector<std::vector<std::uint64_t>> blocks;  // 64-bit words: aligned for every type
  std::vector<const void*> buffers;
  std::vector<ArrowArray> children;
  std::vector<ArrowArray*> pointers;

  template <class T>
  T* block(std::size_t count) {
    blocks.emplace_back(count * sizeof(T) / 8 + 1);
    return reinterpret_cast<T*>(blocks.back().data());
  }
};

void release_array(ArrowArray* array) {
  auto* owner = static_cast<ArrayOwner*>(array->private_data);
  for (auto& child : owner->children) {
    if (child.release != nullptr) child.release(&child);
  }
  delete owner;
  array->release = nullptr;
}

void set_bit(std::uint8_t* bits, std::size_t i) {
  bits[i / 8] = static_cast<std::uint8_t>(bits[i / 8] | (1U << (i % 8)));
}

/// Hands a filled owner over to `out`.
void fill_array(ArrowArray* out, std::unique_ptr<ArrayOwner> owner, std::size_t length, std::int64_t nulls) {
  *out = {};
  out->length = static_cast<std::int64_t>(length);
  out->null_count = nulls;
  out->n_buffers = static_cast<std::int64_t>(owner->buffers.size());
  out->buffers = owner->buffers.data();
  out->n_children = static_cast<std::int64_t>(owner->pointers.size());
  out->children = owner->pointers.data();
  out->release = &release_array;
  out->private_data = owner.release();
}

template <class Offset, class Texts>
void lay_out_texts(ArrayOwner& owner, const Texts& texts, std::size_t count) {
  auto* offsets = owner.block<Offset>(count + 1);
  std::size_t total = 0;
  for (const std::string& text : texts) total += text.size();
  auto* bytes = owner.block<char>(total);
  std::size_t at = 0, i = 0;
  for (const std::string& text : texts) {
    offsets[i++] = static_cast<Offset>(at);
    std::copy(text.begin(), text.end(), bytes + at);
    at += text.size();
  }
  offsets[i] = static_cast<Offset>(at);
  owner.buffers.push_back(offsets);
  owner.buffers.push_back(bytes);
}

/// All entries of all lists, one after the other.
struct Joined {
  const StringLists* lists;
  struct Iterator {
    const StringLists* lists;
    std::size_t row, entry;
    const std::string& operator*() const { return (*lists)[row][entry]; }
    Iterator& operator++() {
      ++entry;
      skip();
      return *this;
    }
    bool operator!=(const Iterator& other) const { return row != other.row; }
    void skip() {
      while (row < lists->size() && entry == (*lists)[row].size()) {
        ++row;
        entry = 0;
      }
    }
  };
  [[nodiscard]] Iterator begin() const {
    Iterator first{lists, 0, 0};
    first.skip();
    return first;
  }
  [[nodiscard]] Iterator end() const { return {lists, lists->size(), 0}; }
};

template <class Lists>
void lay_out_offsets(ArrayOwner& owner, const Lists& lists, bool large) {
  std::size_t at = 0;
  if (large) {
    auto* offsets = owner.block<std::int64_t>(lists.size() + 1);
    for (std::size_t i = 0; i < lists.size(); at += lists[i].size(), ++i) offsets[i] = static_cast<std::int64_t>(at);
    offsets[lists.size()] = static_cast<std::int64_t>(at);
    owner.buffers.push_back(offsets);
  } else {
    auto* offsets = owner.block<std::int32_t>(lists.size() + 1);
    for (std::size_t i = 0; i < lists.size(); at += lists[i].size(), ++i) offsets[i] = static_cast<std::int32_t>(at);
    offsets[lists.size()] = static_cast<std::int32_t>(at);
    owner.buffers.push_back(offsets);
  }
}

void fill_column_array(ArrowArray* out, const std::shared_ptr<const Table>& table, const Column& column) {
  auto owner = std::make_unique<ArrayOwner>();
  owner->table = table;
  const std::size_t rows = column.size();
  std::int64_t nulls = 0;
  owner->buffers.push_back(nullptr);
  if (!column.missing.empty()) {
    auto* valid = owner->block<std::uint8_t>(rows / 8 + 1);
    for (std::size_t row = 0; row < rows; ++row) {
      if (column.missing[row]) {
        ++nulls;
      } else {
        set_bit(valid, row);
      }
    }
    owner->buffers[0] = valid;
  }

  struct Filler {
    ArrayOwner& owner;
    std::size_t rows;
    bool is_bool;

    // A zero-length column still gets a buffer: not every receiver takes a null pointer.
    void plain(const void* data) const {
      owner.buffers.push_back(data != nullptr ? data : owner.block<std::uint64_t>(1));
    }
    void operator()(const std::vector<double>& cells) const { plain(cells.data()); }
    void operator()(const std::vector<std::int64_t>& cells) const { plain(cells.data()); }
    void operator()(const std::vector<std::uint32_t>& cells) const { plain(cells.data()); }
    void operator()(const std::vector<std::uint8_t>& cells) const {
      if (!is_bool) return plain(cells.data());
      auto* bits = owner.block<std::uint8_t>(rows / 8 + 1);
      for (std::size_t row = 0; row < rows; ++row) {
        if (cells[row] != 0) set_bit(bits, row);
      }
      owner.buffers.push_back(bits);
    }
    void operator()(const Strings& cells) const {
      if (is_large(cells)) {
        lay_out_texts<std::int64_t>(owner, cells, rows);
      } else {
        lay_out_texts<std::int32_t>(owner, cells, rows);
      }
    }
    void operator()(const std::vector<Day>& cells) const {
      auto* days = owner.block<std::int32_t>(rows);
      for (std::size_t row = 0; row < rows; ++row) {
        days[row] = static_cast<std::int32_t>(cells[row].time_since_epoch().count());
      }
      owner.buffers.push_back(days);
    }
    void operator()(const StringLists& cells) const {
      const bool large = is_large(cells);
      lay_out_offsets(owner, cells, large);
      auto entries = std::make_unique<ArrayOwner>();
      std::size_t count = 0;
      for (const auto& list : cells) count += list.size();
      entries->buffers.push_back(nullptr);
      if (large) {
        lay_out_texts<std::int64_t>(*entries, Joined{&cells}, count);
      } else {
        lay_out_texts<std::int32_t>(*entries, Joined{&cells}, count);
      }
      adopt(std::move(entries), count);
    }
    void operator()(const NumberLists& cells) const {
      lay_out_offsets(owner, cells, is_large(cells));
      auto entries = std::make_unique<ArrayOwner>();
      const auto numbers = cells.numbers();
      entries->table = owner.table;  // whose numbers these are
      entries->buffers = {nullptr, numbers.empty() ? entries->block<std::uint32_t>(1) : numbers.data()};
      adopt(std::move(entries), numbers.size());
    }
    void adopt(std::unique_ptr<ArrayOwner> entries, std::size_t count) const {
      owner.children.resize(1);
      owner.pointers = {owner.children.data()};
      fill_array(owner.children.data(), std::move(entries), count, 0);
    }
  };
  std::visit(Filler{*owner, rows, column.is_bool}, column.values);
  fill_array(out, std::move(owner), rows, nulls);
}

struct ExportedStream {
  std::shared_ptr<const Table> table;
  bool done = false;
  std::string error = {};
};

/// Runs `work` and turns what it throws into an error code: nothing may be thrown into a C caller.
template <class Work>
int guarded(ArrowArrayStream* stream, Work work) {
  auto* state = static_cast<ExportedStream*>(stream->private_data);
  try {
    work(*state);
    return 0;
  } catch (const std::bad_alloc&) {
    return ENOMEM;
  } catch (const std::exception& error) {
    try {
      state->error = error.what();
    } catch (...) {
    }
    return EINVAL;
  }
}

int export_schema(ArrowArrayStream* stream, ArrowSchema* out) {
  return guarded(stream, [out](ExportedStream& state) {
    const auto& columns = state.table->columns();
    ArrowSchema schema;
    fill_schema(&schema, "+s", "", columns.size());
    schema.flags = 0;
    try {
      for (std::size_t i = 0; i < columns.size(); ++i) fill_column_schema(schema.children[i], columns[i]);
    } catch (...) {
      schema.release(&schema);
      throw;
    }
    *out = schema;
  });
}

int export_next(ArrowArrayStream* stream, ArrowArray* out) {
  return guarded(stream, [out](ExportedStream& state) {
    *out = {};
    if (state.done) return;  // a released array: the end
    const auto& columns = state.table->columns();
    auto owner = std::make_unique<ArrayOwner>();
    owner->table = state.table;
    owner->buffers = {nullptr};
    owner->children.resize(columns.size());
    for (auto& child : owner->children) {
      child = {};
      owner->pointers.push_back(&child);
    }
    ArrowArray batch;
    fill_array(&batch, std::move(owner), state.table->rows(), 0);
    try {
      for (std::size_t i = 0; i < columns.size(); ++i) fill_column_array(batch.children[i], state.table, columns[i]);
    } catch (...) {
      batch.release(&batch);
      throw;
    }
    *out = batch;
    state.done = true;
  });
}

const char* export_error(ArrowArrayStream* stream) {
  const auto* state = static_cast<ExportedStream*>(stream->private_data);
  return state->error.empty() ? nullptr : state->error.c_str();
}

void release_stream(ArrowArrayStream* stream) {
  delete static_cast<ExportedStream*>(stream->private_data);
  stream->release = nullptr;
}

// ---------------------------------------------------------------------------------------------------------- import

/// Releases on the way out.
template <class Struct>
struct Released {
  Struct* what;
  explicit Released(Struct* owned) : what(owned) {}
  Released(const Released&) = delete;
  Released& operator=(const Released&) = delete;
  ~Released() {
    if (what != nullptr && what->release != nullptr) what->release(what);
  }
};

enum class CellKind : std::uint8_t { blank, number, integer, uint32, uint8, truth, text, day, list };

bool is_one_of(char letter, std::string_view letters) { return letters.find(letter) != std::string_view::npos; }

std::string column_name(const ArrowSchema& schema) { return schema.name == nullptr ? "" : schema.name; }

[[noreturn]] void refuse_type(const ArrowSchema& schema, const std::string& column) {
  const std::string format = schema.format == nullptr ? "" : schema.format;
  throw InvalidValue(
      "column '" + column + "' has the Arrow type '" + format +
          "', which is none of integer, float, bool, utf8, date, timestamp and lists of utf8 or integers",
      format, Place{{}, 0, 0, column});
}

CellKind kind_of(const ArrowSchema& schema, const std::string& column) {
  if (schema.dictionary != nullptr) {
    const CellKind kind = kind_of(*schema.dictionary, column);
    if (kind == CellKind::list) refuse_type(*schema.dictionary, column);
    return kind;
  }
  const std::string_view format = schema.format == nullptr ? "" : schema.format;
  if (format.size() == 1) {
    if (format == "n") return CellKind::blank;
    if (format == "b") return CellKind::truth;
    if (format == "C") return CellKind::uint8;
    if (format == "I") return CellKind::uint32;
    if (is_one_of(format[0], "csSilL")) return CellKind::integer;
    if (is_one_of(format[0], "fg")) return CellKind::number;
    if (is_one_of(format[0], "uU")) return CellKind::text;
  }
  if (format == "vu") return CellKind::text;
  if (format == "tdD" || format == "tdm") return CellKind::day;
  if (format.size() >= 3 && format.substr(0, 2) == "ts" && is_one_of(format[2], "smun")) return CellKind::day;
  const bool list =
      format == "+l" || format == "+L" || format == "+vl" || format == "+vL" || format.substr(0, 3) == "+w:";
  if (list && schema.n_children == 1) {
    const CellKind entry = kind_of(*schema.children[0], column);
    if (entry == CellKind::text || entry == CellKind::blank || entry == CellKind::integer ||
        entry == CellKind::uint32 || entry == CellKind::uint8) {
      return CellKind::list;
    }
  }
  refuse_type(schema, column);
}

bool bit(const void* bits, std::int64_t i) {
  return ((static_cast<const std::uint8_t*>(bits)[i / 8] >> (i % 8)) & 1U) != 0;
}

template <class T>
T value_at(const ArrowArray& array, std::int64_t i) {
  return static_cast<const T*>(array.buffers[1])[i];
}

/// One cell: an array with its schema and the physical position (offsets applied).
struct Cell {
  const ArrowSchema* schema;
  const ArrowArray* array;
  std::int64_t at;

  [[nodiscard]] bool is_blank() const {
    if (array->n_buffers == 0 || schema->format[0] == 'n') return true;
    return array->null_count != 0 && array->buffers[0] != nullptr && !bit(array->buffers[0], at);
  }
};

std::int64_t integer_at(const Cell& cell, const std::string& column) {
  switch (cell.schema->format[0]) {
    case 'c':
      return value_at<std::int8_t>(*cell.array, cell.at);
    case 'C':
      return value_at<std::uint8_t>(*cell.array, cell.at);
    case 's':
      return value_at<std::int16_t>(*cell.array, cell.at);
    case 'S':
      return value_at<std::uint16_t>(*cell.array, cell.at);
    case 'i':
      return value_at<std::int32_t>(*cell.array, cell.at);
    case 'I':
      return value_at<std::uint32_t>(*cell.array, cell.at);
    case 'l':
      return value_at<std::int64_t>(*cell.array, cell.at);
    case 'L': {
      const auto value = value_at<std::uint64_t>(*cell.array, cell.at);
      if (value > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) {
        throw InvalidValue("column '" + column + "' holds " + std::to_string(value) +
                               "; integers lie in -9223372036854775808 .. 9223372036854775807",
                           std::to_string(value), Place{{}, 0, 0, column});
      }
      return static_cast<std::int64_t>(value);
    }
    default:
      refuse_type(*cell.schema, column);
  }
}

/// Follows a dictionary to the cell that holds the value; `at` < 0 when it is blank.
Cell followed(Cell cell, const std::string& column) {
  while (true) {
    if (cell.is_blank()) return {cell.schema, cell.array, -1};
    if (cell.schema->dictionary == nullptr) return cell;
    const std::int64_t code = integer_at(cell, column);
    const ArrowArray* dictionary = cell.array->dictionary;
    if (dictionary == nullptr || code < 0 || code >= dictionary->length) {
      throw InvalidValue(
          "column '" + column + "' has the dictionary code " + std::to_string(code) + " beyond its dictionary",
          std::to_string(code), Place{{}, 0, 0, column});
    }
    cell = {cell.schema->dictionary, dictionary, dictionary->offset + code};
  }
}

std::string_view text_at(const Cell& cell) {
  const ArrowArray& array = *cell.array;
  const auto between = [&](std::int64_t begin, std::int64_t end) {
    if (end <= begin) return std::string_view();
    return std::string_view(static_cast<const char*>(array.buffers[2]) + begin, static_cast<std::size_t>(end - begin));
  };
  if (cell.schema->format[0] == 'u') {
    return between(value_at<std::int32_t>(array, cell.at), value_at<std::int32_t>(array, cell.at + 1));
  }
  if (cell.schema->format[0] == 'U') {
    return between(value_at<std::int64_t>(array, cell.at), value_at<std::int64_t>(array, cell.at + 1));
  }
  // A view is 16 bytes: length, then up to 12 bytes in place, or a prefix, the number of a buffer and a position in it.
  const char* view = static_cast<const char*>(array.buffers[1]) + cell.at * 16;
  std::int32_t parts[4];
  std::memcpy(parts, view, sizeof parts);
  if (parts[0] <= 0) return {};
  const auto length = static_cast<std::size_t>(parts[0]);
  if (length <= 12) return {view + 4, length};
  return {static_cast<const char*>(array.buffers[2 + parts[2]]) + parts[3], length};
}

Day day_at(const Cell& cell, const std::string& column) {
  const std::string_view format = cell.schema->format;
  std::int64_t units_a_day = 1;
  if (format == "tdm") units_a_day = 86'400'000;
  if (format[1] == 's') {
    const std::int64_t seconds = 86'400;
    units_a_day = format[2] == 's'   ? seconds
                  : format[2] == 'm' ? seconds * 1'000
                  : format[2] == 'u' ? seconds * 1'000'000
                                     : seconds * 1'000'000'000;
  }
  const std::int64_t units =
      format == "tdD" ? value_at<std::int32_t>(*cell.array, cell.at) : value_at<std::int64_t>(*cell.array, cell.at);
  const std::int64_t days = units / units_a_day - (units % units_a_day < 0 ? 1 : 0);
  constexpr std::int64_t first = -719'162, last = 2'932'896;  // 0001-01-01 and 9999-12-31
  if (days < first || days > last) {
    throw InvalidValue("column '" + column + "' holds a day outside the years 1 to 9999 (" + std::to_string(days) +
                           " days from 1970-01-01)",
                       std::to_string(days), Place{{}, 0, 0, column});
  }
  return Day(std::chrono::days(days));
}

/// The entries of a list cell: physical positions in the child array.
std::pair<std::int64_t, std::int64_t> list_range(const Cell& cell) {
  const ArrowArray& array = *cell.array;
  const std::string_view format = cell.schema->format;
  const std::int64_t base = array.children[0]->offset;
  if (format[1] == 'w') {
    std::int64_t width = 0;
    for (const char digit : format.substr(3)) width = width * 10 + (digit - '0');
    return {base + cell.at * width, base + (cell.at + 1) * width};
  }
  const auto read = [&](std::int64_t buffer, std::int64_t i) {
    const void* data = array.buffers[buffer];
    return format.back() == 'L' ? static_cast<const std::int64_t*>(data)[i]
                                : std::int64_t{static_cast<const std::int32_t*>(data)[i]};
  };
  const std::int64_t begin = read(1, cell.at);
  const std::int64_t end = format[1] == 'v' ? begin + read(2, cell.at) : read(1, cell.at + 1);
  return {base + begin, base + end};
}

/// Collects the cells of one column over all batches.
class ColumnReader {
 public:
  ColumnReader(const ArrowSchema& schema, std::string name) : schema_(&schema), kind_(kind_of(schema, name)) {
    column_.name = std::move(name);
    column_.is_bool = kind_ == CellKind::truth;
    switch (kind_) {
      case CellKind::number:
        column_.values = std::vector<double>();
        break;
      case CellKind::integer:
        column_.values = std::vector<std::int64_t>();
        break;
      case CellKind::uint32:
        column_.values = std::vector<std::uint32_t>();
        break;
      case CellKind::uint8:
      case CellKind::truth:
        column_.values = std::vector<std::uint8_t>();
        break;
      case CellKind::blank:
      case CellKind::text:
        column_.values = Strings();
        break;
      case CellKind::day:
        column_.values = std::vector<Day>();
        break;
      case CellKind::list: {
        const CellKind entry = kind_of(*schema.children[0], column_.name);
        if (entry == CellKind::text || entry == CellKind::blank) {
          column_.values = StringLists();
        } else {
          column_.values = NumberLists();
        }
        break;
      }
    }
  }

  /// Rows first .. first + count - 1 of an array; `row_is_blank` speaks for the struct around it.
  template <class RowIsBlank>
  void read(const ArrowArray& array, std::int64_t first, std::int64_t count, const RowIsBlank& row_is_blank) {
    std::visit(
        [&](auto& cells) {
          cells.reserve(cells.size() + static_cast<std::size_t>(count));
          for (std::int64_t row = first; row < first + count; ++row) {
            Cell cell{schema_, &array, -1};
            if (!row_is_blank(row)) cell = followed({schema_, &array, array.offset + row}, column_.name);
            column_.missing.push_back(cell.at < 0);
            any_blank_ = any_blank_ || cell.at < 0;
            if constexpr (std::is_same_v<std::decay_t<decltype(cells)>, NumberLists>) {
              std::vector<std::uint32_t> list;
              if (cell.at >= 0) take(list, cell);
              cells.push_back(list);
            } else {
              cells.emplace_back();
              if (cell.at >= 0) take(cells.back(), cell);
            }
          }
        },
        column_.values);
  }

  Column finished() {
    if (!any_blank_) column_.missing.clear();
    return std::move(column_);
  }

 private:
  void take(double& out, const Cell& cell) const {
    out = cell.schema->format[0] == 'f' ? double{value_at<float>(*cell.array, cell.at)}
                                        : value_at<double>(*cell.array, cell.at);
  }
  void take(std::int64_t& out, const Cell& cell) const { out = integer_at(cell, column_.name); }
  void take(std::uint32_t& out, const Cell& cell) const { out = value_at<std::uint32_t>(*cell.array, cell.at); }
  void take(std::uint8_t& out, const Cell& cell) const {
    out = kind_ == CellKind::truth ? static_cast<std::uint8_t>(bit(cell.array->buffers[1], cell.at) ? 1 : 0)
                                   : value_at<std::uint8_t>(*cell.array, cell.at);
  }
  void take(std::string& out, const Cell& cell) const { out = text_at(cell); }
  void take(Day& out, const Cell& cell) const { out = day_at(cell, column_.name); }
  void take(std::vector<std::string>& out, const Cell& cell) const {
    each_entry(cell, [&](const Cell& entry) { out.emplace_back(text_at(entry)); });
  }
  void take(std::vector<std::uint32_t>& out, const Cell& cell) const {
    each_entry(cell, [&](const Cell& entry) {
      const std::int64_t value = integer_at(entry, column_.name);
      if (value < 0 || value > std::numeric_limits<std::uint32_t>::max()) {
        throw InvalidValue("column '" + column_.name + "' holds a list with " + std::to_string(value) +
                               "; numbers in lists lie in 0 .. 4294967295",
                           std::to_string(value), Place{{}, 0, 0, column_.name});
      }
      out.push_back(static_cast<std::uint32_t>(value));
    });
  }
  template <class Take>
  void each_entry(const Cell& cell, const Take& take_entry) const {
    const auto range = list_range(cell);
    for (std::int64_t i = range.first; i < range.second; ++i) {
      const Cell entry = followed({cell.schema->children[0], cell.array->children[0], i}, column_.name);
      if (entry.at >= 0) take_entry(entry);
    }
  }

  const ArrowSchema* schema_;
  CellKind kind_;
  Column column_ = {};
  bool any_blank_ = false;
};

/// Collects batches of one schema.
class TableReader {
 public:
  explicit TableReader(const ArrowSchema& schema) : is_struct_(std::string_view(schema.format) == "+s") {
    if (!is_struct_) {
      columns_.emplace_back(schema, column_name(schema));
      return;
    }
    for (std::int64_t i = 0; i < schema.n_children; ++i) {
      columns_.emplace_back(*schema.children[i], column_name(*schema.children[i]));
    }
  }

  void read(const ArrowArray& batch) {
    const auto kept = [](std::int64_t) { return false; };
    if (!is_struct_) {
      columns_.front().read(batch, 0, batch.length, kept);
      return;
    }
    if (batch.n_children != static_cast<std::int64_t>(columns_.size())) {
      throw InvalidValue("an Arrow batch has " + std::to_string(batch.n_children) + " columns, its schema " +
                         std::to_string(columns_.size()));
    }
    const bool has_blank_rows = batch.null_count != 0 && batch.n_buffers > 0 && batch.buffers[0] != nullptr;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      const ArrowArray& child = *batch.children[i];
      if (has_blank_rows) {
        columns_[i].read(child, batch.offset, batch.length,
                         [&](std::int64_t row) { return !bit(batch.buffers[0], row); });
      } else {
        columns_[i].read(child, batch.offset, batch.length, kept);
      }
    }
  }

  Table finished() {
    Table table;
    for (auto& column : columns_) table.add(column.finished());
    return table;
  }

 private:
  bool is_struct_;
  std::vector<ColumnReader> columns_;
};

}  // namespace

void export_stream(std::shared_ptr<const Table> table, ArrowArrayStream* out) {
  *out = {};
  for (const Column& column : table->columns()) {
    if (column.name.find('\0') != std::string::npos) {
      throw InvalidValue(
          "a column whose name holds a NUL byte cannot cross the Arrow interface, which ends names there", column.name);
    }
  }
  out->private_data = new ExportedStream{std::move(table)};
  out->get_schema = &export_schema;
  out->get_next = &export_next;
  out->get_last_error = &export_error;
  out->release = &release_stream;
}

Table import_stream(ArrowArrayStream* stream) {
  if (stream == nullptr || stream->release == nullptr) throw InvalidValue("this Arrow stream was used before");
  const Released<ArrowArrayStream> owned(stream);
  const auto require = [stream](int code) {
    if (code == 0) return;
    const char* reason = stream->get_last_error(stream);
    throw InvalidValue(std::string("the Arrow stream reports: ") + (reason != nullptr ? reason : std::strerror(code)));
  };
  ArrowSchema schema = {};
  require(stream->get_schema(stream, &schema));
  const Released<ArrowSchema> owned_schema(&schema);
  TableReader reader(schema);
  while (true) {
    ArrowArray batch = {};
    require(stream->get_next(stream, &batch));
    if (batch.release == nullptr) return reader.finished();
    const Released<ArrowArray> owned_batch(&batch);
    reader.read(batch);
  }
}

Table import_array(ArrowSchema* schema, ArrowArray* array) {
  const Released<ArrowSchema> owned_schema(schema);
  const Released<ArrowArray> owned_array(array);
  if (schema == nullptr || schema->release == nullptr || array == nullptr || array->release == nullptr) {
    throw InvalidValue("this Arrow array was used before");
  }
  TableReader reader(*schema);
  reader.read(*array);
  return reader.finished();
}

}  // namespace weaktie
