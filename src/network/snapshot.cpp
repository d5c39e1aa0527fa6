// Networks in the sections of a file.
#include <weaktie/network/snapshot.hpp>

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "../core/sections.hpp"
#include "check_data.hpp"
#include "network_arrays.hpp"

namespace weaktie {
namespace {

// Raised when sections are added, dropped or mean something else. A reader knows every version up to its own.
constexpr std::uint32_t format_version = 1;

// The rows of a file are the rows in memory.
static_assert(sizeof(Step) == 8 && offsetof(Step, cost) == 4);
static_assert(sizeof(detail::Group) == 24 && offsetof(detail::Group, kind) == 16 &&
              offsetof(detail::Group, has_size) == 17);
static_assert(sizeof(detail::Fact) == 88 && offsetof(detail::Fact, stated_tau) == 72 &&
              offsetof(detail::Fact, source) == 80 && offsetof(detail::Fact, kind) == 84 &&
              offsetof(detail::Fact, has_stated_tau) == 86);

struct Meta {
  std::uint64_t tie_count = 0;
  std::int64_t as_of = 0;  ///< days since 1970-01-01
  std::uint64_t small_event = 0;
  std::uint64_t small_group = 0;
  std::uint32_t flags = 0;
  StepCost least_group = 0;
  std::uint8_t group_shift = 0;   ///< of packed memberships by person
  std::uint8_t member_shift = 0;  ///< and by group
  std::array<std::uint8_t, 6> unused = {};
};
static_assert(sizeof(Meta) == 48);
constexpr std::uint64_t kib_asked = 8192;  // between two looks at whether to go on writing
constexpr std::uint32_t is_symmetric = 1, has_people = 2, has_as_of = 4, all_flags = 7;

/// Writer, and what is written that does not lie in the network itself.
struct Packed {
  sections::Writer writer{sections::Holds::network, format_version};
  Meta meta = {};
  std::vector<double> model = {};

  explicit Packed(const Network& network) {
    const detail::NetworkData& data = network.data();
    // What would not be taken when it is opened is refused while there is still somebody who can mend it.
    detail::check_contents(data, [](std::string_view section, const std::string& found) {
      throw InvalidValue("this network cannot be saved: in its " + std::string(section) + ", " + found);
    });
    meta.tie_count = data.tie_count;
    meta.as_of = data.as_of ? data.as_of->time_since_epoch().count() : 0;
    meta.small_event = data.model.step.small_event;
    meta.small_group = data.model.step.small_group;
    meta.flags =
        (data.symmetric ? is_symmetric : 0U) | (data.has_people ? has_people : 0U) | (data.as_of ? has_as_of : 0U);
    meta.least_group = data.least_group;
    meta.group_shift = data.groups_of.shift;
    meta.member_shift = data.members_of.shift;
    detail::for_each_number(data.model, [this](double number) { model.push_back(number); });
    writer.add("meta", std::span<const Meta>(&meta, 1));
    writer.add("model", std::span<const double>(model));
    detail::for_each_array(data, [this](const std::string& name, const auto& array) {
      if (!array.empty()) writer.add(name, array);
    });
  }
  Packed(const Packed&) = delete;
  Packed& operator=(const Packed&) = delete;
};

Network unpacked(sections::Store store, const SnapshotOptions& options, const Control& control = {}) {
  sections::Reader reader(std::move(store), sections::Holds::network, format_version);
  const auto refuse = [&reader](std::string_view section, const std::string& found) {
    sections::corrupt(reader.store().file, section, "not a network that weaktie saved: " + found);
  };
  Ticks ticks(control);
  if (options.verify == Verify::full) reader.check_all(ticks);

  detail::NetworkData data;
  data.storage = reader.store().keeper;
  reader.check("meta");  // few bytes, and all else rests on them
  reader.check("model");
  const auto metas = reader.take<Meta>("meta");
  if (metas.size() != 1) refuse("meta", "it has " + std::to_string(metas.size()) + " entries");
  const Meta& meta = metas.front();
  if ((meta.flags & ~all_flags) != 0 || !detail::nothing_in(meta.unused)) refuse("meta", "a mark that is none");
  data.tie_count = meta.tie_count;
  data.symmetric = (meta.flags & is_symmetric) != 0;
  data.has_people = (meta.flags & has_people) != 0;
  const Day day{std::chrono::days(static_cast<std::chrono::days::rep>(meta.as_of))};
  if (day.time_since_epoch().count() != meta.as_of || (meta.as_of != 0 && (meta.flags & has_as_of) == 0)) {
    refuse("meta", "a day that is none");
  }
  if ((meta.flags & has_as_of) != 0) data.as_of = day;
  data.model.step.small_event = meta.small_event;
  data.model.step.small_group = meta.small_group;
  const auto numbers = reader.take<double>("model");
  std::size_t expected = 0;
  detail::for_each_number(data.model, [&](double&) { ++expected; });
  if (numbers.size() != expected) refuse("model", "it has " + std::to_string(numbers.size()) + " numbers");
  std::size_t at = 0;
  detail::for_each_number(data.model, [&](double& number) { number = numbers[at++]; });
  detail::for_each_array(data, [&](const std::string& name, auto& array) {
    // What is empty has no section.
    if (reader.has(name)) array = reader.take<typename std::decay_t<decltype(array)>::value_type>(name);
  });
  reader.finish();
  data.least_group = meta.least_group;
  data.groups_of.shift = meta.group_shift;
  data.members_of.shift = meta.member_shift;
  if (meta.group_shift != detail::unpacked) data.groups_of.costs = data.weight_costs;
  if (meta.member_shift != detail::unpacked) data.members_of.costs = data.weight_costs;

  detail::check_shape(data, refuse);
  if (options.verify == Verify::full) {
    detail::check_contents(data, refuse);
    detail::check_structure(data, refuse, ticks);
  }
  return Network(std::move(data));
}

}  // namespace

void save(const Network& network, const std::filesystem::path& path, const Control& control) {
  Ticks ticks(control, 0, kib_asked);
  Packed(network).writer.write(path, ticks);
}

Network open(const std::filesystem::path& path, const SnapshotOptions& options, const Control& control) {
  return unpacked(sections::map_file(path), options, control);
}

std::string to_bytes(const Network& network) { return Packed(network).writer.bytes(); }

Network network_from_bytes(std::string_view bytes, const SnapshotOptions& options) {
  return unpacked(sections::copy_of(bytes), options);
}

}  // namespace weaktie
