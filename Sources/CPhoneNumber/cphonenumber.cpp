#include "cphonenumber.h"

#include <cstring>
#include <set>
#include <string>

#include <phonenumbers/phonenumber.pb.h>
#include <phonenumbers/phonenumbermatch.h>
#include <phonenumbers/phonenumbermatcher.h>
#include <phonenumbers/phonenumberutil.h>

using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberMatch;
using i18n::phonenumbers::PhoneNumberMatcher;
using i18n::phonenumbers::PhoneNumberUtil;

namespace {

/// Candidates of one text that are looked at; a text with more is a list of numbers, no message.
constexpr int max_tries = 100;

}  // namespace

void cphone_parse(
    const char *text, size_t length, const char *region, int asks_assignment,
    cphone_number *number) {
    const auto &util = *PhoneNumberUtil::GetInstance();
    number->validity = CPHONE_NONE;
    number->e164[0] = 0;

    PhoneNumber parsed;
    if (util.Parse(std::string(text, length), region, &parsed) != PhoneNumberUtil::NO_PARSING_ERROR)
        return;
    if (util.IsPossibleNumberWithReason(parsed) != PhoneNumberUtil::IS_POSSIBLE) return;

    std::string e164;
    util.Format(parsed, PhoneNumberUtil::E164, &e164);
    if (e164.size() >= CPHONE_E164_CAPACITY) return;
    memcpy(number->e164, e164.c_str(), e164.size() + 1);
    const bool is_valid = asks_assignment && util.IsValidNumber(parsed);
    number->validity = is_valid ? CPHONE_VALID : CPHONE_POSSIBLE;
}

int cphone_knows_region(const char *region) {
    std::set<std::string> regions;
    PhoneNumberUtil::GetInstance()->GetSupportedRegions(&regions);
    return regions.count(region) > 0 ? 1 : 0;
}

int32_t cphone_country_code(const char *region) {
    return PhoneNumberUtil::GetInstance()->GetCountryCodeForRegion(region);
}

void cphone_find(
    const char *text, size_t length, const char *region, void *context,
    void (*found)(void *context, const char *e164)) {
    const auto &util = *PhoneNumberUtil::GetInstance();
    PhoneNumberMatcher matcher(
        util, std::string(text, length), region, PhoneNumberMatcher::VALID, max_tries);
    PhoneNumberMatch match;
    std::string e164;
    while (matcher.HasNext() && matcher.Next(&match)) {
        util.Format(match.number(), PhoneNumberUtil::E164, &e164);
        found(context, e164.c_str());
    }
}
