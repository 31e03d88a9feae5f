// The plainest way to connected components of string pairs: a hash table of the strings, union-find
// over their numbers. No limits, no time, no reasons, no stable ids. Prints one line of JSON.
#include <sys/resource.h>

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

static double cpu() {
    rusage u;
    getrusage(RUSAGE_SELF, &u);
    return u.ru_utime.tv_sec + u.ru_stime.tv_sec + (u.ru_utime.tv_usec + u.ru_stime.tv_usec) / 1e6;
}

static uint32_t root(std::vector<uint32_t> &parent, uint32_t x) {
    while (parent[x] != x) {
        parent[x] = parent[parent[x]];
        x = parent[x];
    }
    return x;
}

int main(int argc, char **argv) {
    if (argc < 2) return 64;
    std::ifstream file(argv[1], std::ios::binary);
    std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    std::vector<std::pair<std::string_view, std::string_view>> pairs;
    for (size_t at = 0; at < text.size();) {
        size_t tab = text.find('\t', at), end = text.find('\n', tab);
        pairs.push_back({{text.data() + at, tab - at}, {text.data() + tab + 1, end - tab - 1}});
        at = end + 1;
    }

    double before = cpu();
    auto start = std::chrono::steady_clock::now();
    std::unordered_map<std::string_view, uint32_t> numbers;
    numbers.reserve(pairs.size() * 13 / 10);
    std::vector<uint32_t> parent, size;
    auto number = [&](std::string_view name) {
        auto [place, isNew] = numbers.try_emplace(name, uint32_t(parent.size()));
        if (isNew) {
            parent.push_back(place->second);
            size.push_back(1);
        }
        return place->second;
    };
    for (auto &[left, right] : pairs) {
        uint32_t a = number(left), b = number(right);
        a = root(parent, a);
        b = root(parent, b);
        if (a == b) continue;
        if (size[a] < size[b]) std::swap(a, b);
        parent[b] = a;
        size[a] += size[b];
    }
    size_t components = 0;
    std::vector<uint32_t> component(parent.size());
    for (uint32_t x = 0; x < parent.size(); x++) {
        component[x] = root(parent, x);
        components += component[x] == x;
    }
    double wall = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    printf("{\"edges\": %zu, \"nodes\": %zu, \"components\": %zu, \"wall\": %.3f, \"cpu\": %.3f}\n",
           pairs.size(), parent.size(), components, wall, cpu() - before);
}
