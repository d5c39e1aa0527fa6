// How many titles a second `field_of` reads in a batch, on one core (processor time).
//   field_speed [titles.tsv]     a file of titles, one a line, the last column of each; else a few built in
#include <cstdint>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include <weaktie/records/field.hpp>

int main(int count, char** words) {
  std::vector<std::string> titles;
  if (count > 1) {
    std::ifstream file(words[1]);
    for (std::string line; std::getline(file, line);) titles.push_back(line.substr(line.rfind('\t') + 1));
  }
  if (titles.empty()) {
    titles = {"Trainee Solicitor",
              "Senior Software Engineer",
              "Ward Sister (maternity cover)",
              "HGV Class 1 Driver",
              "Head of Marketing & PR at Brown Brothers",
              "Chartered Quantity Surveyor",
              "Throstle Spinner"};
  }
  std::vector<std::string_view> views;
  while (views.size() < 1'000'000) {
    for (const std::string& title : titles) views.push_back(title);
  }
  std::vector<std::uint8_t> fields(views.size());
  std::vector<double> confidences(views.size());
  weaktie::field_of(std::span(views).first(1), std::span(fields).first(1), std::span(confidences).first(1));  // loads
  double best = 1e9;
  for (int round = 0; round < 5; ++round) {
    const std::clock_t start = std::clock();
    weaktie::field_of(views, fields, confidences);
    const double took = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
    if (took < best) best = took;
  }
  std::size_t found = 0;
  for (const std::uint8_t field : fields) found += field != weaktie::no_field;
  std::printf("%zu titles (%zu with a field): %.3f s, %.2f million a second\n", views.size(), found, best,
              static_cast<double>(views.size()) / best / 1e6);
}
