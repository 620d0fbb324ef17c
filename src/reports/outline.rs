//! The outline of the report (đề cương): parts and sections in their order. A new section is one
//! file and one line here.

use super::section::{Section, SectionView};
use super::sections::{
    centres, emulation, fund, goal, membership, models, opening, plan, schooling, setting,
    shortcomings, strengths, tasks, written,
};
use super::yearly::Yearly;
use super::{letterhead, readiness, when};
use crate::documents::{Block, Heading, Level};

/// A part of the report; one without a title prints its sections bare.
struct Part {
    number: &'static str,
    title: fn(&Yearly) -> String,
    sections: &'static [&'static dyn Section],
}

const OUTLINE: &[Part] = &[
    Part { number: "", title: |_| String::new(), sections: &[&opening::Opening] },
    Part {
        number: "", title: |_| "ĐẶC ĐIỂM TÌNH HÌNH".into(), sections: &[&setting::Setting]
    },
    Part {
        number: "I.",
        title: |_| "KẾT QUẢ THỰC HIỆN".into(),
        sections: &[
            &written::ADVOCACY,
            &membership::Membership,
            &models::Models,
            &fund::Fund,
            &schooling::Schooling,
            &centres::Centres,
            &emulation::Emulation,
            &written::PARTY,
        ],
    },
    Part {
        number: "II.",
        title: |_| "ĐÁNH GIÁ CHUNG".into(),
        sections: &[
            &strengths::Strengths,
            &shortcomings::Shortcomings,
            &written::CAUSES,
            &written::LESSONS,
        ],
    },
    Part {
        number: "III.",
        title: |of| format!("PHƯƠNG HƯỚNG, NHIỆM VỤ {}", when::ahead(of.period).to_uppercase()),
        sections: &[&goal::Goal, &plan::Plan, &tasks::Tasks],
    },
    Part {
        number: "IV.", title: |_| "KIẾN NGHỊ, ĐỀ XUẤT".into(), sections: &[&written::REQUESTS]
    },
];

/// What the text under [`letterhead::RECIPIENTS`] is called.
const RECIPIENTS_TITLE: &str = "Nơi nhận";

/// Keys under which prose is kept, in the order of the paper.
pub fn keys() -> impl Iterator<Item = &'static str> {
    let sections = OUTLINE.iter().flat_map(|part| part.sections).map(|section| section.key());
    sections.chain([letterhead::RECIPIENTS])
}

/// What the text kept under a key is called.
pub fn prose_title(key: &str) -> Option<&'static str> {
    if key == letterhead::RECIPIENTS {
        return Some(RECIPIENTS_TITLE);
    }
    sections().find(|section| section.key() == key).map(Section::title)
}

/// Every section of the outline.
pub fn sections() -> impl Iterator<Item = &'static dyn Section> {
    OUTLINE.iter().flat_map(|part| part.sections.iter().copied())
}

/// The body of the report.
pub fn blocks(of: &Yearly) -> Vec<Block> {
    let mut blocks = Vec::new();
    for part in OUTLINE {
        let title = (part.title)(of);
        if !title.is_empty() {
            blocks.push(heading(Level::Part, part.number, title));
        }
        for (at, section) in part.sections.iter().enumerate() {
            if part.sections.len() > 1 {
                blocks.push(heading(Level::Section, &number(part, at), section.title().to_owned()));
            }
            blocks.extend(section.blocks(of));
        }
    }
    blocks
}

fn heading(level: Level, number: &str, text: String) -> Block {
    Block::Heading(Heading { level, number: number.to_owned(), text })
}

fn number(part: &Part, at: usize) -> String {
    if part.sections.len() > 1 { format!("{}.", at + 1) } else { String::new() }
}

/// Every section as a page shows it, the recipients last.
pub fn views(of: &Yearly) -> Vec<SectionView> {
    let issues = readiness::issues(of);
    let mut views = Vec::new();
    for part in OUTLINE {
        let heading = format!("{} {}", part.number, (part.title)(of)).trim().to_owned();
        for (at, section) in part.sections.iter().enumerate() {
            views.push(SectionView {
                part: heading.clone(),
                number: number(part, at),
                title: section.title().to_owned(),
                sentences: section.sentences(of),
                asks_for_prose: section.asks_for_prose(),
                ..written_in(of, section.key())
            });
        }
    }
    views.push(SectionView {
        title: RECIPIENTS_TITLE.to_owned(),
        ..written_in(of, letterhead::RECIPIENTS)
    });
    for view in &mut views {
        view.issues = issues.iter().filter(|issue| issue.section == view.key).cloned().collect();
    }
    views
}

/// What the staff wrote under a key, this time and last.
fn written_in(of: &Yearly, key: &'static str) -> SectionView {
    let prose = of.prose.get(key);
    let last = of.last_prose.get(key);
    SectionView {
        key,
        part: String::new(),
        number: String::new(),
        title: String::new(),
        sentences: Vec::new(),
        prose: prose.map(|prose| prose.text.clone()).unwrap_or_default(),
        version: prose.map_or(0, |prose| prose.version),
        written_by: prose.map(|prose| prose.written_by.clone()).unwrap_or_default(),
        written_at: prose.map(|prose| prose.written_at),
        last_year_prose: last.map(|prose| prose.text.clone()).unwrap_or_default(),
        asks_for_prose: false,
        issues: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_sections_share_a_key() {
        let mut all: Vec<_> = keys().collect();
        all.sort_unstable();
        let count = all.len();
        all.dedup();
        assert_eq!((all.len(), count), (18 + 1, 18 + 1));
    }

    #[test]
    fn every_section_of_the_catalogue_stands_in_the_outline() {
        for (key, _) in crate::facts::SECTIONS {
            assert!(keys().any(|known| known == *key), "{key}");
        }
    }
}
