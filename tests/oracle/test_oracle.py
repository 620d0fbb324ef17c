"""The oracle held to the worked example of Kiên Hải 2020 and to its own rules.

    python3 -m unittest discover tests/oracle
"""

import copy
import json
import os
import unittest
from fractions import Fraction

import generate
import oracle

STORY = os.path.join(oracle.HERE, "..", "..", "src", "demo", "kien-hai.json")


def read(path):
    with open(path, encoding="utf-8") as stream:
        return json.load(stream)


class KienHai2020(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.standard, cls.story = read(oracle.STANDARD), read(STORY)
        cls.found = cls.computed(cls.story)

    @classmethod
    def computed(cls, file, unit="kien-hai", year=2020):
        return oracle.computed(oracle.World(file, cls.standard, year), unit)

    def figure(self, code, unit="kien-hai", found=None):
        return (found or self.found)["figures"][code][unit]

    def changed(self, unit, measure, **fields):
        """The story with one cell changed."""
        story = copy.deepcopy(self.story)
        for row in story["values"]:
            if (row["unit"], row["measure"]) == (unit, measure) and "2020" in row["period"]:
                row |= fields
                if "nothing" in fields:
                    row.pop("amount", None)
        return self.computed(story)

    def test_the_figures_of_the_review(self):
        for code, printed in {
            "HV_MOI": "87", "HV_CK": "2.101", "HV_DS": "11,94%", "QUY_VD": "841.150.000",
            "QUY_BQ": "47.803", "TO_KH": "100%", "GD_DK": "54,72%", "GD_DAT": "92,97%",
            "GD_DAT_TONG": "50,87%", "HD_5T": "98,37%", "HD_6_14": "97,86%", "L1_6T": "100%",
            "HTCTTH": "99,32%", "TN_THCS": "98,28%", "DH_DK": "6", "DH_DAT": "5",
            "CDHT_TD": "50%", "HV_VAT": "18.419",
        }.items():
            self.assertEqual(self.figure(code)["printed"], printed, code)

    def test_all_targets_of_2020_are_met_by_the_district(self):
        verdicts = [t["verdict"] for t in self.found["targets"] if t["unit"] == "kien-hai"]
        self.assertEqual(verdicts, ["đạt"] * 12)

    def test_a_whole_target_gives_nam_du_a_gap_and_no_verdict(self):
        judged = self.figure("HD_5T", "nam-du")["judged"]
        self.assertEqual([(j["verdict"], j["gap"]) for j in judged], [(None, 2)])

    def test_one_group_less_breaks_the_promise_to_maintain(self):
        figure = self.figure("TO_KH", found=self.changed("lai-son", "TO_NDTQ_KH", amount=49))
        self.assertEqual(figure["printed"], "99,14%")
        self.assertEqual(figure["judged"][0]["verdict"], "chưa đạt")

    def test_a_hidden_verdict_shows_one_more_decimal(self):
        story = copy.deepcopy(self.story)
        story["targets"] = [{
            "indicator": "GD_DAT", "unit": "nam-du", "period": "2020", "op": "gt",
            "value": "92", "scope": "whole"}]
        standard = copy.deepcopy(self.standard)
        next(i for i in standard["indicators"] if i["code"] == "GD_DAT")["decimals"] = 0
        found = oracle.computed(oracle.World(story, standard, 2020), "kien-hai")
        figure = found["figures"]["GD_DAT"]
        self.assertEqual(figure["nam-du"]["printed"], "91,9%")
        self.assertEqual(figure["nam-du"]["judged"][0]["verdict"], "chưa đạt")
        self.assertEqual(figure["kien-hai"]["printed"], "93%")

    def test_a_missing_commune_silences_the_verdict_and_is_counted(self):
        found = self.changed("nam-du", "TRE5_DEN_TRUONG", amount=None)
        figure = self.figure("HD_5T", found=found)
        self.assertEqual((figure["known"], figure["required"]), (3, 4))
        self.assertEqual((figure["part"], figure["whole"]), (262, 265))
        self.assertEqual(figure["judged"][0]["verdict"], "chưa có số liệu")

    def test_nothing_is_skipped_by_rates_and_adds_nothing_to_sums(self):
        found = self.changed("nam-du", "L9_TONG", nothing=True)
        figure = self.figure("TN_THCS", found=found)
        self.assertEqual((figure["known"], figure["required"], figure["part"]), (4, 4, 197))
        self.assertEqual(self.figure("TN_THCS", "nam-du", found)["printed"], "không áp dụng")
        self.assertEqual(found["totals"]["L9_TONG"]["kien-hai"]["amount"], 200)

    def test_more_than_is_enough_for_a_floor_and_less_than_is_not(self):
        for precision, verdict in (("over", "đạt"), ("under", "chưa có số liệu")):
            found = self.changed("lai-son", "QUY_VD_TIEN", precision=precision)
            self.assertEqual(self.figure("QUY_VD", found=found)["judged"][0]["verdict"], verdict)

    def test_a_published_population_stands_beside_and_is_used_only_alone(self):
        total = self.found["totals"]["DAN_SO"]["kien-hai"]
        self.assertEqual((total["amount"], total["published"], total["difference"]),
                         (17596, 17644, -48))
        story = copy.deepcopy(self.story)
        story["values"] = [
            v for v in story["values"] if (v["measure"], v["period"]) != ("DAN_SO", "2020")]
        figure = self.figure("HV_DS", found=self.computed(story))
        self.assertEqual((figure["printed"], figure["control"]), ("11,91%", True))

    def test_internal_transfers_do_not_raise_more_money(self):
        found = self.changed("lai-son", "QUY_THU_NOI_BO", amount=60_000_000)
        self.assertEqual(self.figure("QUY_VD", found=found)["part"], 841_150_000)


class HaiBinh(unittest.TestCase):
    """The second unit: half a year, published figures alone, approximate amounts."""

    @classmethod
    def setUpClass(cls):
        cls.file = read(os.path.join(oracle.HERE, "..", "it", "exchange_files", "second-unit.json"))

    def figure(self, period, code, unit="hai-binh"):
        found = oracle.computed(oracle.World(self.file, read(oracle.STANDARD), period), "hai-binh")
        return found["figures"][code][unit]

    def test_half_a_year_has_its_own_figures_and_target(self):
        figure = self.figure("2022-H1", "HV_MOI")
        self.assertEqual((figure["known"], figure["required"]), (9, 9))
        self.assertEqual(figure["part"], sum(
            v["amount"] for v in self.file["values"]
            if (v["measure"], v["period"]) == ("HV_KET_NAP", "2022-H1")))
        self.assertEqual(len(figure["judged"]), 1)

    def test_a_rate_of_published_figures_joins_the_communes_of_the_other_district(self):
        figure = self.figure("2021", "HD_6_14")
        self.assertTrue(figure["control"])
        self.assertEqual((figure["known"], figure["required"]), (9, 9))

    def test_an_amount_of_more_than_x_does_not_decide_a_floor_above_x(self):
        figure = self.figure("2022", "QUY_VD")
        self.assertTrue(figure["printed"].startswith("hơn "))
        self.assertEqual(figure["judged"][0]["verdict"], "chưa có số liệu")


class Rules(unittest.TestCase):
    def test_half_is_rounded_away_from_zero(self):
        for value, decimals, text in (
            ("1.005", 2, "1,01"), ("2.5", 0, "3"), ("-2.5", 0, "-3"), ("1234567.8", 0, "1.234.568"),
            ("12.10", 2, "12,1"), ("0.004", 2, "0"), ("-0.004", 2, "0"),
        ):
            self.assertEqual(oracle.written(Fraction(value), decimals), text)

    def test_open_ends_decide_at_the_threshold(self):
        over, under = (oracle.interval_of(0, word) for word in ("over", "under"))
        self.assertTrue(over.always_above_zero() and not under.always_above_zero())
        self.assertTrue(under.always_below_zero() and under.never_above_zero())
        self.assertFalse((over + under).always_zero_or_above())

    def test_a_seed_always_gives_the_same_file(self):
        self.assertEqual(generate.generated(5), generate.generated(5))
        self.assertNotEqual(generate.generated(5), generate.generated(6))

    def test_generated_files_show_every_state_and_verdict(self):
        standard = read(oracle.STANDARD)
        states, verdicts = set(), set()
        for seed in range(12):
            file = generate.generated(seed)
            world = oracle.World(file, standard, int(file["title"].split()[-1]))
            found = oracle.computed(world, file["units"][0]["key"])
            for row in (r for rows in found["figures"].values() for r in rows.values()):
                states.add(row["state"])
                verdicts |= {j["verdict"] for j in row["judged"]}
        self.assertEqual(states, {"known", "missing", "not_applicable"})
        self.assertEqual(
            verdicts, {None, "đạt", "chưa đạt", "chưa có số liệu", "không áp dụng"})


if __name__ == "__main__":
    unittest.main()
