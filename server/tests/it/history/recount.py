"""Counts a history file again, by the definitions in words alone: the other
half of a comparison with what the server keeps. It shares no line with it.

Prints a JSON list of groups: the dimension, its value, counts, and of each span
in seconds how many, their sum, and the exact median and ninth decile."""

import collections
import csv
import datetime
import gzip
import json
import math
import sys

CALLED_OFF = {"canceled", "cancelled", "unavailable", "refunded"}
BANDS = [(500, "to_500_g"), (1000, "to_1_kg"), (2000, "to_2_kg"), (5000, "to_5_kg"),
         (10000, "to_10_kg"), (20000, "to_20_kg"), (math.inf, "over_20_kg")]


def moment(text):
    return datetime.datetime.fromisoformat(text) if text else None


def opened(path):
    return gzip.open(path, "rt") if path.endswith(".gz") else open(path)


class Group:
    def __init__(self):
        self.counts = collections.Counter()
        self.spans = collections.defaultdict(list)

    def count(self, row, last):
        counts = self.counts
        counts["parcels"] += 1
        if row["status"] in CALLED_OFF:
            counts["withdrawn"] += 1
            return
        placed = moment(row["placed_at"])
        left = moment(row["handed_over_at"])
        came = moment(row["delivered_at"])
        counts["delivered"] += came is not None or row["status"] == "delivered"
        counts["shipped"] += left is not None
        spans = {}
        if left:
            spans["to_hand_over"] = (left - placed).total_seconds()
        if left and came:
            spans["transit"] = (came - left).total_seconds()
        if came:
            spans["whole"] = (came - placed).total_seconds()
        if any(seconds < 0 for seconds in spans.values()):
            counts["dirt"] += 1
        else:
            for span, seconds in spans.items():
                self.spans[span].append(int(seconds))
        if not row["promised_on"]:
            return
        day = datetime.date.fromisoformat(row["promised_on"])
        counts["promised"] += 1
        counts["promised_days"] += (day - placed.date()).days
        in_time = came is not None and came.date() <= day
        # Of what came nobody knows when, nobody knows whether it came in time.
        is_known = came is not None or row["status"] != "delivered"
        if last.date() > day and is_known:
            counts["due"] += 1
            counts["kept"] += in_time
            counts["late"] += not in_time
        if came:
            counts["came"] += 1
            counts["on_the_day"] += came.date() == day
            counts["days_off"] += abs((came.date() - day).days)
            counts["came_in_time"] += in_time

    def told(self):
        spans = {}
        for span, values in self.spans.items():
            values.sort()
            at = lambda share: values[math.ceil(len(values) * share) - 1]
            spans[span] = {"n": len(values), "sum": sum(values), "p50": at(0.5), "p90": at(0.9)}
        return {"counts": dict(self.counts), "spans": spans}


def season(placed):
    # The quarter in which the Thursday of its week lies.
    thursday = placed.date() + datetime.timedelta(days=3 - placed.weekday())
    return f"q{(thursday.month + 2) // 3}"


def band(grams):
    return next(name for most, name in BANDS if float(grams) <= most) if grams else ""


def main(path):
    with opened(path) as file:
        rows = list(csv.DictReader(file))
    times = ("placed_at", "approved_at", "handed_over_at", "delivered_at")
    last = max(moment(row[name]) for row in rows for name in times if row[name])
    groups = collections.defaultdict(Group)
    for row in rows:
        to = f"{row['destination_country']}-{row['destination_region']}"
        placed = moment(row["placed_at"])
        for key in [
            ("all", ""),
            ("destination", to),
            ("warehouse", row["warehouse"]),
            ("weight", band(row["weight_g"])),
            ("season", season(placed)),
            ("month", placed.strftime("%Y-%m")),
        ]:
            groups[key].count(row, last)
    json.dump([{"by": by, "value": value, **group.told()} for (by, value), group in groups.items()],
              sys.stdout)


main(sys.argv[1])
