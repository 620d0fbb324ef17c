"""Generated files and what the oracle makes of them, one JSON line a seed.

    python3 seeds.py FIRST LAST

A line holds seed, file, unit and period to report on, and computed. One process for all seeds, so
that a caller reads one while the next is made. Standard library only.
"""

import json
import sys

import generate
import oracle


def line(seed, standard):
    file = generate.generated(seed)
    period, unit = file["title"].split()[-1], file["units"][0]["key"]
    world = oracle.World(file, standard, period)
    computed = oracle.computed(world, unit)
    return {"seed": seed, "file": file, "unit": unit, "period": period, "computed": computed}


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    with open(oracle.STANDARD, encoding="utf-8") as stream:
        standard = json.load(stream)
    for seed in range(int(sys.argv[1]), int(sys.argv[2]) + 1):
        print(json.dumps(line(seed, standard), ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main()
