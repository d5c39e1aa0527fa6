#include "plain_calls.hpp"

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include <weaktie/search/introductions.hpp>
#include <weaktie/search/introductions_batch.hpp>

#include "direct_class.hpp"
#include "results.hpp"
#include "search.hpp"

namespace weaktie::python {
namespace {

// A call is plain when everything in it is of exactly the type and in the range that the signature names: then nothing
// below runs code of the caller's, and nothing has to be said about it. "False" and "nothing" mean that it is not, and
// the function as bound gets the same call from its beginning.

/// How CPython calls both the functions as bound and these.
using Entry = PyObject* (*)(PyObject*, PyObject* const*, Py_ssize_t, PyObject*);

/// Keywords as the compiler of Python makes them: interned, so that the same name is the same object.
struct Keywords {
  PyObject* max_intermediaries = PyUnicode_InternFromString("max_intermediaries");
  PyObject* count = PyUnicode_InternFromString("count");
  PyObject* distinct = PyUnicode_InternFromString("distinct");
  PyObject* relay = PyUnicode_InternFromString("relay");
  PyObject* viewer = PyUnicode_InternFromString("viewer");
  PyObject* avoid = PyUnicode_InternFromString("avoid");
  PyObject* budget = PyUnicode_InternFromString("budget");
  PyObject* threads = PyUnicode_InternFromString("threads");
  PyObject* progress = PyUnicode_InternFromString("progress");
};
const Keywords* keywords = nullptr;

/// The interpreter's lock is free while one of these lives.
class Unlocked {
 public:
  Unlocked() : state_(PyEval_SaveThread()) {}
  ~Unlocked() { PyEval_RestoreThread(state_); }
  Unlocked(const Unlocked&) = delete;
  Unlocked& operator=(const Unlocked&) = delete;

 private:
  PyThreadState* state_;
};

/// The characters as they lie in the object.
std::optional<std::string_view> text_in(PyObject* object) {
  if (PyUnicode_CheckExact(object) == 0) return std::nullopt;
  Py_ssize_t length = 0;
  const char* bytes = PyUnicode_AsUTF8AndSize(object, &length);
  if (bytes == nullptr) {
    PyErr_Clear();
    return std::nullopt;
  }
  return std::string_view(bytes, static_cast<std::size_t>(length));
}

/// no_person for anything but the id of somebody in the network.
PersonIndex person_in(const Network& network, PyObject* object) {
  const auto id = text_in(object);
  return id ? detail::find_id(network.data(), *id) : no_person;
}

template <class T>
bool take_whole(PyObject* object, std::int64_t most, T& out) {
  if (PyLong_CheckExact(object) == 0) return false;
  int beyond = 0;
  const long long value = PyLong_AsLongLongAndOverflow(object, &beyond);
  if (beyond != 0 || value < 0 || value > most) return false;
  out = static_cast<T>(value);
  return true;
}

/// The people that a list or tuple of ids names; a few take no memory of their own.
class People {
 public:
  bool take(const Network& network, PyObject* object) {
    if (PyList_CheckExact(object) == 0 && PyTuple_CheckExact(object) == 0) return false;
    const auto size = static_cast<std::size_t>(PySequence_Fast_GET_SIZE(object));
    PyObject* const* ids = PySequence_Fast_ITEMS(object);
    if (size > few_.size()) many_.resize(size);
    PersonIndex* const out = size > few_.size() ? many_.data() : few_.data();
    for (std::size_t i = 0; i < size; ++i) {
      out[i] = person_in(network, ids[i]);
      if (out[i] == no_person) return false;
    }
    people_ = std::span(out, size);
    return true;
  }
  [[nodiscard]] std::span<const PersonIndex> operator*() const { return people_; }

  People() = default;
  People(const People&) = delete;
  People& operator=(const People&) = delete;

 private:
  std::array<PersonIndex, 4> few_ = {};
  std::vector<PersonIndex> many_;
  std::span<const PersonIndex> people_;
};

/// One keyword that both functions have.
bool take_option(const Network& network, PyObject* name, PyObject* value, IntroductionOptions& out) {
  if (name == keywords->count) return take_whole(value, UINT32_MAX, out.count);
  if (name == keywords->max_intermediaries) return take_whole(value, 6, out.max_intermediaries);
  if (name == keywords->distinct) {
    const auto text = text_in(value);
    const auto distinct = text ? distinct_named(*text) : std::nullopt;
    if (distinct) out.distinct = *distinct;
    return distinct.has_value();
  }
  if (name == keywords->relay) {
    if (PyFloat_CheckExact(value) == 0) return false;
    out.relay = PyFloat_AS_DOUBLE(value);
    return out.relay > 0.0 && out.relay <= 1.0;
  }
  if (name == keywords->viewer) return value == Py_None;
  if (name == keywords->avoid) {
    People people;
    if (!people.take(network, value)) return false;
    out.avoid.assign((*people).begin(), (*people).end());
    return true;
  }
  if (name == keywords->budget) return value == Py_None || take_whole(value, INT64_MAX, out.budget.emplace());
  return false;
}

/// Runs `call`, whatever it throws: the new reference, or an error that is set, or nothing.
template <class Call>
std::optional<PyObject*> guarded(const Call& call) {
  try {
    return call();
  } catch (py::error_already_set& error) {  // Ctrl-C
    error.restore();
    return nullptr;
  } catch (...) {  // out of memory: the function as bound has words for it, if it comes to that again
    return std::nullopt;
  }
}

using NetworkClass = DirectClass<Network>;

Entry introductions_as_bound = nullptr;

std::optional<PyObject*> plain_introductions(PyObject* const* arguments, Py_ssize_t count, PyObject* names) {
  if (count != 3) return std::nullopt;
  const Network* const network = NetworkClass::value_in(arguments[0]);
  if (network == nullptr) return std::nullopt;
  return guarded([&]() -> std::optional<PyObject*> {
    const PersonIndex from = person_in(*network, arguments[1]), to = person_in(*network, arguments[2]);
    if (from == no_person || to == no_person || from == to) return std::nullopt;
    IntroductionOptions options;
    const Py_ssize_t named = names == nullptr ? 0 : PyTuple_GET_SIZE(names);
    for (Py_ssize_t i = 0; i < named; ++i) {
      if (!take_option(*network, PyTuple_GET_ITEM(names, i), arguments[count + i], options)) return std::nullopt;
    }
    auto out = std::make_unique<IntroductionsView>(IntroductionsView{*network, {}});
    {
      const Unlocked unlocked;
      out->found = introductions(*network, from, to, options, interruptible());
    }
    return DirectClass<IntroductionsView>::make(std::move(out));
  });
}

PyObject* call_introductions(PyObject* self, PyObject* const* arguments, Py_ssize_t count, PyObject* names) {
  const auto out = plain_introductions(arguments, count, names);
  return out ? *out : introductions_as_bound(self, arguments, count, names);
}

/// The batch of one pair, from its single call: without what dividing the work among threads takes.
IntroductionsBatch batch_of_one(const Introductions& found) {
  IntroductionsBatch out;
  out.pair.resize(found.size(), 0);
  out.rank.reserve(found.size());
  out.chance.reserve(found.size());
  out.intermediaries.reserve(found.size());
  out.people_begin.reserve(found.size() + 1);
  out.people_begin.push_back(0);
  for (const Introduction& one : found) {
    out.rank.push_back(static_cast<std::uint32_t>(out.rank.size()));
    out.chance.push_back(one.chance);
    out.intermediaries.push_back(one.intermediaries);
    out.people.insert(out.people.end(), one.people.begin(), one.people.end());
    out.people_begin.push_back(out.people.size());
  }
  return out;
}

Entry batch_as_bound = nullptr;

std::optional<PyObject*> plain_batch(PyObject* const* arguments, Py_ssize_t count, PyObject* names) {
  if (count != 3) return std::nullopt;
  const Network* const network = NetworkClass::value_in(arguments[0]);
  if (network == nullptr) return std::nullopt;
  return guarded([&]() -> std::optional<PyObject*> {
    People sources, targets;
    if (!sources.take(*network, arguments[1]) || !targets.take(*network, arguments[2])) return std::nullopt;
    const auto from = *sources, to = *targets;
    if (from.size() != to.size()) return std::nullopt;
    for (std::size_t i = 0; i < from.size(); ++i) {
      if (from[i] == to[i]) return std::nullopt;
    }
    IntroductionOptions options;
    unsigned threads = 0;
    const Py_ssize_t named = names == nullptr ? 0 : PyTuple_GET_SIZE(names);
    for (Py_ssize_t i = 0; i < named; ++i) {
      PyObject* const name = PyTuple_GET_ITEM(names, i);
      PyObject* const value = arguments[count + i];
      const bool plain = name == keywords->threads    ? take_whole(value, 1024, threads)
                         : name == keywords->progress ? value == Py_None
                                                      : take_option(*network, name, value, options);
      if (!plain) return std::nullopt;
    }
    std::shared_ptr<Table> out;
    {
      const Unlocked unlocked;
      out = share(table_of(from.size() == 1
                               ? batch_of_one(introductions(*network, from[0], to[0], options, interruptible()))
                               : introductions_batch(*network, from, to, options, threads, interruptible())));
    }
    return DirectClass<Table, std::shared_ptr<Table>>::make(std::move(out));
  });
}

PyObject* call_batch(PyObject* self, PyObject* const* arguments, Py_ssize_t count, PyObject* names) {
  const auto out = plain_batch(arguments, count, names);
  return out ? *out : batch_as_bound(self, arguments, count, names);
}

/// Lets a method of Network begin with `entry`; gives what it began with.
Entry put_before(const py::object& network, const char* name, Entry entry) {
  py::object method = network.attr("__dict__")[name];
  if (PyInstanceMethod_Check(method.ptr()) != 0) {
    method = py::reinterpret_borrow<py::object>(PyInstanceMethod_GET_FUNCTION(method.ptr()));
  }
  PyMethodDef* const definition = reinterpret_cast<PyCFunctionObject*>(method.ptr())->m_ml;
  return reinterpret_cast<Entry>(reinterpret_cast<void (*)()>(
      std::exchange(definition->ml_meth, reinterpret_cast<PyCFunction>(reinterpret_cast<void (*)()>(entry)))));
}

}  // namespace

void bind_plain_calls(py::module_& m) {
  keywords = new Keywords();  // as long as the interpreter
  const py::object network = m.attr("Network");
  NetworkClass::bind(py::reinterpret_borrow<py::class_<Network>>(network));
  DirectClass<IntroductionsView>::bind(py::reinterpret_borrow<py::class_<IntroductionsView>>(m.attr("Introductions")));
  using TableClass = py::class_<Table, std::shared_ptr<Table>>;
  DirectClass<Table, std::shared_ptr<Table>>::bind(py::reinterpret_borrow<TableClass>(m.attr("Table")));
  introductions_as_bound = put_before(network, "introductions", &call_introductions);
  batch_as_bound = put_before(network, "introductions_batch", &call_batch);
}

}  // namespace weaktie::python
