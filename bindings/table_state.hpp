#pragma once
// Tables and columns as plain Python values, for pickles; and what makes two of them equal.
#include "convert.hpp"

namespace weaktie::python {

/// (name, kind, bool, blanks or None, data ...): numbers as little-endian bytes, texts as UTF-8 with their offsets.
py::tuple state_of(const ColumnView& column);
py::tuple state_of(const SharedTable& table);
/// @throws InvalidValue when the state is not one that `state_of` gives
Column column_of_state(const py::tuple& state);
Table table_of_state(const py::args& columns);

/// Equal name, kind and cells; a NaN equals a NaN, so that every table equals itself.
bool equal_columns(const Column& a, const Column& b);
bool equal_tables(const Table& a, const Table& b);

}  // namespace weaktie::python
