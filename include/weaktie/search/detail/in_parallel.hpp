#pragma once
// Many searches at once, with the same answer and the same error for any number of threads.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <concepts>
#include <condition_variable>
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
      if (!abandoned() && item < failed_) {
        failed_ = item;
        error_ = std::current_exception();
      }
      stop();
    }
  }
  /// No further items.
  void stop() { stopped_.store(true, std::memory_order_relaxed); }
  [[nodiscard]] bool stopped() const { return stopped_.load(std::memory_order_relaxed); }
  /// The items at work are not wanted either, and how they end does not matter.
  void abandon() {
    abandoned_.store(true, std::memory_order_relaxed);
    stop();
  }
  [[nodiscard]] bool abandoned() const { return abandoned_.load(std::memory_order_relaxed); }
  [[nodiscard]] std::uint64_t done() const { return done_.load(std::memory_order_relaxed); }
  /// Once nobody works any more.
  void rethrow() const {
    if (error_) std::rethrow_exception(error_);
  }

 private:
  const std::size_t items_;
  std::atomic<std::size_t> next_ = 0;
  std::atomic<std::uint64_t> done_ = 0;
  std::atomic<bool> stopped_ = false, abandoned_ = false;
  std::mutex lock_;
  std::size_t failed_ = std::numeric_limits<std::size_t>::max();
  std::exception_ptr error_;
};

/// Threads that help the calling one.
class HelpingThreads {
 public:
  explicit HelpingThreads(ItemQueue& queue) : queue_(queue) {}
  HelpingThreads(const HelpingThreads&) = delete;
  HelpingThreads& operator=(const HelpingThreads&) = delete;
  ~HelpingThreads() {  // only when the calling thread leaves early are there any
    queue_.stop();
    join();
  }

  /// Starts `count` of them, or as many as the system has to give.
  template <class Help>
  void start(std::size_t count, const Help& help) {
    threads_.reserve(count);
    at_work_ = count;
    try {
      while (threads_.size() < count) {
        threads_.emplace_back([this, &help] {
          help();
          const std::lock_guard guard(lock_);
          --at_work_;
          ended_.notify_one();
        });
      }
    } catch (const std::system_error&) {  // these have to do
      const std::lock_guard guard(lock_);
      at_work_ -= count - threads_.size();
    }
  }
  /// Until they are all through, and calls `meanwhile()` every some milliseconds.
  template <class Meanwhile>
  void wait(const Meanwhile& meanwhile) {
    constexpr auto between = std::chrono::milliseconds(20);
    std::unique_lock guard(lock_);
    while (!ended_.wait_for(guard, between, [this] { return at_work_ == 0; })) {
      guard.unlock();
      meanwhile();
      guard.lock();
    }
    guard.unlock();
    join();
  }

 private:
  void join() {
    for (std::thread& thread : threads_) thread.join();
    threads_.clear();
  }

  ItemQueue& queue_;
  std::vector<std::thread> threads_ = {};
  std::mutex lock_ = {};
  std::condition_variable ended_ = {};
  std::size_t at_work_ = 0;
};

/// Calls work(item), or work(item, control), exactly once for each item 0 .. items-1, from any thread, in no order that
/// may be relied on. The calling thread works as well, and is the only one that asks `control`: before the first item,
/// after each of its own, now and then while it waits for the others, and at the end with everything done. The control
/// that `work` is given is for its inner loops: on the calling thread it asks `control`, elsewhere it says no once that
/// one did, so that long items end early everywhere.
/// @param threads  how many work at most, the calling one included; 0: std::thread::hardware_concurrency(). Fewer
///                 where there are fewer items, or where the system starts no more.
/// @throws what `work` throws: that of the smallest failing item, whatever the number of threads; what `control` throws
///         (Cancelled). Either way items not begun are left out, and nobody works any more when this returns.
/// @complexity that of the work; one atomic addition an item
template <class Work>
void in_parallel(std::size_t items, unsigned threads, const Control& control, const Work& work) {
  if (items == 0) return;
  control.check(0, items);
  // The system reads a file to tell its cores, which takes longer than many an item.
  if (threads == 0) threads = items == 1 ? 1U : std::max(std::thread::hardware_concurrency(), 1U);
  const std::size_t helpers = std::min<std::size_t>(threads, items) - 1;

  ItemQueue queue(items);
  const auto work_all = [&](const Control& inside, const auto& after_each) {
    const auto work_one = [&](std::size_t item) {
      if constexpr (std::invocable<const Work&, std::size_t, const Control&>) {
        work(item, inside);
      } else {
        work(item);
      }
    };
    for (std::size_t item = queue.next(); item < items; item = queue.next()) {
      queue.run(item, work_one);
      after_each();
    }
  };
  std::exception_ptr no;  // of the control
  const auto ask = [&] {
    if (no || queue.done() == items) return;
    try {
      control.check(queue.done(), items);
    } catch (...) {
      no = std::current_exception();
      queue.abandon();
    }
  };
  Control asks, hears;
  if (control.step) {
    asks.step = [&](std::uint64_t, std::uint64_t) {
      ask();
      return no == nullptr;
    };
    hears.step = [&](std::uint64_t, std::uint64_t) { return !queue.abandoned(); };
  }
  const auto help = [&] { work_all(hears, [] {}); };
  {
    HelpingThreads others(queue);
    others.start(helpers, help);
    work_all(asks, [&] {
      if (!queue.stopped()) ask();
    });
    others.wait(ask);
  }
  if (no) std::rethrow_exception(no);
  queue.rethrow();
  control.check(items, items);
}

}  // namespace weaktie::detail
