#pragma once
// Many searches at once, with the same answer and the same error for any number of threads.
#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <limits>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

#include <weaktie/core/control.hpp>

namespace weaktie::detail {

/// Hands out the items 0 .. items-1, each once and in order, and keeps what goes wrong.
class ItemQueue {
 public:
  explicit ItemQueue(std::size_t items) : items_(items) {}

  /// The next item; `items` when there is none, or something went wrong. Items are handed out in order, so those before
  /// a failing one are all out by then, and whoever has one finishes it: which error is the first does not depend on
  /// who was faster.
  [[nodiscard]] std::size_t next() {
    if (stopped_.load(std::memory_order_relaxed)) return items_;
    return std::min(next_.fetch_add(1, std::memory_order_relaxed), items_);
  }
  template <class Work>
  void run(std::size_t item, const Work& work) {
    try {
      work(item);
      done_.fetch_add(1, std::memory_order_relaxed);
    } catch (...) {
      const std::lock_guard guard(lock_);
      if (item < failed_) {
        failed_ = item;
        error_ = std::current_exception();
      }
      stop();
    }
  }
  void stop() { stopped_.store(true, std::memory_order_relaxed); }
  [[nodiscard]] bool stopped() const { return stopped_.load(std::memory_order_relaxed); }
  [[nodiscard]] std::uint64_t done() const { return done_.load(std::memory_order_relaxed); }
  /// Once nobody works any more.
  void rethrow() const {
    if (error_) std::rethrow_exception(error_);
  }

 private:
  const std::size_t items_;
  std::atomic<std::size_t> next_ = 0;
  std::atomic<std::uint64_t> done_ = 0;
  std::atomic<bool> stopped_ = false;
  std::mutex lock_;
  std::size_t failed_ = std::numeric_limits<std::size_t>::max();
  std::exception_ptr error_;
};

/// Calls work(item) exactly once for each item 0 .. items-1, from any thread, in no order that may be relied on. The
/// calling thread works as well, and is the only one that asks `control`: before the first item, after each of its own,
/// and at the end with everything done.
/// @param threads  how many work at most, the calling one included; 0: std::thread::hardware_concurrency(). Fewer
///                 where there are fewer items, or where the system starts no more.
/// @throws what `work` throws: that of the smallest failing item, whatever the number of threads; what `control` throws
///         (Cancelled). Either way items not begun are left out, and nobody works any more when this returns.
/// @complexity that of the work; one atomic addition an item
template <class Work>
void in_parallel(std::size_t items, unsigned threads, const Control& control, const Work& work) {
  if (items == 0) return;
  control.check(0, items);
  if (threads == 0) threads = std::max(std::thread::hardware_concurrency(), 1U);
  const std::size_t helpers = std::min<std::size_t>(threads, items) - 1;

  ItemQueue queue(items);
  const auto help = [&] {
    for (std::size_t item = queue.next(); item < items; item = queue.next()) queue.run(item, work);
  };
  {
    struct Helpers {
      ItemQueue& queue;
      std::vector<std::thread> threads = {};
      void join() {
        for (std::thread& thread : threads) thread.join();
        threads.clear();
      }
      ~Helpers() {  // only when the calling thread leaves early
        queue.stop();
        join();
      }
    } others{queue};
    others.threads.reserve(helpers);
    try {
      while (others.threads.size() < helpers) others.threads.emplace_back(help);
    } catch (const std::system_error&) {  // the system has no more threads to give: these have to do
    }
    for (std::size_t item = queue.next(); item < items; item = queue.next()) {
      queue.run(item, work);
      if (!queue.stopped() && queue.done() < items) control.check(queue.done(), items);
    }
    others.join();
  }
  queue.rethrow();
  control.check(items, items);
}

}  // namespace weaktie::detail
