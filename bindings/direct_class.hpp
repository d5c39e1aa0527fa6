#pragma once
// Objects of a closed class, made, read and ended by hand: pybind11 looks each up in its tables of types and of
// objects, which takes longer than many a search.
#include <pybind11/pybind11.h>
#include <memory>
#include <new>
#include <type_traits>
#include <utility>

namespace weaktie::python {

/// A class that `shown` has closed. `Holder` is the one pybind11 was told. This rests on how pybind11 3 lays out an
/// object of a class that is nobody's base (detail::instance, its "simple layout"): a pointer to the C++ value, then
/// the holder. pybind11 takes what is made here as its own, but for one thing: its table of objects does not have it,
/// which serves to give Python the same object again when C++ returns a reference. Such values are never returned so.
template <class T, class Holder = std::unique_ptr<T>>
class DirectClass {
 public:
  using Class =
      std::conditional_t<std::is_same_v<Holder, std::unique_ptr<T>>, pybind11::class_<T>, pybind11::class_<T, Holder>>;

  /// Once, when the class has been bound. From then on its objects end here as well.
  static void bind(const Class& type) {
    type_ = reinterpret_cast<PyTypeObject*>(type.ptr());
    if (PyType_IS_GC(type_) != 0) pybind11::pybind11_fail("a direct class has no attributes of Python's own");
    end_of_pybind11_ = std::exchange(type_->tp_dealloc, &end);
  }

  /// The value of an object of exactly this class; nullptr for anything else.
  [[nodiscard]] static T* value_in(PyObject* object) {
    if (Py_TYPE(object) != type_) return nullptr;
    return static_cast<T*>(instance_of(object)->simple_value_holder[0]);
  }

  /// A new reference. @throws error_already_set out of memory
  [[nodiscard]] static PyObject* make(Holder held) {
    PyObject* made = type_->tp_alloc(type_, 0);  // all zeros behind the head
    if (made == nullptr) throw pybind11::error_already_set();
    Instance* const instance = instance_of(made);
    instance->simple_layout = true;
    instance->simple_value_holder[0] = held.get();
    new (&instance->simple_value_holder[1]) Holder(std::move(held));
    instance->simple_holder_constructed = true;
    // As if it were in the table, so that another __init__ is ignored as ever. Not `owned`: see is_direct.
    instance->simple_instance_registered = true;
    return made;
  }

 private:
  using Instance = pybind11::detail::instance;
  static_assert(sizeof(Holder) <= pybind11::detail::instance_simple_holder_in_ptrs() * sizeof(void*));

  static Instance* instance_of(PyObject* object) { return reinterpret_cast<Instance*>(object); }

  /// Whether it was made here. pybind11 itself makes no object that has a holder and does not own its value.
  static bool is_direct(const Instance& instance) {
    return instance.simple_layout && instance.simple_holder_constructed && !instance.owned;
  }

  static void end(PyObject* object) {
    Instance* const instance = instance_of(object);
    if (!is_direct(*instance) || instance->has_patients) return end_of_pybind11_(object);
    if (instance->weakrefs != nullptr) PyObject_ClearWeakRefs(object);
    std::launder(reinterpret_cast<Holder*>(&instance->simple_value_holder[1]))->~Holder();
    type_->tp_free(object);
    Py_DECREF(type_);
  }

  static inline PyTypeObject* type_ = nullptr;
  static inline destructor end_of_pybind11_ = nullptr;
};

}  // namespace weaktie::python
