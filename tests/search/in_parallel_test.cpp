// Work over many threads: every item once, one error whatever the threads, and the caller alone is asked.
#include <weaktie/search/detail/in_parallel.hpp>

#include <atomic>
#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include "../catch.hpp"

using namespace weaktie;
using detail::in_parallel;

TEST_CASE("every item is worked on exactly once", "[search]") {
  for (const unsigned threads : {0U, 1U, 2U, 3U, 16U}) {
    for (const std::size_t items : {0U, 1U, 2U, 3U, 17U, 5000U}) {
      std::vector<std::atomic<int>> times(items);
      in_parallel(items, threads, {}, [&](std::size_t item) { ++times[item]; });
      for (const auto& once : times) REQUIRE(once == 1);
    }
  }
}

TEST_CASE("the error of the smallest failing item comes out, whatever the threads", "[search]") {
  for (int round = 0; round < 300; ++round) {
    const unsigned threads = static_cast<unsigned>(1 + round % 4);
    std::vector<std::atomic<int>> times(200);
    const auto work = [&](std::size_t item) {
      ++times[item];
      if (item == 20 && round % 3 == 0) std::this_thread::sleep_for(std::chrono::microseconds(300));
      if (item >= 20 && item % 3 == 2) throw InvalidValue("item " + std::to_string(item));
    };
    std::string said;
    try {
      in_parallel(times.size(), threads, {}, work);
    } catch (const InvalidValue& error) {
      said = error.what();
    }
    REQUIRE(said == "item 20");
    for (std::size_t item = 0; item < times.size(); ++item) {
      REQUIRE(times[item] <= 1);
      if (item <= 20) REQUIRE(times[item] == 1);
    }
  }
}

TEST_CASE("the calling thread alone is asked, and what is done only grows", "[search]") {
  for (const unsigned threads : {1U, 3U}) {
    const auto caller = std::this_thread::get_id();
    std::vector<std::uint64_t> done;
    Control control;
    control.step = [&](std::uint64_t now, std::uint64_t total) {
      if (std::this_thread::get_id() != caller || total != 100) return false;
      done.push_back(now);
      return true;
    };
    in_parallel(100, threads, control, [](std::size_t) { std::this_thread::sleep_for(std::chrono::microseconds(50)); });
    CHECK(done.front() == 0);
    CHECK(done.back() == 100);
    CHECK(std::is_sorted(done.begin(), done.end()));
    CHECK(std::count(done.begin(), done.end(), 100U) == 1);
    if (threads == 1) CHECK(done.size() == 101);
  }
}

TEST_CASE("who cancels is obeyed between two items", "[search]") {
  for (const unsigned threads : {1U, 2U, 3U}) {
    for (const int allowed : {0, 1, 3}) {
      std::atomic<std::size_t> worked = 0;
      int asked = 0;
      Control control;
      control.step = [&](std::uint64_t, std::uint64_t) { return asked++ < allowed; };
      CHECK_THROWS_AS(in_parallel(1000000, threads, control,
                                  [&](std::size_t) {
                                    std::this_thread::sleep_for(std::chrono::microseconds(20));
                                    ++worked;
                                  }),
                      Cancelled);
      CHECK(worked < 100000);
      if (threads == 1) CHECK(worked == static_cast<std::size_t>(allowed));
    }
  }
}

TEST_CASE("an error of the control's own passes", "[search]") {
  Control control;
  control.step = [](std::uint64_t done, std::uint64_t) -> bool {
    if (done > 0) throw std::runtime_error("enough");
    return true;
  };
  CHECK_THROWS_WITH(in_parallel(100, 2, control, [](std::size_t) {}), "enough");
}
