"""An independent second computation of totals, rates, verdicts and printed texts.

    python3 oracle.py FILE.json --unit KEY --year Y        (Y may be 2022-H1 or 2022-9M)

Reads an exchange file and the standard catalogue, and prints JSON:
    totals   measure -> unit -> state, amount, precision, known, required, control, printed
    figures  indicator -> unit -> part, whole, state, known, required, printed, change, judged
    targets  every judged target: indicator, of, unit, verdict, gap, printed
    reports  unit with children -> texts of its forms, results, shortfalls and plan

It is written from the rulings and the dossier, never from the program it checks. It does not
validate files, and it knows nothing of reports beyond the figures in them. Standard library only.
"""

import argparse
import functools
import json
import os
import sys
from dataclasses import dataclass, field, replace
from fractions import Fraction

HERE = os.path.dirname(os.path.abspath(__file__))
STANDARD = os.path.join(HERE, "..", "..", "src", "exchange", "standard.json")

KNOWN, NOTHING, MISSING, NOT_APPLICABLE = "known", "nothing", "missing", "not_applicable"
WORDS = {
    MISSING: "chưa có số liệu",
    NOTHING: "không có",
    NOT_APPLICABLE: "không áp dụng",
    "met": "đạt",
    "not_met": "chưa đạt",
    "impossible": "không thể đạt",
}
PRECISION_WORDS = {"exact": "", "over": "hơn ", "under": "gần ", "about": "khoảng "}
MOST_DECIMALS = 20


# --- intervals ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Interval:
    """All values a number may have. An end of None is unbounded; open ends are not included."""

    low: Fraction | None
    high: Fraction | None
    low_open: bool = False
    high_open: bool = False

    @property
    def exact(self):
        return self.low is not None and self.low == self.high

    def __add__(self, other):
        low = None if self.low is None or other.low is None else self.low + other.low
        high = None if self.high is None or other.high is None else self.high + other.high
        return Interval(
            low, high, self.low_open or other.low_open, self.high_open or other.high_open
        )

    def times(self, factor):
        """Every value multiplied; a negative factor turns the interval round."""
        if factor == 0:
            return point(0)
        low = None if self.low is None else self.low * factor
        high = None if self.high is None else self.high * factor
        if factor > 0:
            return Interval(low, high, self.low_open, self.high_open)
        return Interval(high, low, self.high_open, self.low_open)

    def always_above_zero(self):
        return self.low is not None and (self.low > 0 or (self.low == 0 and self.low_open))

    def never_above_zero(self):
        return self.high is not None and self.high <= 0

    def always_zero_or_above(self):
        return self.low is not None and self.low >= 0

    def always_below_zero(self):
        return self.high is not None and (self.high < 0 or (self.high == 0 and self.high_open))


def point(value):
    return Interval(Fraction(value), Fraction(value))


def interval_of(amount, precision):
    value = Fraction(amount)
    if precision == "over":
        return Interval(value, None, low_open=True)
    if precision == "under":
        return Interval(None, value, high_open=True)
    if precision == "about":
        return Interval(None, None)
    return point(value)


def sum_of_precisions(precisions):
    """hơn + đúng is hơn; hơn + gần may be anything."""
    told = {p for p in precisions if p != "exact"}
    if not told:
        return "exact"
    return told.pop() if len(told) == 1 else "about"


def opposite(precision):
    return {"over": "under", "under": "over"}.get(precision, precision)


# --- numbers -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Number:
    """A cell, or a sum of cells."""

    state: str
    amount: Fraction = Fraction(0)
    precision: str = "exact"
    interval: Interval = field(default_factory=lambda: point(0))
    known: int = 0
    required: int = 0
    control: bool = False

    @property
    def complete(self):
        return self.known == self.required

    def negated(self):
        return replace(
            self,
            amount=-self.amount,
            precision=opposite(self.precision),
            interval=self.interval.times(-1),
        )


def missing(required=1):
    return Number(MISSING, known=0, required=required)


def add_across_units(numbers):
    """Nothing adds 0; all nothing is nothing; missing parts are counted, not guessed."""
    known = sum(n.known for n in numbers)
    required = sum(n.required for n in numbers)
    control = any(n.control for n in numbers)
    present = [n for n in numbers if n.state == KNOWN]
    if not present:
        nothing = any(n.state == NOTHING for n in numbers) and known == required
        state = NOTHING if nothing else MISSING
        return Number(state, known=known, required=required, control=control)
    interval = point(0)
    for number in present:
        interval = interval + number.interval
    return Number(
        KNOWN,
        sum(n.amount for n in present),
        sum_of_precisions(n.precision for n in present),
        interval,
        known,
        required,
        control,
    )


def add_terms_of_one_cell(numbers):
    """The terms of an indicator in one place: one missing term makes the sum missing."""
    if any(n.state == MISSING for n in numbers):
        return missing()
    total = add_across_units(numbers)
    return replace(total, known=1, required=1)


# --- the file ----------------------------------------------------------------------------------


def remembered(compute):
    """Each question about a world is answered once."""

    @functools.wraps(compute)
    def asked(world, *given, **named):
        key = (compute.__name__, *(g["code"] if isinstance(g, dict) else g for g in given),
               *named.values())
        if key not in world.answers:
            world.answers[key] = compute(world, *given, **named)
        return world.answers[key]

    return asked


class World:
    """One file and one period: the tree at its end, the cells, the catalogue."""

    def __init__(self, file, standard, period):
        self.answers = {}
        self.period = str(period)
        self.day = last_day(self.period)
        self.measures = in_force(standard, file, "measures", int(self.day[:4]))
        self.indicators = in_force(standard, file, "indicators", int(self.day[:4]))
        self.targets = file.get("targets", [])
        self.versions = {}
        for unit in file.get("units", []):
            version = version_on(unit, self.day)
            if version:
                self.versions[unit["key"]] = version
        self.entered = index(file.get("values", []))
        self.controls = index(file.get("controls", []))

    def children(self, unit):
        return [key for key, v in self.versions.items() if v.get("parent") == unit]

    def below(self, unit):
        for child in self.children(unit):
            yield child
            yield from self.below(child)

    def is_leaf(self, unit):
        return not self.children(unit)

    def leaf_count(self, unit):
        return sum(self.leaf_count(c) for c in self.children(unit)) or 1

    def previous(self):
        """The same tree one year earlier: last year's results of today's units."""
        world = World.__new__(World)
        year = int(self.period[:4]) - 1
        world.__dict__.update(self.__dict__, period=f"{year}{self.period[4:]}", answers={})
        return world


def in_force(standard, file, kind, year):
    """Definitions of a year by code: of those that began by then the last, unless it ended one."""
    said = {(row["code"], row.get("since", 0)): row for row in standard[kind]}
    said.update({(row["code"], row.get("since", 0)): row for row in file.get(kind, [])})
    rows = sorted(said.items(), key=lambda item: item[0][1])
    last = {code: row for (code, since), row in rows if since <= year}
    order = [row["code"] for row in standard[kind] + file.get(kind, [])]
    held = {code: last[code] for code in order if code in last}
    return {code: row for code, row in held.items() if not row.get("retired")}


def version_on(unit, day):
    for version in unit["versions"]:
        if version["from"] <= day and (version.get("to") is None or day < version["to"]):
            return version
    return None


def index(values):
    return {(v["unit"], v["period"], v["measure"]): v for v in values}


def last_day(period):
    return period[:4] + {"-H1": "-06-30", "-9M": "-09-30"}.get(period[4:], "-12-31")


def period_of(period, basis):
    """Enrolment comes from the school year that starts in the year, completion from the one
    that ends in it. In June that autumn's school year has not begun."""
    year = int(period[:4])
    if basis == "report":
        return period
    if basis == "starting" and not period.endswith("-H1"):
        return f"{year}-{year + 1}"
    return f"{year - 1}-{year}"


@remembered
def cell(world, unit, code, control=False):
    """What the unit itself said, or what was published for it."""
    if code == "XA":
        return missing() if control else Number(KNOWN, Fraction(1), "exact", point(1), 1, 1)
    measure = world.measures[code]
    rows = world.controls if control else world.entered
    value = rows.get((unit, period_of(world.period, measure.get("basis", "report")), code))
    if value is None:
        return missing()
    if value.get("nothing"):
        return Number(NOTHING, known=1, required=1)
    if value.get("amount") is None:
        return missing()
    amount = Fraction(value["amount"], 10 ** measure.get("scale", 0))
    precision = value.get("precision", "exact")
    return Number(KNOWN, amount, precision, interval_of(amount, precision), 1, 1)


# --- totals ------------------------------------------------------------------------------------


def keeps_own_cell(world, code):
    return code != "XA" and world.measures[code]["totals"] == "own"


@remembered
def total(world, unit, code):
    """Territorial: the children's sum. Own: the unit's cell and the children's.
    A published figure is used only where nothing below, and nothing own, was reported."""
    children = world.children(unit)
    if not children:
        return cell(world, unit, code)
    parts = [total(world, child, code) for child in children]
    if keeps_own_cell(world, code):
        parts.append(cell(world, unit, code))
    computed = add_across_units(parts)
    if not computed.known:
        published = cell(world, unit, code, control=True)
        if published.state != MISSING:
            count = computed.required
            return replace(published, known=count, required=count, control=True)
    return computed


# --- indicators --------------------------------------------------------------------------------


def terms(codes):
    return [(code.lstrip("-"), code.startswith("-")) for code in codes]


def sum_of_cells(world, unit, codes):
    numbers = []
    for code, subtracted in terms(codes):
        number = cell(world, unit, code)
        numbers.append(number.negated() if subtracted else number)
    return add_terms_of_one_cell(numbers)


def sum_of_totals(world, unit, codes):
    """A count or an amount of a unit: its terms place by place, then the places."""
    children = world.children(unit)
    if not children:
        return sum_of_cells(world, unit, codes)
    parts = [sum_of_totals(world, child, codes) for child in children]
    if any(keeps_own_cell(world, code) for code, _ in terms(codes)):
        parts.append(sum_of_cells(world, unit, codes))
    computed = add_across_units(parts)
    return published_instead(world, unit, codes, computed)


def published_instead(world, unit, codes, computed):
    """Where no place has all terms: the totals of the terms, if each of them is whole."""
    if computed.known:
        return computed
    totals = [total(world, unit, code) for code, _ in terms(codes)]
    if any(n.state == MISSING or not n.complete for n in totals):
        return computed
    added = add_across_units(
        [n.negated() if minus else n for n, (_, minus) in zip(totals, terms(codes))]
    )
    count = computed.required
    return replace(added, known=count, required=count, control=any(n.control for n in totals))


@dataclass(frozen=True)
class Rate:
    """A part and a whole; counts and money have a part only."""

    state: str
    part: Number
    whole: Number | None
    known: int
    required: int
    control: bool = False
    some_absent: bool = False

    @property
    def complete(self):
        return self.state == KNOWN and self.known == self.required

    @property
    def exact(self):
        return self.part.interval.exact and (self.whole is None or self.whole.interval.exact)


def rate_of_one_cell(part, whole):
    if NOTHING in (part.state, whole.state):
        return Rate(NOT_APPLICABLE, part, whole, 1, 1)
    if MISSING in (part.state, whole.state):
        return Rate(MISSING, part, whole, 0, 1)
    return Rate(KNOWN, part, whole, 1, 1)


def ratio_of_sums(rates):
    """Never a mean of rates: the parts added over the wholes added, only of those places where
    both are known. Places where it does not apply have reported and add nothing."""
    used = [r for r in rates if r.state == KNOWN]
    known, required = sum(r.known for r in rates), sum(r.required for r in rates)
    if not used:
        absent = any(r.state == NOT_APPLICABLE or r.some_absent for r in rates)
        state = MISSING if any(r.state == MISSING for r in rates) else NOT_APPLICABLE
        return Rate(state, missing(0), missing(0), known, required, False, absent)
    part = add_across_units([r.part for r in used])
    whole = add_across_units([r.whole for r in used])
    return Rate(KNOWN, part, whole, known, required, any(r.control for r in used))


@remembered
def rate(world, unit, indicator):
    """The parts and wholes of a unit, added."""
    above, under = indicator["numerator"], indicator["denominator"]
    children = world.children(unit)
    if not children:
        return rate_of_one_cell(
            sum_of_cells(world, unit, above), sum_of_cells(world, unit, under)
        )
    below = ratio_of_sums([rate(world, child, indicator) for child in children])
    computed = with_own_part(below, world, unit, above)
    if below.state != MISSING or below.some_absent:
        return computed
    part, whole = (published_instead(world, unit, side, missing()) for side in (above, under))
    if part.state == KNOWN and whole.state == KNOWN and (part.control or whole.control):
        return Rate(KNOWN, part, whole, computed.required, computed.required, True)
    return computed


def with_own_part(children, world, unit, codes):
    """A unit with children gives its own money to the part and no people to the whole; where no
    place below is known there is nothing to give it to. Its cell is one more that is asked."""
    if not any(keeps_own_cell(world, code) for code, _ in terms(codes)):
        return children
    own = sum_of_cells(world, unit, codes)
    reported = int(own.state != MISSING)
    counted = replace(
        children, known=children.known + reported, required=children.required + 1
    )
    if children.state == NOT_APPLICABLE and not reported:
        return replace(counted, state=MISSING, some_absent=True)
    if children.state == KNOWN and own.state == KNOWN:
        zero = Number(KNOWN, Fraction(0), "exact", point(0), 0, 0)
        part = add_across_units([children.part, own])
        return replace(counted, part=part, whole=add_across_units([children.whole, zero]))
    return counted


@remembered
def figure(world, unit, indicator):
    if indicator.get("denominator"):
        found = rate(world, unit, indicator)
        if found.state == KNOWN and found.whole.interval.exact and found.whole.amount == 0:
            return replace(found, state=NOT_APPLICABLE if found.complete else MISSING)
        return found
    part = sum_of_totals(world, unit, indicator["numerator"])
    state = part.state
    if state == NOTHING:
        state = NOT_APPLICABLE if part.complete else MISSING
    return Rate(state, part, None, part.known, part.required, part.control)


def is_percentage(indicator):
    return indicator["kind"] in ("share", "ratio")


def printed_value(found, indicator):
    """The exact value in the unit it is printed in."""
    if found.whole is None:
        return found.part.amount
    value = found.part.amount / found.whole.amount
    return value * 100 if is_percentage(indicator) else value


def precision_of_rate(found):
    if found.whole is None:
        return found.part.precision
    return sum_of_precisions([found.part.precision, opposite(found.whole.precision)])


# --- verdicts ----------------------------------------------------------------------------------


def decimal_of(text):
    return None if text is None else Fraction(text)


def distance(found, indicator, threshold):
    """part − threshold × whole, of which only the sign matters; the whole is above 0."""
    if found.whole is None:
        return found.part.interval + point(-threshold)
    scale = Fraction(1, 100) if is_percentage(indicator) else Fraction(1)
    return found.part.interval + found.whole.interval.times(-threshold * scale)


def judged_from(always, never):
    return "met" if always else "not_met" if never else MISSING


def verdict(found, indicator, target):
    """Compares without rounding; silent unless every possible value says the same."""
    if found.state != KNOWN:
        return found.state
    if not found.complete:
        return MISSING
    value, value2 = decimal_of(target.get("value")), decimal_of(target.get("value2"))
    operator = target["op"]
    if operator == "maintain":
        return maintained(found, value)
    if operator == "range":
        return in_range(found, indicator, value, value2)
    gap = distance(found, indicator, value)
    if operator == "gt":
        return judged_from(gap.always_above_zero(), gap.never_above_zero())
    if operator == "ge":
        return judged_from(gap.always_zero_or_above(), gap.always_below_zero())
    if operator == "lt":
        return judged_from(gap.always_below_zero(), gap.always_zero_or_above())
    if operator == "le":
        return judged_from(gap.never_above_zero(), gap.always_above_zero())
    return judged_equal(gap)


def judged_equal(gap):
    equal = gap.exact and gap.low == 0
    return judged_from(equal, gap.always_above_zero() or gap.always_below_zero())


def in_range(found, indicator, low, high):
    """Higher is better: from the lower end on, above the upper end too."""
    above_low = distance(found, indicator, low)
    below_high = distance(found, indicator, high).times(-1)
    sides = {"higher": [above_low], "lower": [below_high]}
    gaps = sides.get(indicator["direction"], [above_low, below_high])
    return judged_from(
        all(g.always_zero_or_above() for g in gaps), any(g.always_below_zero() for g in gaps)
    )


def maintained(found, baseline):
    """The part is the whole, and is not below what was reached before."""
    verdicts = []
    if found.whole is not None:
        verdicts.append(judged_equal(found.part.interval + found.whole.interval.times(-1)))
    if baseline is not None:
        kept = found.part.interval + point(-baseline)
        verdicts.append(judged_from(kept.always_zero_or_above(), kept.always_below_zero()))
    if "not_met" in verdicts:
        return "not_met"
    return MISSING if MISSING in verdicts else "met"


def ceiling(value):
    return -((-value) // 1)


def grain(world, indicator):
    """The least amount by which a part can grow: one of the finest of the terms."""
    codes = [code for code, _ in terms(indicator["numerator"] + indicator.get("denominator", []))]
    finest = max(world.measures[code].get("scale", 0) if code != "XA" else 0 for code in codes)
    return Fraction(1, 10**finest)


def least_part(found, indicator, target, step=Fraction(1)):
    """The smallest part that satisfies the operator with the whole as it is."""
    value, operator = decimal_of(target.get("value")), target["op"]
    if operator == "maintain":
        least = value if value is not None else Fraction(0)
        return Fraction(max(ceiling(least / step) * step, found.whole.amount if found.whole else 0))
    scale = Fraction(1, 100) if is_percentage(indicator) else Fraction(1)
    needed = value * (found.whole.amount * scale if found.whole else 1)
    steps = needed / step
    if operator == "eq" and steps.denominator != 1:
        return None
    if operator == "gt":
        return (steps // 1 + 1) * step
    return ceiling(steps) * step


def gap(found, indicator, target, step=Fraction(1)):
    """How many are lacking; `impossible` beyond the whole, or where no whole number of them
    gives the value; None where nothing is lacking or it cannot be said."""
    if not found.complete or not found.exact or indicator["direction"] != "higher":
        return None
    if target["op"] in ("lt", "le"):
        return None
    least = least_part(found, indicator, target, step)
    part = found.part.amount
    if least is None:
        return "impossible" if verdict(found, indicator, target) == "not_met" else None
    if part >= least:
        return None
    if indicator["kind"] == "share" and least > found.whole.amount:
        return "impossible"
    return plain(least - part)


def judged_units(world, target):
    """Who gets a verdict from this target."""
    scope, unit = target["scope"], target["unit"]
    if scope == "whole":
        return [unit] if unit in world.versions else []
    below = list(world.below(unit))
    if "each" in scope:
        return [u for u in below if world.versions[u]["kind"] == scope["each"]]
    return [u for u in scope["named"] if u in below]


# --- printing ----------------------------------------------------------------------------------


def round_half_up(value, decimals):
    """Away from zero at the half, on exact fractions."""
    shifted = abs(value) * 10**decimals
    rounded = (2 * shifted.numerator + shifted.denominator) // (2 * shifted.denominator)
    return Fraction(rounded if value >= 0 else -rounded, 10**decimals)


def written(value, decimals):
    """Dots between thousands, a decimal comma, trailing zeros trimmed."""
    value = round_half_up(Fraction(value), decimals)
    units, rest = divmod(abs(value), 1)
    text = f"{int(units):,}".replace(",", ".")
    fraction = f"{int(rest * 10**decimals):0{decimals}d}".rstrip("0") if decimals else ""
    sign = "-" if value < 0 else ""
    return sign + text + ("," + fraction if fraction else "")


def side(value, threshold):
    return (value > threshold) - (value < threshold)


def decimals_that_show(found, indicator, target):
    """One decimal more as long as rounding moves a complete, exact rate onto or over a threshold:
    91,94 % against > 92 is never printed 92 %."""
    decimals = indicator.get("decimals", 0)
    if target is None or not found.complete or not found.exact:
        return decimals
    if found.whole is None or target["op"] == "maintain":
        return decimals
    value = printed_value(found, indicator)
    thresholds = [decimal_of(target[key]) for key in ("value", "value2") if target.get(key)]
    while decimals < MOST_DECIMALS and any(
        side(round_half_up(value, decimals), t) != side(value, t) for t in thresholds
    ):
        decimals += 1
    return decimals


def printed_figure(found, indicator, target=None):
    if found.state == NOT_APPLICABLE and found.whole is None:
        return WORDS[NOTHING]
    if found.state != KNOWN:
        return WORDS[found.state]
    if found.whole is not None and found.whole.amount == 0:
        return WORDS[MISSING]
    decimals = decimals_that_show(found, indicator, target)
    sign = "%" if is_percentage(indicator) else ""
    word = PRECISION_WORDS[precision_of_rate(found)]
    return word + written(printed_value(found, indicator), decimals) + sign


def change(now, before, indicator):
    """Shares change in điểm %, counts and money in %, both with two decimals; only between two
    whole results."""
    if not (now.complete and before.complete and now.exact and before.exact):
        return None
    new, old = printed_value(now, indicator), printed_value(before, indicator)
    if is_percentage(indicator):
        return in_words(new - old, " điểm %")
    return in_words((new - old) / old * 100, "%") if old else None


def in_words(difference, unit):
    rounded = round_half_up(difference, 2)
    if rounded == 0:
        return "không đổi"
    return f"{'tăng' if rounded > 0 else 'giảm'} {written(abs(rounded), 2)}{unit}"


# --- what is handed out ------------------------------------------------------------------------


def plain(value):
    if value is None:
        return None
    return int(value) if value.denominator == 1 else str(value)


def described_total(world, unit, code):
    number = total(world, unit, code)
    scale = world.measures[code].get("scale", 0)
    row = {
        "state": number.state,
        "amount": plain(number.amount * 10**scale) if number.state == KNOWN else None,
        "precision": number.precision,
        "known": number.known,
        "required": number.required,
        "control": number.control,
    }
    published = cell(world, unit, code, control=True)
    if published.state == KNOWN and not number.control:
        row["published"] = plain(published.amount * 10**scale)
        if number.state == KNOWN:
            row["difference"] = plain((number.amount - published.amount) * 10**scale)
    return row


def judgements(world, unit, code):
    """Targets that touch this figure of this unit, and how: `self` is judged by it, `all` holds
    it for the units below, `whole` is a part of the unit it was set for."""
    for target in world.targets:
        if target["indicator"] != code or target["period"] != world.period:
            continue
        if unit in judged_units(world, target):
            yield target, "self"
        elif target["unit"] == unit:
            yield target, "all"
        elif target["scope"] == "whole" and unit in world.below(target["unit"]):
            yield target, "whole"


def verdict_of_all(world, indicator, target):
    """Met when every unit it binds meets it; those where it does not apply are left out."""
    units = judged_units(world, target)
    verdicts = {verdict(figure(world, u, indicator), indicator, target) for u in units}
    verdicts.discard(NOT_APPLICABLE)
    for word in ("not_met", MISSING):
        if word in verdicts:
            return word
    return "met" if verdicts else NOT_APPLICABLE


def promised_alike(world, indicator):
    """An amount promised by the whole says nothing of what each part owes, nor does a share of
    units that do something; a rate of people does."""
    codes = indicator["numerator"] + indicator.get("denominator", [])
    counts_units = any(
        code == "XA" or world.measures[code]["kind"] == "flag" for code, _ in terms(codes)
    )
    return bool(indicator.get("denominator")) and not counts_units


def judged_by(world, indicator, found, target, how):
    step = grain(world, indicator)
    if how == "self":
        decided = verdict(found, indicator, target)
        lacking = gap(found, indicator, target, step) if decided == "not_met" else None
    elif how == "all":
        decided, lacking = verdict_of_all(world, indicator, target), None
    else:
        decided, lacking = None, None
        if promised_alike(world, indicator):
            # the baseline to maintain is the whole's alone
            alone = {**target, "value": None} if target["op"] == "maintain" else target
            lacking = gap(found, indicator, alone, step)
    return {
        "as": how,
        "of": target["unit"],
        "op": target["op"],
        "value": target.get("value"),
        "value2": target.get("value2"),
        "verdict": decided and WORDS[decided],
        "gap": WORDS.get(lacking, lacking),
    }


def described_figure(world, before, unit, code):
    indicator = world.indicators[code]
    found, old = figure(world, unit, indicator), figure(before, unit, indicator)
    touching = list(judgements(world, unit, code))
    beside = next((target for target, how in touching if how != "whole"), None)
    known = found.state == KNOWN
    return {
        "state": found.state,
        "part": plain(found.part.amount) if known else None,
        "whole": plain(found.whole.amount) if known and found.whole else None,
        "known": found.known,
        "required": found.required,
        "control": found.control,
        "printed": printed_figure(found, indicator, beside),
        "alone": printed_figure(found, indicator),
        "change": change(found, old, indicator),
        "judged": [judged_by(world, indicator, found, *one) for one in touching],
    }


# --- the paper ---------------------------------------------------------------------------------

IN_TABLE = {MISSING: "chưa có số liệu", NOTHING: "không có", NOT_APPLICABLE: "không áp dụng"}
NOT_HERE = "–"
TOTAL = "Tổng cộng"
FORMS = [f"B{n}" for n in range(1, 9)]


def office(world, unit):
    kind = world.versions[unit]["kind"]
    return f"{kind[:1].upper()}{kind[1:]} hội"


def cell_text(number, scale):
    if number.state != KNOWN:
        return IN_TABLE[number.state]
    return PRECISION_WORDS[number.precision] + written(number.amount, scale)


def measure_texts(world, unit, measure):
    scale, code = measure.get("scale", 0), measure["code"]

    def text(number, place):
        if measure["kind"] == "flag" and number.state == KNOWN and world.is_leaf(place):
            return "có" if number.amount > 0 else "chưa"
        return cell_text(number, scale)

    texts = {
        world.versions[child]["name"]: text(total(world, child, code), child)
        for child in world.children(unit)
    }
    texts[TOTAL] = cell_text(total(world, unit, code), scale)
    own = measure["totals"] == "own"
    texts[office(world, unit)] = cell_text(cell(world, unit, code), scale) if own else NOT_HERE
    return texts


def indicator_texts(world, unit, indicator):
    def text(place):
        found = figure(world, place, indicator)
        return IN_TABLE[MISSING] if found.state == MISSING else printed_figure(found, indicator)

    texts = {world.versions[child]["name"]: text(child) for child in world.children(unit)}
    texts[TOTAL] = text(unit)
    codes = indicator["numerator"]
    own = all(keeps_own_cell(world, code) for code, _ in terms(codes))
    texts[office(world, unit)] = (
        cell_text(sum_of_cells(world, unit, codes), 0)
        if own and not indicator.get("denominator") else NOT_HERE
    )
    return texts


def titles(world, indicator, form):
    """Heads a computed column may stand under: in the group it is taken of, or at the end."""
    last = world.measures[terms(indicator["numerator"])[-1][0]]
    if last.get("form") != form:
        return
    groups = {world.measures[code].get("group", "") for code, _ in terms(indicator["numerator"])}
    if indicator.get("denominator"):
        if len(groups) == 1:
            group, base = last.get("group", ""), indicator.get("base", "")
            yield group, f"% {base}".strip()
            yield group, f"% {last['short'].lower()} {base}".strip()
        short = indicator["short"]
        percent = is_percentage(indicator) and "%" not in short
        short = f"{short} (%)" if percent else short
        yield "", short
        yield "Cộng", short
    elif len(indicator["numerator"]) > 1:
        yield last.get("group", "") if len(groups) == 1 else "Cộng", indicator["short"]


def form_columns(world, unit, form):
    """Every column a form may have, by group and title; those that must be there say so."""
    for measure in world.measures.values():
        number = total(world, unit, measure["code"])
        column = {
            "code": measure["code"], "group": measure.get("group", ""), "title": measure["short"],
            "needed": measure.get("form") == form and not measure.get("optional", False),
            "known": number.known, "required": number.required,
            "cells": measure_texts(world, unit, measure),
            "published": beside_published(world, unit, measure),
            "published_below": list(published_below(world, unit, measure)),
        }
        if measure.get("form") == form:
            yield column
        else:
            # the whole of a share that another form holds
            yield from ({**column, "group": group} for group in groups_led(world, form, measure))
    for indicator in world.indicators.values():
        found = figure(world, unit, indicator)
        for group, title in titles(world, indicator, form):
            yield {
                "code": indicator["code"], "group": group, "title": title, "needed": False,
                "known": found.known, "required": found.required,
                "cells": indicator_texts(world, unit, indicator), "published": None,
                "published_below": [],
            }


def groups_led(world, form, whole):
    found = set()
    for indicator in world.indicators.values():
        last = world.measures[terms(indicator["numerator"])[-1][0]]
        if last.get("form") == form and indicator.get("denominator") == [whole["code"]]:
            found.add(last.get("group", ""))
    return sorted(found)


def beside_published(world, unit, measure):
    """What the note says of a published figure: it, the sum of the rows, the difference."""
    code, scale = measure["code"], measure.get("scale", 0)
    published = cell(world, unit, code, control=True)
    if published.state != KNOWN:
        return None
    parts = [total(world, child, code) for child in world.children(unit)]
    if measure["totals"] == "own":
        parts.append(cell(world, unit, code))
    summed = add_across_units(parts)
    if summed.state == MISSING and not summed.known:
        return [cell_text(published, scale)]
    zero = Number(KNOWN)
    summed = summed if summed.state == KNOWN else zero
    difference = add_across_units([published, summed.negated()])
    return [cell_text(n, scale) for n in (published, summed, difference)]


def published_below(world, unit, measure):
    for below in world.below(unit):
        published = cell(world, below, measure["code"], control=True)
        parts = [total(world, child, measure["code"]) for child in world.children(below)]
        if keeps_own_cell(world, measure["code"]):
            parts.append(cell(world, below, measure["code"]))
        if published.state == KNOWN and not any(part.known for part in parts):
            name = world.versions[below]["name"]
            text = cell_text(published, measure.get("scale", 0))
            yield f"{name}, {measure['name']}: lấy số công bố {text}"


def described_form(world, unit, form):
    """Columns by their heads, of which each may mean one thing only."""
    columns = {}
    for column in form_columns(world, unit, form):
        head = column["group"] + "|" + column["title"]
        columns.setdefault(head, []).append(column)
    return columns


def target_in_words(indicator, target):
    sign = "%" if is_percentage(indicator) else ""
    low, high = (
        written(decimal_of(target[key]), 4) if target.get(key) else None
        for key in ("value", "value2")
    )
    words = {
        "gt": f"trên {low}{sign}",
        "ge": f"từ {low}{sign} trở lên",
        "eq": f"{low}{sign}",
        "lt": f"dưới {low}{sign}",
        "le": f"không quá {low}{sign}",
        "range": f"từ {low}{sign} đến {high}{sign}",
        "maintain": f"duy trì {low}/{low}" if low else "duy trì toàn bộ",
    }[target["op"]]
    scope = target["scope"]
    if scope == "whole":
        return words
    return f"mỗi {scope['each']} {words}" if "each" in scope else f"các đơn vị được giao: {words}"


def with_fraction(found, text):
    if found.state != KNOWN or found.whole is None:
        return text
    parts = [written(side.amount, MOST_DECIMALS) for side in (found.part, found.whole)]
    return f"{text} ({'/'.join(parts)})"


def result_rows(world, before, unit):
    """Each target set for the unit or judging it: target, reached, verdict, change."""
    for code, indicator in world.indicators.items():
        for target, how in judgements(world, unit, code):
            if how == "whole":
                continue
            found = figure(world, unit, indicator)
            lines = [with_fraction(found, printed_figure(found, indicator, target))]
            said = []
            if found.known < found.required and found.known:
                said.append(f"{found.known}/{found.required} đơn vị đã báo")
            if found.control:
                said.append("có số công bố chung" if said else "số công bố chung")
            lines += [", ".join(said)] if said else []
            if how == "all":
                lines.append(met_of_all(world, indicator, target))
            judged = judged_by(world, indicator, found, target, how)["verdict"]
            yield {
                "name": indicator["name"],
                "target": target_in_words(indicator, target),
                "reached": "\n".join(lines),
                "verdict": judged[0].upper() + judged[1:],
                "change": change(found, figure(before, unit, indicator), indicator)
                or "không so được",
            }


def met_of_all(world, indicator, target):
    units = judged_units(world, target)
    met = [u for u in units if verdict(figure(world, u, indicator), indicator, target) == "met"]
    kinds = {world.versions[u]["kind"] for u in units}
    return f"{len(met)}/{len(units)} {kinds.pop() if len(kinds) == 1 else 'đơn vị'} đạt"


def shortfalls(world, unit):
    """Unit by unit what is lacking, for indicators where anyone lacks something. Children stand
    there always, units further down when they lack what was asked of themselves."""
    children, found = world.children(unit), {}
    lacking_units = set(children)
    for code, indicator in world.indicators.items():
        on_board = [t for t in world.targets if stands_on_board(world, unit, t)]
        if not any(t["indicator"] == code and t["period"] == world.period for t in on_board):
            continue
        texts, lacking = {}, False
        for below in world.below(unit):
            text, lacks = shortfall(world, unit, below, indicator)
            texts[below] = text
            if lacks:
                lacking = True
                lacking_units.add(below)
        if lacking:
            found[code] = texts
    shorts = [world.indicators[code]["short"] for code in found]
    return {
        world.indicators[code]["name" if shorts.count(short) > 1 else "short"]: {
            world.versions[below]["name"]: text
            for below, text in texts.items() if below in lacking_units
        }
        for short, (code, texts) in zip(shorts, found.items())
    }


def shortfall(world, unit, below, indicator):
    """What stands in one cell, and whether something is lacking."""
    worth = figure(world, below, indicator)
    touching = {how: t for t, how in judgements(world, below, indicator["code"])}
    own, of_whole = touching.get("self"), touching.get("whole")
    beside = own or (of_whole if of_whole and of_whole["unit"] == unit else None)
    text = with_fraction(worth, printed_figure(worth, indicator, beside))
    lacks = None
    if own:
        lacks = judged_by(world, indicator, worth, own, "self")["gap"]
    elif of_whole and below in world.children(unit):
        lacks = judged_by(world, indicator, worth, of_whole, "whole")["gap"]
    if lacks is None:
        return text, False
    if lacks in WORDS.values():
        return f"{text}\n{lacks}", True
    measure = world.measures[terms(indicator["numerator"])[0][0]]
    return f"{text}\ncòn thiếu {written(Fraction(lacks), MOST_DECIMALS)} {measure['unit']}", True


def stands_on_board(world, unit, target):
    told = judged_units(world, target)
    return target["unit"] == unit or unit in told or any(c in told for c in world.children(unit))


def planned(world, unit):
    """Next year's targets of the unit beside what was reached."""
    ahead = str(int(world.period[:4]) + 1)
    for code, indicator in world.indicators.items():
        for target in world.targets:
            if (target["indicator"], target["period"], target["unit"]) == (code, ahead, unit):
                found = figure(world, unit, indicator)
                yield [
                    indicator["name"],
                    with_fraction(found, printed_figure(found, indicator)),
                    target_in_words(indicator, target),
                ]


def described_report(world, before, unit):
    return {
        "forms": {form: described_form(world, unit, form) for form in FORMS},
        "results": list(result_rows(world, before, unit)),
        "shortfalls": shortfalls(world, unit),
        "plan": list(planned(world, unit)),
    }


def computed(world, unit):
    units = [unit, *world.below(unit)]
    before = world.previous()
    figures = {
        code: {u: described_figure(world, before, u, code) for u in units}
        for code in world.indicators
    }
    targets = [
        {"indicator": code, "unit": u, "printed": row["printed"], **one}
        for code, rows in figures.items() for u, row in rows.items()
        for one in row["judged"] if one["verdict"]
    ]
    return {
        "unit": unit,
        "period": world.period,
        "totals": {
            code: {u: described_total(world, u, code) for u in units} for code in world.measures
        },
        "figures": figures,
        "targets": targets,
        "reports": {
            u: described_report(world, before, u) for u in units if not world.is_leaf(u)
        },
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("file")
    parser.add_argument("--unit", required=True)
    parser.add_argument("--year", required=True)
    given = parser.parse_args()
    with open(given.file, encoding="utf-8") as stream:
        file = json.load(stream)
    with open(STANDARD, encoding="utf-8") as stream:
        standard = json.load(stream)
    world = World(file, standard, given.year)
    if given.unit not in world.versions:
        sys.exit(f"no unit {given.unit} at the end of {given.year}")
    json.dump(computed(world, given.unit), sys.stdout, ensure_ascii=False, indent=1)
    print()


if __name__ == "__main__":
    main()
