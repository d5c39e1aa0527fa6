#pragma once
// Tables across the Arrow C interfaces: what pandas, polars, DuckDB and pyarrow hand over and take, without any of
// them.
#include <cstdint>
#include <memory>

#include <weaktie/core/columns.hpp>

// The three structs of the Arrow C data and stream interfaces, as the specification prints them; the guards are the
// specification's, so that a program may include another copy as well.
#ifndef ARROW_C_DATA_INTERFACE
#define ARROW_C_DATA_INTERFACE

#define ARROW_FLAG_DICTIONARY_ORDERED 1
#define ARROW_FLAG_NULLABLE 2
#define ARROW_FLAG_MAP_KEYS_SORTED 4

extern "C" {
struct ArrowSchema {
  const char* format;
  const char* name;
  const char* metadata;
  int64_t flags;
  int64_t n_children;
  struct ArrowSchema** children;
  struct ArrowSchema* dictionary;
  void (*release)(struct ArrowSchema*);
  void* private_data;
};

struct ArrowArray {
  int64_t length;
  int64_t null_count;
  int64_t offset;
  int64_t n_buffers;
  int64_t n_children;
  const void** buffers;
  struct ArrowArray** children;
  struct ArrowArray* dictionary;
  void (*release)(struct ArrowArray*);
  void* private_data;
};
}
#endif

#ifndef ARROW_C_STREAM_INTERFACE
#define ARROW_C_STREAM_INTERFACE

extern "C" {
struct ArrowArrayStream {
  int (*get_schema)(struct ArrowArrayStream*, struct ArrowSchema* out);
  int (*get_next)(struct ArrowArrayStream*, struct ArrowArray* out);
  const char* (*get_last_error)(struct ArrowArrayStream*);
  void (*release)(struct ArrowArrayStream*);
  void* private_data;
};
}
#endif

namespace weaktie {

/// Writes a stream of one batch into `*out`, which the receiver releases. Numeric columns are not copied: the batch
/// keeps the table alive. Text, lists, truth values (bit by bit) and days (date32) are laid out when the batch is
/// asked for. Text columns are utf8, or large_utf8 beyond 2 GiB.
/// @throws InvalidValue for a column name with a NUL byte
void export_stream(std::shared_ptr<const Table> table, ArrowArrayStream* out);

/// Reads a whole stream and releases it, whatever happens. Takes batches of structs (a table) as well as a plain
/// column, which becomes a table of one column with the field's name; any number of batches, sliced or not.
///
/// | Arrow | column |
/// |---|---|
/// | int8 to int64, uint16, uint64 | int64 |
/// | uint8, uint32, bool | uint8, uint32, truth values |
/// | float32, float64 | double |
/// | utf8, large_utf8, utf8_view | text |
/// | date32, date64, timestamp (its day, UTC) | days of the years 1 to 9999 |
/// | list, large_list, list_view, fixed_size_list of text or integers | lists of text or uint32, without nulls |
/// | null | text, all blank |
/// | dictionary of any of these but lists | as its values |
/// @throws InvalidValue naming column and type: any other type, an integer that does not fit, two columns of one name,
///         and what the producer reports
[[nodiscard]] Table import_stream(ArrowArrayStream* stream);

/// The same for one array with its schema; both are released, whatever happens.
[[nodiscard]] Table import_array(ArrowSchema* schema, ArrowArray* array);

}  // namespace weaktie
