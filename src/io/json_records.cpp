// See json_records.hpp.
#include "json_records.hpp"

#include <nlohmann/json.hpp>

#include <utf8proc.h>

#include <weaktie/core/text.hpp>

#include "json_lines.hpp"

namespace weaktie::io {
namespace {

class RecordHandler : public nlohmann::json_sax<nlohmann::json> {
 public:
  RecordHandler(const std::string& bytes, const std::string& file, const ReadLimits& limits, const Control& control,
                const Reading& reading)
      : bytes_(bytes), file_(file), limits_(limits), control_(control), reading_(reading) {}

  bool null() override { return true; }
  bool boolean(bool value) override { return take(value ? "true" : "false"); }
  bool number_integer(number_integer_t value) override { return take(std::to_string(value)); }
  bool number_unsigned(number_unsigned_t value) override { return take(std::to_string(value)); }
  bool number_float(number_float_t, const string_t& text) override { return take(text); }
  bool string(string_t& value) override {
    if (value.size() > limits_.field_bytes) over("field_bytes", limits_.field_bytes);
    return take(value);
  }
  bool binary(binary_t&) override { return true; }
  bool key(string_t& value) override {
    key_ = value;
    return true;
  }
  bool start_object(std::size_t) override {
    const bool in_list = !open_.empty() && open_.back().list;
    deeper(false);
    if (in_list && record_depth_ == 0) {
      record_depth_ = open_.size();
      record_ = {};
      record_.line = reading_.line;
      record_.list = open_[open_.size() - 2].key;
    }
    return true;
  }
  bool end_object() override {
    if (open_.size() == record_depth_) {
      record_depth_ = 0;
      if (out.size() >= limits_.rows) over("rows", limits_.rows);
      out.push_back(std::move(record_));
      if (out.size() % 1024 == 0) control_.check(reading_.at, bytes_.size());
    }
    open_.pop_back();
    return true;
  }
  bool start_array(std::size_t) override {
    deeper(true);
    if (record_depth_ != 0) ++lists_inside_;
    return true;
  }
  bool end_array() override {
    if (record_depth_ != 0) --lists_inside_;
    open_.pop_back();
    return true;
  }
  bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception& error) override {
    fail_malformed(bytes_, position, error.what(), file_);
  }

  std::vector<JsonRecord> out;

 private:
  struct Open {
    bool list;
    std::string key;  // under which it stands
  };

  void deeper(bool list) {
    if (open_.size() >= limits_.depth) over("depth", limits_.depth);
    open_.push_back({list, std::exchange(key_, {})});
  }
  bool take(std::string value) {
    if (record_depth_ != 0 && lists_inside_ == 0) record_.fields.emplace_back(key_, std::move(value));
    return true;
  }
  [[noreturn]] void over(const char* limit, std::uint64_t value) const {
    Place at;
    at.file = file_;
    at.line = reading_.line;
    throw ImportFailed("the JSON is over the limit " + std::string(limit) + " of " + std::to_string(value), file_, at);
  }

  const std::string& bytes_;
  const std::string& file_;
  const ReadLimits& limits_;
  const Control& control_;
  const Reading& reading_;
  std::vector<Open> open_;
  std::string key_;
  std::size_t record_depth_ = 0;  // how many are open with the record; 0 outside records
  std::size_t lists_inside_ = 0;
  JsonRecord record_;
};

}  // namespace

std::string_view JsonRecord::field(std::string_view name) const {
  for (const auto& [key, value] : fields) {
    if (key == name) return value;
  }
  return {};
}

std::vector<JsonRecord> read_json_records(const std::string& bytes, const std::string& file, const ReadLimits& limits,
                                          const Control& control) {
  Reading reading;
  RecordHandler handler(bytes, file, limits, control, reading);
  const char* begin = bytes.data();
  nlohmann::json::sax_parse(LineIterator(begin, &reading), LineIterator(begin + bytes.size(), &reading), &handler);
  return std::move(handler.out);
}

std::string repaired(std::string_view text) {
  std::string bytes;
  const auto* at = reinterpret_cast<const utf8proc_uint8_t*>(text.data());  // what utf8proc takes
  auto left = static_cast<utf8proc_ssize_t>(text.size());
  bool any = false;
  while (left > 0) {
    utf8proc_int32_t point = 0;
    const utf8proc_ssize_t used = utf8proc_iterate(at, left, &point);
    if (used <= 0 || point > 0xFF) return std::string(text);
    any = any || point > 0x7F;
    bytes += static_cast<char>(static_cast<unsigned char>(point));
    at += used;
    left -= used;
  }
  return any && is_utf8(bytes) ? bytes : std::string(text);
}

}  // namespace weaktie::io
