#pragma once
// Vectors for arrays of many megabytes that are written once, whole, and then read at random: their items are not
// zeroed first, and they lie on large pages where the system has them, so that neither the first writes nor the reads
// wait for page tables.
#include <cstddef>
#include <cstdint>
#include <memory>
#include <new>
#include <type_traits>
#include <vector>

#if defined(__linux__)
#include <sys/mman.h>
#endif

namespace weaktie::detail {

/// Asks for large pages wherever a whole one fits in; does nothing where they are not known.
inline void ask_for_large_pages([[maybe_unused]] void* memory, [[maybe_unused]] std::size_t bytes) noexcept {
#if defined(__linux__) && defined(MADV_HUGEPAGE)
  constexpr std::size_t large_page = std::size_t{1} << 21U;
  std::size_t space = bytes;
  void* first = memory;
  if (std::align(large_page, large_page, first, space) == nullptr) return;
  madvise(first, space & ~(large_page - 1), MADV_HUGEPAGE);  // advice: it may be declined
#endif
}

/// Items made without a value are left as they come (a Step of any bits), for whoever resizes is about to write them.
template <class T>
struct UnfilledAllocator {
  static_assert(std::is_trivially_default_constructible_v<T> && std::is_trivially_destructible_v<T>);
  using value_type = T;
  static constexpr std::size_t many_bytes = std::size_t{8} << 20U;  // with fewer, pages are no matter

  UnfilledAllocator() = default;
  template <class Other>
  explicit(false) UnfilledAllocator(const UnfilledAllocator<Other>& /*other*/) noexcept {}

  [[nodiscard]] T* allocate(std::size_t count) {
    T* memory = std::allocator<T>().allocate(count);
    if (count >= many_bytes / sizeof(T)) ask_for_large_pages(memory, count * sizeof(T));
    return memory;
  }
  void deallocate(T* memory, std::size_t count) noexcept { std::allocator<T>().deallocate(memory, count); }
  void construct(T* at) noexcept { ::new (static_cast<void*>(at)) T; }

  friend bool operator==(const UnfilledAllocator&, const UnfilledAllocator&) { return true; }
};

template <class T>
using UnfilledVector = std::vector<T, UnfilledAllocator<T>>;

}  // namespace weaktie::detail
