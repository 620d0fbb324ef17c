//! The learning models (các mô hình học tập): registered, recognised, and of what; tables B2, B3.

use entities::values::{Code, UnitId};

use super::extra;
use crate::documents::{Block, Paragraph, Run, Style};
use crate::facts::{FactKey, section_title};
use crate::reports::chart;
use crate::reports::section::Section;
use crate::reports::sentence::{Mode, State, capital, joined, say, sentence};
use crate::reports::yearly::Yearly;

/// A model: its name, the three shares of registered, recognised and recognised of all, what is
/// counted, and the counts to fall back on.
struct Model {
    name: &'static str,
    shares: [&'static str; 3],
    counted: &'static str,
    counts: [&'static str; 2],
}

const MODELS: &[Model] = &[
    Model {
        name: "gia đình học tập",
        shares: ["GD_DK", "GD_DAT", "GD_DAT_TONG"],
        counted: "hộ",
        counts: ["GD_DANG_KY", "GD_DAT_CN"],
    },
    Model {
        name: "dòng họ học tập",
        shares: ["DH_DK_TL", "DH_DAT_TL", "DH_DAT_TONG"],
        counted: "dòng họ",
        counts: ["DH_DK", "DH_DAT"],
    },
    Model {
        name: "cộng đồng học tập",
        shares: ["CD_DK_TL", "CD_DAT_TL", "CD_DAT_TONG"],
        counted: "cộng đồng",
        counts: ["CD_DANG_KY", "CD_DAT_CN"],
    },
    Model {
        name: "đơn vị học tập",
        shares: ["DV_DK_TL", "DV_DAT_TL", "DV_DAT_TONG"],
        counted: "đơn vị",
        counts: ["DV_DANG_KY", "DV_DAT_CN"],
    },
];

pub struct Models;

impl Section for Models {
    fn key(&self) -> &'static str {
        "mo_hinh"
    }

    fn title(&self) -> &'static str {
        section_title(self.key())
    }

    fn sentences(&self, of: &Yearly) -> Vec<Paragraph> {
        let mut found: Vec<_> = MODELS.iter().filter_map(|model| told(of, model)).collect();
        found.extend(pilot(of));
        found.extend(sentence(
            of,
            "Có {CDHT_DK} người đăng ký công dân học tập, {CDHT_TDG} người tự đánh giá, \
             {CDHT_DAT} người đạt, bằng {CDHT_DAT_TL} số đăng ký.",
            &[],
        ));
        found.extend(extra::ending(of, self.key(), &[]));
        found
    }

    fn exhibits(&self, of: &Yearly) -> Vec<Block> {
        chart::of_section(of, self.key())
    }
}

fn told(of: &Yearly, model: &Model) -> Option<Paragraph> {
    let [registered, recognised, of_all] = model.shares;
    let counted = model.counted;
    let name = capital(model.name);
    let known = |code: &&str| say(of, code, Mode::Worth).map(|said| said.state);
    let shares: Option<Vec<State>> = model.shares.iter().map(known).collect();
    if shares?.iter().all(|state| *state == State::Known) {
        let pattern = format!(
            "{name}: có {{{registered}:fraction}} {counted} đăng ký, đạt {{{registered}}}; \
             bình xét công nhận {{{recognised}:fraction}} {counted}, đạt {{{recognised}}} \
             (bằng {{{of_all}}} tổng số {counted})."
        );
        return sentence(of, &pattern, &[]);
    }
    let [registered, recognised] = model.counts;
    let pattern = format!(
        "{name}: có {{{registered}}} {counted} đăng ký; bình xét công nhận {{{recognised}}} \
         {counted}."
    );
    sentence(of, &pattern, &[])
}

/// The units that pilot the model of the learning citizen, by name.
fn pilot(of: &Yearly) -> Option<Paragraph> {
    let share = of.indicator("CDHT_TD")?;
    let flag = share.numerator.first().map(|term| term.measure.clone())?;
    let leaves = of.leaves();
    let names = piloting(of, &flag, &leaves);
    let said = say(of, share.code.as_str(), Mode::Fraction)?;
    let mut runs = vec![Run::Text("Thí điểm mô hình “Công dân học tập” tại ".to_owned())];
    if said.state != State::Known || names.is_empty() {
        let pattern = format!("Thí điểm mô hình “Công dân học tập”: {{{}}}.", share.code);
        return sentence(of, &pattern, &[]);
    }
    runs.extend(said.runs());
    runs.push(Run::Text(format!(" {}: {}.", of.kind_of(&leaves), names.join(", "))));
    Some(Paragraph { style: Style::Body, runs: joined(runs) })
}

fn piloting<'a>(of: &'a Yearly, flag: &Code, leaves: &[UnitId]) -> Vec<&'a str> {
    let pilots = |unit: &&UnitId| {
        let key = FactKey::new(**unit, of.period, flag);
        of.gathered.facts.value(&key).amount().is_some_and(|amount| amount > 0)
    };
    leaves.iter().filter(pilots).map(|unit| of.gathered.name(*unit)).collect()
}
