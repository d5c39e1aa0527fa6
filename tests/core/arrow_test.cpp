#include "../catch.hpp"

#include <cstdint>
#include <cstring>
#include <deque>
#include <memory>
#include <string>
#include <vector>

#include <weaktie/core/arrow.hpp>

using namespace weaktie;

namespace {

Day day(const char* text) { return *parse_day(text); }

Table every_type() {
  Table table;
  table.add({"number", std::vector<double>{1.5, 0, -2}, {false, true, false}, false});
  table.add({"integer", std::vector<std::int64_t>{1, -9223372036854775807, 3}, {}, false});
  table.add({"index", std::vector<std::uint32_t>{0, 4294967295, 7}, {}, false});
  table.add({"byte", std::vector<std::uint8_t>{0, 255, 7}, {}, false});
  table.add({"truth", std::vector<std::uint8_t>{1, 0, 0}, {false, false, true}, true});
  table.add({"text", std::vector<std::string>{"ann", "", "Şebnem"}, {false, true, false}, false});
  table.add({"date", std::vector<Day>{day("2026-11-01"), day("1969-12-31"), day("0001-01-01")}, {}, false});
  table.add({"names", std::vector<std::vector<std::string>>{{"a", "bb"}, {}, {"ccc"}}, {false, true, false}, false});
  table.add({"people", std::vector<std::vector<std::uint32_t>>{{}, {1, 2}, {3}}, {}, false});
  return table;
}

Table through_arrow(const Table& table) {
  ArrowArrayStream stream;
  export_stream(std::make_shared<const Table>(table), &stream);
  return import_stream(&stream);
}

/// A producer written by hand: arrays whose buffers the test owns.
struct Producer {
  std::deque<ArrowSchema> schemas;
  std::deque<ArrowArray> arrays;
  std::deque<std::vector<const void*>> buffers;
  std::deque<std::vector<ArrowSchema*>> schema_children;
  std::deque<std::vector<ArrowArray*>> array_children;
  std::vector<ArrowArray*> batches;
  ArrowSchema* root = nullptr;
  std::size_t next = 0;
  std::string error;
  int released = 0;

  static void release_schema(ArrowSchema* schema) { schema->release = nullptr; }
  static void release_array(ArrowArray* array) { array->release = nullptr; }

  ArrowSchema* schema(const char* format, const char* name, std::vector<ArrowSchema*> children = {},
                      ArrowSchema* dictionary = nullptr) {
    schema_children.push_back(std::move(children));
    ArrowSchema out = {};
    out.format = format;
    out.name = name;
    out.flags = ARROW_FLAG_NULLABLE;
    out.n_children = static_cast<std::int64_t>(schema_children.back().size());
    out.children = schema_children.back().data();
    out.dictionary = dictionary;
    out.release = &release_schema;
    schemas.push_back(out);
    return &schemas.back();
  }
  ArrowArray* array(std::int64_t length, std::int64_t offset, std::vector<const void*> data,
                    std::vector<ArrowArray*> children = {}, ArrowArray* dictionary = nullptr) {
    buffers.push_back(std::move(data));
    array_children.push_back(std::move(children));
    ArrowArray out = {};
    out.length = length;
    out.offset = offset;
    out.null_count = -1;  // not counted
    out.n_buffers = static_cast<std::int64_t>(buffers.back().size());
    out.buffers = buffers.back().data();
    out.n_children = static_cast<std::int64_t>(array_children.back().size());
    out.children = array_children.back().data();
    out.dictionary = dictionary;
    out.release = &release_array;
    arrays.push_back(out);
    return &arrays.back();
  }
  ArrowArrayStream stream() {
    ArrowArrayStream out = {};
    out.private_data = this;
    out.get_schema = [](ArrowArrayStream* self, ArrowSchema* to) {
      *to = *static_cast<Producer*>(self->private_data)->root;
      return 0;
    };
    out.get_next = [](ArrowArrayStream* self, ArrowArray* to) {
      auto& producer = *static_cast<Producer*>(self->private_data);
      *to = {};
      if (!producer.error.empty()) return 5;
      if (producer.next < producer.batches.size()) *to = *producer.batches[producer.next++];
      return 0;
    };
    out.get_last_error = [](ArrowArrayStream* self) {
      const auto& producer = *static_cast<Producer*>(self->private_data);
      return producer.error.empty() ? nullptr : producer.error.c_str();
    };
    out.release = [](ArrowArrayStream* self) {
      ++static_cast<Producer*>(self->private_data)->released;
      self->release = nullptr;
    };
    return out;
  }
  Table read() {
    auto made = stream();
    Table out = import_stream(&made);
    CHECK(released == 1);
    return out;
  }
};

}  // namespace

TEST_CASE("a table of every type comes back through Arrow as it went", "[core][arrow]") {
  CHECK(through_arrow(every_type()) == every_type());
}

TEST_CASE("tables without rows and without columns come back through Arrow", "[core][arrow]") {
  CHECK(through_arrow(Table()) == Table());
  Table empty;
  empty.add({"number", std::vector<double>{}, {}, false});
  empty.add({"text", std::vector<std::string>{}, {}, false});
  empty.add({"people", std::vector<std::vector<std::uint32_t>>{}, {}, false});
  CHECK(through_arrow(empty) == empty);
}

TEST_CASE("numeric columns are exported without a copy and outlive the table's owner", "[core][arrow]") {
  auto table = std::make_shared<const Table>(every_type());
  const double* cells = std::get<std::vector<double>>(table->columns()[0].values).data();
  const std::weak_ptr<const Table> watched = table;
  ArrowArrayStream stream;
  export_stream(std::move(table), &stream);
  ArrowArray batch;
  REQUIRE(stream.get_next(&stream, &batch) == 0);
  stream.release(&stream);
  CHECK(batch.children[0]->buffers[1] == cells);
  CHECK(batch.children[0]->null_count == 1);
  CHECK(static_cast<const double*>(batch.children[0]->buffers[1])[0] == 1.5);

  SECTION("a column that was moved out lives on when its batch is gone") {
    ArrowArray moved = *batch.children[0];
    batch.children[0]->release = nullptr;
    batch.release(&batch);
    CHECK_FALSE(watched.expired());
    CHECK(static_cast<const double*>(moved.buffers[1])[2] == -2);
    moved.release(&moved);
    CHECK(watched.expired());
  }
  SECTION("the last release lets the table go") {
    batch.release(&batch);
    CHECK(watched.expired());
  }
}

TEST_CASE("the exported stream ends after one batch", "[core][arrow]") {
  ArrowArrayStream stream;
  export_stream(std::make_shared<const Table>(every_type()), &stream);
  ArrowArray batch;
  REQUIRE(stream.get_next(&stream, &batch) == 0);
  CHECK(batch.length == 3);
  batch.release(&batch);
  REQUIRE(stream.get_next(&stream, &batch) == 0);
  CHECK(batch.release == nullptr);
  CHECK(stream.get_last_error(&stream) == nullptr);
  stream.release(&stream);
  CHECK(stream.release == nullptr);
}

TEST_CASE("sliced arrays in several batches are read at their offsets", "[core][arrow]") {
  Producer producer;
  const std::vector<std::int16_t> numbers = {9, 1, 2, 3, 9};
  const std::vector<std::int32_t> offsets = {0, 1, 3, 6, 10, 11};
  const std::string bytes = "xaabbbccccx";
  const std::uint8_t valid = 0b10111;  // position 3 is blank
  producer.root = producer.schema("+s", "", {producer.schema("s", "n"), producer.schema("u", "t")});
  // The struct starts one row further than its children do.
  producer.batches.push_back(producer.array(
      2, 1, {nullptr},
      {producer.array(4, 1, {&valid, numbers.data()}), producer.array(5, 0, {nullptr, offsets.data(), bytes.data()})}));
  producer.batches.push_back(producer.array(1, 0, {nullptr},
                                            {producer.array(1, 1, {nullptr, numbers.data()}),
                                             producer.array(1, 3, {nullptr, offsets.data(), bytes.data()})}));
  const Table table = producer.read();
  CHECK(table.rows() == 3);
  CHECK(*table.find("n") == Column{"n", std::vector<std::int64_t>{2, 0, 1}, {false, true, false}, false});
  CHECK(*table.find("t") == Column{"t", std::vector<std::string>{"aa", "bbb", "cccc"}, {}, false});
}

TEST_CASE("blank rows of a batch are blank in every column", "[core][arrow]") {
  Producer producer;
  const std::vector<std::int32_t> numbers = {1, 2, 3};
  const std::uint8_t valid = 0b101;
  producer.root = producer.schema("+s", "", {producer.schema("i", "n")});
  producer.batches.push_back(producer.array(3, 0, {&valid}, {producer.array(3, 0, {nullptr, numbers.data()})}));
  CHECK(*producer.read().find("n") == Column{"n", std::vector<std::int64_t>{1, 0, 3}, {false, true, false}, false});
}

TEST_CASE("dictionaries are read as their values", "[core][arrow]") {
  Producer producer;
  const std::vector<std::int8_t> codes = {1, 0, 1, 2};
  const std::vector<std::int32_t> offsets = {0, 3, 6, 6};
  const std::string bytes = "annben";
  const std::uint8_t valid_entries = 0b011;  // the third entry is blank itself
  producer.root = producer.schema("c", "who", {}, producer.schema("u", ""));
  producer.batches.push_back(producer.array(4, 0, {nullptr, codes.data()}, {},
                                            producer.array(3, 0, {&valid_entries, offsets.data(), bytes.data()})));
  CHECK(*producer.read().find("who") ==
        Column{"who", std::vector<std::string>{"ben", "ann", "ben", ""}, {false, false, false, true}, false});

  SECTION("a code beyond the dictionary is refused") {
    Producer broken;
    const std::vector<std::int8_t> beyond = {3};
    broken.root = broken.schema("c", "who", {}, broken.schema("u", ""));
    broken.batches.push_back(
        broken.array(1, 0, {nullptr, beyond.data()}, {}, broken.array(3, 0, {nullptr, offsets.data(), bytes.data()})));
    CHECK_THROWS_AS(broken.read(), InvalidValue);
    CHECK(broken.released == 1);
  }
}

TEST_CASE("text views are read, short and long", "[core][arrow]") {
  const std::string longer = "a text of more than twelve bytes";
  std::vector<char> views(32);
  const std::int32_t short_length = 3, parts[4] = {static_cast<std::int32_t>(longer.size()), 0, 0, 0};
  std::memcpy(views.data(), &short_length, 4);
  std::memcpy(views.data() + 4, "ann", 3);
  std::memcpy(views.data() + 16, parts, 16);
  Producer producer;
  const std::int64_t sizes[] = {static_cast<std::int64_t>(longer.size())};
  producer.root = producer.schema("vu", "t");
  producer.batches.push_back(producer.array(2, 0, {nullptr, views.data(), longer.data(), sizes}));
  CHECK(*producer.read().find("t") == Column{"t", std::vector<std::string>{"ann", longer}, {}, false});
}

TEST_CASE("timestamps become the day they fall on, before 1970 too", "[core][arrow]") {
  const auto read = [](const char* format, std::int64_t first, std::int64_t second) {
    Producer producer;
    const std::vector<std::int64_t> units = {first, second};
    producer.root = producer.schema(format, "d");
    producer.batches.push_back(producer.array(2, 0, {nullptr, units.data()}));
    return std::get<std::vector<Day>>(producer.read().find("d")->values);
  };
  const std::vector<Day> expected = {day("1970-01-02"), day("1969-12-31")};
  CHECK(read("tss:", 86'400, -1) == expected);
  CHECK(read("tsm:UTC", 86'400'000, -1) == expected);
  CHECK(read("tsu:", 86'400'000'000, -1) == expected);
  CHECK(read("tsn:Europe/London", 86'400'000'000'000, -1) == expected);
  CHECK(read("tdm", 86'400'000, -86'400'000) == expected);
  CHECK_THROWS_WITH(read("tss:", 0, 400'000'000'000), ContainsSubstring("years 1 to 9999"));
}

TEST_CASE("lists of every layout are read", "[core][arrow]") {
  const std::vector<std::int16_t> entries = {7, 1, 2, 3};
  const std::uint8_t valid = 0b1011;  // entry 2 is blank: left out
  Producer producer;
  ArrowArray* child = producer.array(3, 1, {nullptr, entries.data()});
  ArrowArray* gappy = producer.array(4, 0, {&valid, entries.data()});
  const std::vector<std::int32_t> narrow = {0, 2, 3};
  const std::vector<std::int64_t> wide = {0, 0, 4};
  const std::vector<std::int32_t> starts = {1, 0}, sizes = {2, 1};
  const auto numbers = [&] { return producer.schema("s", "item"); };
  producer.root =
      producer.schema("+s", "",
                      {producer.schema("+l", "l", {numbers()}), producer.schema("+L", "L", {numbers()}),
                       producer.schema("+vl", "v", {numbers()}), producer.schema("+w:2", "w", {numbers()})});
  producer.batches.push_back(producer.array(
      2, 0, {nullptr},
      {producer.array(2, 0, {nullptr, narrow.data()}, {child}), producer.array(2, 0, {nullptr, wide.data()}, {gappy}),
       producer.array(2, 0, {nullptr, starts.data(), sizes.data()}, {child}),
       producer.array(2, 0, {nullptr}, {gappy})}));
  using Nested = std::vector<std::vector<std::uint32_t>>;
  const Table table = producer.read();
  CHECK(std::get<NumberLists>(table.find("l")->values) == NumberLists(Nested{{1, 2}, {3}}));
  CHECK(std::get<NumberLists>(table.find("L")->values) == NumberLists(Nested{{}, {7, 1, 3}}));
  CHECK(std::get<NumberLists>(table.find("v")->values) == NumberLists(Nested{{2, 3}, {1}}));
  CHECK(std::get<NumberLists>(table.find("w")->values) == NumberLists(Nested{{7, 1}, {3}}));
}

TEST_CASE("a type that no column holds is refused by name", "[core][arrow]") {
  Producer producer;
  producer.root = producer.schema("+s", "", {producer.schema("d:10,2", "price")});
  CHECK_THROWS_WITH(producer.read(), ContainsSubstring("'price'") && ContainsSubstring("'d:10,2'"));
  CHECK(producer.released == 1);
  Producer nested;
  nested.root = nested.schema("+l", "x", {nested.schema("+l", "item", {nested.schema("i", "item")})});
  CHECK_THROWS_AS(nested.read(), InvalidValue);
}

TEST_CASE("integers that do not fit are refused with their value", "[core][arrow]") {
  const std::vector<std::uint64_t> large = {18'446'744'073'709'551'615U};
  Producer producer;
  producer.root = producer.schema("L", "n");
  producer.batches.push_back(producer.array(1, 0, {nullptr, large.data()}));
  CHECK_THROWS_WITH(producer.read(), ContainsSubstring("18446744073709551615"));
}

TEST_CASE("what the producer reports and a stream used twice are InvalidValue", "[core][arrow]") {
  Producer producer;
  producer.root = producer.schema("i", "n");
  producer.error = "the disk is gone";
  auto stream = producer.stream();
  CHECK_THROWS_WITH(import_stream(&stream), ContainsSubstring("the disk is gone"));
  CHECK(producer.released == 1);
  CHECK_THROWS_AS(import_stream(&stream), InvalidValue);
  CHECK_THROWS_AS(import_stream(nullptr), InvalidValue);
}

TEST_CASE("two columns of one name are refused", "[core][arrow]") {
  Producer producer;
  producer.root = producer.schema("+s", "", {producer.schema("i", "n"), producer.schema("i", "n")});
  CHECK_THROWS_WITH(producer.read(), ContainsSubstring("'n'"));
}
