"""Random exchange files for comparing the program with the oracle.

    python3 generate.py SEED > FILE.json

A file holds a tree of two or three levels with three to twelve communes, a year and what the
indicators need of the year before, with what real figures have: gaps, declared nothings,
approximate amounts, published figures without parts, and targets of every operator and scope.
Figures break no relation of the standard catalogue, so that every import takes them. The same
seed gives the same file. The unit to report on is the first of the file, the year is in its
title. Standard library only.
"""

import json
import os
import random
import sys
import unicodedata

HERE = os.path.dirname(os.path.abspath(__file__))
STANDARD = os.path.join(HERE, "..", "..", "src", "exchange", "standard.json")

FIRST = "Bản Bến Cồn Đá Đèo Đồng Giồng Gò Hòn Khe Lũng Nà Rạch Suối Thác Vàm".split()
SECOND = "Bạc Cạn Chanh Dừa Gạo Lau Lớn Mây Mít Nhỏ Sậy Tràm Trắng Trúc Vàng Xanh".split()
MODELS = ("GD", "DH", "CD", "DV")
GROUPS = ("ND", "CN", "CB", "KHAC")
LEVELS = ("MN", "TH", "THCS", "THPT", "SV", "GV", "NL")
GOODS = {
    "TAP": 8_000, "VIET": 4_000, "QUAN_AO": 160_000, "XE_DAP": 1_850_000, "THE_BH": 100_000,
    "KHAC": 50_000,
}
COHORTS = {"TRE5": "TRE5_DEN_TRUONG", "TRE614": "TRE614_DEN_TRUONG", "TRE6": "TRE6_VAO_L1"}
CLASSES = {"L5": "L5_HT", "L9": "L9_TN"}
INCOME = ("QUY_VD_TIEN", "THU_HOI_PHI", "THU_NGAN_SACH", "THU_LAI", "THU_HEO_DAT", "QUY_THU_NOI_BO")
SPENDING = ("CHI_KHEN_THUONG", "CHI_CSVC", "CHI_HOAT_DONG", "QUY_CHI_NOI_BO")


def slug(name):
    bare = unicodedata.normalize("NFD", name.lower()).replace("đ", "d")
    return "".join(c for c in bare if not unicodedata.combining(c)).replace(" ", "-")


# --- units -------------------------------------------------------------------------------------


def unit(name, kind, parent):
    body = f"HỘI KHUYẾN HỌC {kind} {name}".upper()
    version = {
        "name": name, "kind": kind, "parent": parent, "from": "2000-01-01", "to": None,
        "legal_basis": "", "agency": body, "superior": "", "place": name,
    }
    return {"key": slug(name), "versions": [version], "codes": [], "officers": []}


def tree(rng):
    """The units, root first, and the keys of the communes."""
    names = [f"{a} {b}" for a in FIRST for b in SECOND]
    rng.shuffle(names)
    communes = rng.choice([3, 3, 4, 4, 5, 6, 8, 12])
    if rng.random() < 0.4:
        units = [unit(names.pop(), "huyện", None)]
        parents = [units[0]["key"]]
    else:
        units = [unit(names.pop(), "tỉnh", None)]
        root = units[0]["key"]
        districts = [unit(names.pop(), "huyện", root) for _ in range(rng.randint(2, 3))]
        units += districts
        parents = [district["key"] for district in districts]
    leaves = []
    for number in range(communes):
        kind = rng.choice(["xã", "xã", "xã", "phường"])
        # every district gets one, the rest fall where they fall
        parent = parents[number] if number < len(parents) else rng.choice(parents)
        leaves.append(unit(names.pop(), kind, parent))
    return units + leaves, [leaf["key"] for leaf in leaves]


# --- figures of one unit -----------------------------------------------------------------------


def part(rng, whole, low, high):
    """A part of a whole, both whole numbers."""
    return min(whole, round(whole * rng.uniform(low, high)))


def organisation(rng, cells):
    people = rng.randint(1_500, 12_000)
    cells |= {"DIEN_TICH": rng.randint(200, 9_000), "DAN_SO": people}
    cells["HO"] = part(rng, people, 0.22, 0.3)
    cells["AP"] = rng.randint(2, 9)
    cells["CHI_HOI_AP"] = part(rng, cells["AP"], 0.7, 1)
    for code in ("CHI_HOI_TRUONG", "CHI_HOI_CO_QUAN", "BAN_DONG_HO", "BAN_TON_GIAO"):
        cells[code] = rng.randint(0, 6)
    cells["TO_NDTQ"] = rng.randint(10, 60)
    cells["TO_NDTQ_KH"] = cells["TO_NDTQ"] - rng.choice([0, 0, 0, 1, 3])
    members = {"HV_KET_NAP": rng.randint(0, 40), "HV_DEN": rng.randint(0, 5)}
    members["HV_GIAM"] = rng.randint(0, 9)
    members["HV_DAU"] = part(rng, people, 0.06, 0.3)
    cells |= members
    cells["HV_CUOI"] = (
        members["HV_DAU"] + members["HV_KET_NAP"] + members["HV_DEN"] - members["HV_GIAM"]
    )
    cells["HV_NU"] = part(rng, cells["HV_CUOI"], 0.4, 0.6)
    cells["HV_DANG_VIEN"] = part(rng, cells["HV_CUOI"], 0.1, 0.3)
    cells["THE_DA_CAP"] = part(rng, cells["HV_CUOI"], 0.5, 1)
    cells["HOI_PHI_THU"] = cells["HV_CUOI"] * 12_000


def learning_models(rng, cells):
    for model in MODELS:
        whole = cells["HO"] if model == "GD" else rng.randint(0, 12)
        registered = part(rng, whole, 0.35, 0.8)
        dropped, new = rng.randint(0, registered // 9 + 1), part(rng, registered, 0.05, 0.3)
        cells |= {
            f"{model}_DANG_KY": registered,
            f"{model}_THOI_DK": dropped,
            f"{model}_DK_MOI": new,
            f"{model}_DK_LAI": registered + dropped - new,
            f"{model}_DAT_CN": part(rng, registered, 0.85, 1),
        }
        if model != "GD":
            cells[f"{model}_TONG"] = whole
    for group in GROUPS:
        adults = part(rng, cells["DAN_SO"], 0.02, 0.17)
        registered = part(rng, adults, 0.05, 0.6)
        assessed = part(rng, registered, 0.8, 1)
        passed = part(rng, assessed, 0.6, 1)
        for code, amount in zip(("NL", "DK", "TDG", "DAT"), (adults, registered, assessed, passed)):
            cells[f"CDHT_{group}_{code}"] = amount
    cells["CDHT_THI_DIEM"] = rng.randint(0, 1)


def schooling(rng, cells):
    wholes = {"TRE5": rng.randint(20, 160), "TRE614": rng.randint(300, 1_500)}
    wholes["TRE6"] = rng.randint(20, 160)
    for cohort, attending in COHORTS.items():
        whole = wholes[cohort]
        cells[f"{cohort}_TONG"] = whole
        cells[attending] = whole - rng.choice([0, 0, 1, 1, 2, max(1, whole // 40)])
        cells[f"{cohort}_NOI_KHAC"] = part(rng, cells[attending], 0, 0.05)
        for code in ("KHUYET_TAT", "CHUYEN_DEN", "CHUYEN_DI", "QUA_DOI"):
            cells[f"{cohort}_{code}"] = rng.randint(0, 2)
    for school_class, finished in CLASSES.items():
        whole = rng.randint(15, 140)
        cells[f"{school_class}_TONG"] = whole
        cells[finished] = whole - rng.choice([0, 0, 1, 2])
        cells[f"{school_class}_CHUYEN_DEN"] = rng.randint(0, 2)
        cells[f"{school_class}_CHUYEN_DI"] = rng.randint(0, 2)


def centre(rng, cells):
    grade = rng.choice(["TOT", "KHA", "TB", None])
    cells["TTHTCD_CO"] = 1
    for code in ("TOT", "KHA", "TB"):
        cells[f"TTHTCD_{code}"] = int(code == grade)
    cells["TTHTCD_LOP"] = rng.randint(1, 30)
    cells["TTHTCD_LUOT"] = cells["TTHTCD_LOP"] * rng.randint(20, 60)


def fund(rng, cells):
    paid = 0
    for level in LEVELS:
        count = rng.randint(0, 60)
        cells[f"HB_{level}_SUAT"] = cells[f"HB_{level}_LUOT"] = count
        cells[f"HB_{level}_TIEN"] = count * rng.choice([300_000, 500_000, 700_000])
        paid += cells[f"HB_{level}_TIEN"]
    given = 0
    for good, price in GOODS.items():
        count = rng.randint(0, 8 if good == "XE_DAP" else 200)
        cells[f"VAT_{good}_SL"], cells[f"VAT_{good}_TIEN"] = count, count * price
        given += count * price
    cells["QUY_VD_HV"] = given
    for code in INCOME + SPENDING:
        cells[code] = rng.randint(0, 40) * 500_000
    cells["THU_HOI_PHI"] = cells.get("HOI_PHI_THU", 2_000_000) // 2
    cells["QUY_VD_TIEN"] = paid + rng.randint(0, 90) * 1_150_000
    cells["CHI_HOC_BONG"] = paid
    cells["CHI_HO_TRO"] = given + rng.randint(0, 6) * 700_000
    income = given + sum(cells[code] for code in INCOME)
    spending = paid + cells["CHI_HO_TRO"] + sum(cells[code] for code in SPENDING)
    cells["QUY_DAU"] = rng.randint(0, 50) * 1_000_000 + max(0, spending - income)
    cells["QUY_CUOI"] = cells["QUY_DAU"] + income - spending


def emulation(rng, cells):
    for code in ("KNC", "BK_TT", "BK_CN", "GK_TT", "GK_CN"):
        cells[code] = rng.randint(0, 9)


# --- gaps, nothings, approximate amounts -------------------------------------------------------


def may_be_nothing():
    """Groups that a place may not have at all; declaring them together breaks no relation."""
    yield ["BAN_TON_GIAO"]
    yield ["GK_TT"]
    for group in GROUPS:
        yield [f"CDHT_{group}_{code}" for code in ("DK", "TDG", "DAT")]
    for model in MODELS[1:]:
        yield [f"{model}_{c}" for c in ("TONG", "DANG_KY", "DAT_CN", "DK_LAI", "DK_MOI", "THOI_DK")]
    yield ["L9_TONG", "L9_TN", "L9_CHUYEN_DEN", "L9_CHUYEN_DI"]
    yield ["TRE5_TONG", *(f"TRE5_{c}" for c in (
        "DEN_TRUONG", "NOI_KHAC", "KHUYET_TAT", "CHUYEN_DEN", "CHUYEN_DI", "QUA_DOI"))]


def set_nothings(rng, cells):
    for group in may_be_nothing():
        if rng.random() < 0.08:
            for code in group:
                if code in cells:
                    cells[code] = None
    for code, amount in cells.items():
        if amount == 0 and code.startswith(("HB_", "VAT_", "THU_", "KNC")) and rng.random() < 0.5:
            cells[code] = None


def sides(relations):
    """Which words keep a bounded relation true: a whole may be more, a part may be less."""
    left = {c for r in relations for c in r["left"]}
    right = {c for r in relations for c in r["right"]}
    return left, right


def precision(rng, code, left, right):
    if rng.random() > 0.03:
        return "exact"
    choices = ["about"]
    if code not in left:
        choices.append("over")
    if code not in right:
        choices.append("under")
    return rng.choice(choices)


# --- the file ----------------------------------------------------------------------------------


def period_of(year, basis):
    return {"starting": f"{year}-{year + 1}", "ending": f"{year - 1}-{year}"}.get(basis, str(year))


def as_of(year, measure):
    if measure["nature"] != "stock":
        return None
    last = {"starting": "09-30", "ending": "05-31"}.get(measure.get("basis"), "12-31")
    return f"{year}-{last}"


def figures(rng, is_leaf):
    cells = {}
    if is_leaf:
        organisation(rng, cells)
        learning_models(rng, cells)
        schooling(rng, cells)
        centre(rng, cells)
    fund(rng, cells)
    emulation(rng, cells)
    set_nothings(rng, cells)
    return cells


def values(rng, standard, units, leaves, year):
    measures = {m["code"]: m for m in standard["measures"]}
    left, right = sides(standard["relations"])
    gaps = rng.choice([0, 0, 0.02, 0.1])
    compared = {
        code.lstrip("-") for i in standard["indicators"]
        for code in i["numerator"] + i.get("denominator", [])
    }
    silent = {rng.choice(leaves)} if rng.random() < 0.25 else set()
    rows = []
    for one in (year - 1, year):
        for unit_row in units:
            key = unit_row["key"]
            for code, amount in figures(rng, key in leaves).items():
                if one < year and code not in compared:
                    continue
                if rng.random() < gaps or (key in silent and one == year):
                    if rng.random() < 0.2:
                        rows.append({"unit": key, "period": period_of(
                            one, measures[code].get("basis")), "measure": code, "amount": None})
                    continue
                rows.append(value(rng, key, one, measures[code], amount, left, right))
    return rows


def value(rng, unit_key, year, measure, amount, left, right):
    row = {"unit": unit_key, "period": period_of(year, measure.get("basis"))}
    row["measure"] = measure["code"]
    if amount is None:
        row["nothing"] = True
    else:
        row["amount"] = amount
        row["precision"] = (
            "exact" if measure["kind"] == "flag"
            else precision(rng, measure["code"], left, right)
        )
        if as_of(year, measure):
            row["as_of"] = as_of(year, measure)
    row["source"] = "Số ngẫu nhiên để thử"
    return row


def published(rng, standard, units, leaves, rows, year):
    """Figures for a whole unit: beside its parts, or instead of parts taken away."""
    controls = []
    left, right = sides(standard["relations"])
    above = [u["key"] for u in units if u["key"] not in leaves]
    for code in rng.sample([m["code"] for m in standard["measures"]], 12):
        measure = next(m for m in standard["measures"] if m["code"] == code)
        if measure["kind"] == "flag":
            continue
        key, period = rng.choice(above), period_of(year, measure.get("basis"))
        inside = {key} | below(units, key)
        parts = [
            r for r in rows
            if (r["measure"], r["period"]) == (code, period) and r["unit"] in inside
        ]
        told = [r for r in parts if r.get("nothing") or r.get("amount") is not None]
        if not told:
            continue
        amount = sum(r.get("amount") or 0 for r in told)
        if code not in left:
            amount += rng.randint(0, 30)
        elif code not in right:
            amount -= rng.randint(0, min(30, amount))
        places = inside & (set(leaves) if measure["totals"] == "territorial" else inside)
        if len(told) == len(places) and rng.random() < 0.5:
            rows[:] = [r for r in rows if r not in parts]
        control = {"unit": key, "period": period, "measure": code, "amount": amount}
        control |= {"precision": "exact", "source": "Số công bố để thử"}
        if as_of(year, measure):
            control["as_of"] = as_of(year, measure)
        controls.append(control)
    return controls


def below(units, key):
    inside = {u["key"] for u in units if u["versions"][0]["parent"] == key}
    return inside.union(*(below(units, child) for child in inside)) if inside else inside


def threshold(rng, indicator):
    if indicator["kind"] == "share":
        return rng.choice(["10", "11.94", "50", "92", "97.5", "98", "99", "100"])
    if indicator["kind"] == "count":
        return str(rng.choice([1, 2, 50, 500]))
    return str(rng.randint(1, 900) * (100 if indicator["kind"] == "per_head" else 1_000_000))


# Measures of different decimals in one fraction and in one sum.
FINER = [
    {
        "code": "THU_MAT_DO", "name": "Mật độ dân số để thử", "short": "Mật độ",
        "unit": "người", "kind": "per_head", "numerator": ["DAN_SO"],
        "denominator": ["DIEN_TICH"], "decimals": 1, "direction": "higher",
        "section": "to_chuc", "position": 910,
    },
    {
        "code": "THU_DAT", "name": "Diện tích so với dân số để thử", "short": "Đất",
        "unit": "%", "kind": "ratio", "numerator": ["DIEN_TICH"],
        "denominator": ["DAN_SO"], "decimals": 2, "direction": "higher",
        "section": "to_chuc", "position": 920,
    },
    {
        "code": "THU_TONG", "name": "Diện tích và ấp để thử", "short": "Tổng thử",
        "unit": "phần", "kind": "count", "numerator": ["DIEN_TICH", "AP"],
        "decimals": 2, "direction": "higher", "section": "to_chuc", "position": 930,
    },
]
LIMITS = {"THU_MAT_DO": (10, 2_000, 1), "THU_DAT": (1, 600, 100), "THU_TONG": (100, 40_000, 100)}


def finer(seed, units, year):
    """Of every second file: the indicators above, each with a target of the root. From a chance
    of its own, so that the rest of the file is as it was."""
    rng, rows = random.Random(f"finer {seed}"), []
    if seed % 2:
        return [], rows
    for code, (low, high, grain) in LIMITS.items():
        row = {"indicator": code, "unit": units[0]["key"], "period": str(year)}
        row |= {"op": rng.choice(["gt", "ge", "ge", "maintain", "le"])}
        row |= {"value": str(rng.randint(low, high) / grain).removesuffix(".0")}
        row["scope"] = rng.choice(["whole", {"each": "xã"}])
        row |= {"wording": f"Chỉ tiêu thử {code}.", "adopted_on": f"{year}-01-15"}
        rows.append(row)
    return FINER, rows


def targets(rng, standard, units, leaves, year):
    """At most one target for a figure, set by the root or by a unit below it."""
    above = [u["key"] for u in units if u["key"] not in leaves]
    rows = []
    for indicator in standard["indicators"]:
        if indicator["direction"] != "higher" or rng.random() < 0.35:
            continue
        owner = above[0] if rng.random() < 0.7 else rng.choice(above)
        row = {"indicator": indicator["code"], "unit": owner, "period": str(year)}
        row["op"] = rng.choice(["gt", "gt", "ge", "ge", "eq", "range", "maintain", "lt", "le"])
        row |= bounds(rng, indicator, row["op"])
        inside = sorted(below(units, owner))
        row["scope"] = rng.choice([
            "whole", "whole", {"each": "xã"}, {"each": "phường"},
            {"named": rng.sample(inside, min(2, len(inside)))},
        ])
        row |= {"wording": f"Chỉ tiêu thử {indicator['code']}.", "adopted_on": f"{year}-01-15"}
        rows.append(row)
        if rng.random() < 0.3:
            ahead = {"indicator": indicator["code"], "unit": rng.choice(above)}
            ahead |= {"period": str(year + 1), "op": "ge", "scope": "whole"}
            ahead |= {"value": threshold(rng, indicator), "adopted_on": f"{year + 1}-01-15"}
            rows.append(ahead | {"wording": f"Chỉ tiêu năm tới {indicator['code']}."})
    return rows


def bounds(rng, indicator, operator):
    if operator == "maintain":
        return {} if rng.random() < 0.3 else {"value": str(rng.randint(0, 300))}
    first = threshold(rng, indicator)
    if operator != "range":
        return {"value": first}
    last = "100" if indicator["kind"] == "share" else str(int(first) * 2)
    return {"value": first, "value2": last}


def generated(seed):
    rng = random.Random(seed)
    with open(STANDARD, encoding="utf-8") as stream:
        standard = json.load(stream)
    year = rng.randint(2016, 2024)
    units, leaves = tree(rng)
    rows = values(rng, standard, units, leaves, year)
    controls = published(rng, standard, units, leaves, rows, year)
    promised = targets(rng, standard, units, leaves, year)
    indicators, more = finer(seed, units, year)
    return {
        "format": "khuyenhoc/1",
        "title": f"Số ngẫu nhiên {seed}, năm {year}",
        "demo": True,
        "units": units,
        "values": rows,
        "controls": controls,
        "indicators": indicators,
        "targets": promised + more,
    }


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    json.dump(generated(int(sys.argv[1])), sys.stdout, ensure_ascii=False, indent=1)
    print()


if __name__ == "__main__":
    main()
