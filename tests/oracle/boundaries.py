"""Sums of every measure in today's boundaries, from an exchange file alone.

Not the program's way: no tree is rebuilt. Each unit of the period is asked where it rests today,
and a unit of today counts those that rest within it wholly.

    python3 boundaries.py FILE STANDARD --year 2020 --today 2026-01-15
"""

import argparse
import json
import sys


def holds(version, day):
    return version["from"] <= day and (version.get("to") is None or day < version["to"])


def version_on(unit, day):
    return next((version for version in unit["versions"] if holds(version, day)), None)


def last_parent(unit):
    return max(unit["versions"], key=lambda version: version["from"]).get("parent")


def resting(world, key, seen=()):
    """Units of today that hold a unit or its parts."""
    if version_on(world["units"][key], world["today"]):
        return {key}
    heirs = [s["successor"] for s in world["successions"] if s["predecessor"] == key]
    if not heirs:
        parent = last_parent(world["units"][key])
        return resting(world, parent, (*seen, key)) if parent else set()
    found = set()
    for heir in heirs:
        if heir not in seen:
            found |= resting(world, heir, (*seen, key))
    return found


def within(world, key, outer):
    """Whether a unit lies within another today, or is it."""
    while key:
        if key == outer:
            return True
        key = version_on(world["units"][key], world["today"]).get("parent")
    return False


def period(basis, year):
    if basis == "report":
        return f"{year}"
    return f"{year}-{year + 1}" if basis == "starting" else f"{year - 1}-{year}"


def asked(world, measure, day):
    """Units that had a cell of a measure on the last day of the year."""
    stood = [key for key, unit in world["units"].items() if version_on(unit, day)]
    parents = {version_on(world["units"][key], day).get("parent") for key in stood}
    own = measure["totals"] == "own"
    return [key for key in stood if own or key not in parents]


def sums(world, measures, values, year, outer):
    day, found = f"{year}-12-31", {}
    for measure in measures:
        amount, answered, cells, some = None, 0, 0, False
        for key in asked(world, measure, day):
            places = resting(world, key)
            if not places or not all(within(world, place, outer) for place in places):
                continue
            cells += 1
            value = values.get((key, period(measure.get("basis", "report"), year), measure["code"]))
            if value is None or not (value.get("nothing") or value.get("amount") is not None):
                continue
            answered += 1
            some |= value.get("amount") is not None
            amount = (amount or 0) + (value.get("amount") or 0)
        if not some and answered < cells:
            # some have none of it, the others have not said: that is no sum
            amount = None
        found[measure["code"]] = [amount, answered, cells]
    return found


def main():
    words = argparse.ArgumentParser()
    words.add_argument("file")
    words.add_argument("standard")
    words.add_argument("--year", type=int, required=True)
    words.add_argument("--today", required=True)
    given = words.parse_args()
    with open(given.file, encoding="utf-8") as opened:
        file = json.load(opened)
    with open(given.standard, encoding="utf-8") as opened:
        measures = json.load(opened)["measures"]
    world = {
        "units": {unit["key"]: unit for unit in file["units"]},
        "successions": file.get("successions", []),
        "today": given.today,
    }
    values = {(v["unit"], v["period"], v["measure"]): v for v in file["values"]}
    stands = [key for key, unit in world["units"].items() if version_on(unit, given.today)]
    told = {key: sums(world, measures, values, given.year, key) for key in stands}
    json.dump(told, sys.stdout)


if __name__ == "__main__":
    main()
