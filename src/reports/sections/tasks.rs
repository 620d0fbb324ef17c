//! Tasks of the time ahead (nhiệm vụ, giải pháp): the resolution's own sentences.

use crate::documents::{Paragraph, Style};
use crate::reports::section::{Section, plain};
use crate::reports::sentence::capital;
use crate::reports::yearly::Yearly;

pub struct Tasks;

impl Section for Tasks {
    fn key(&self) -> &'static str {
        "nhiem_vu"
    }

    fn title(&self) -> &'static str {
        "Nhiệm vụ, giải pháp"
    }

    fn sentences(&self, of: &Yearly) -> Vec<Paragraph> {
        let wordings = of.plan.iter().map(|target| target.new.wording.as_str());
        whole_sentences(wordings).into_iter().map(|text| plain(Style::Item, text)).collect()
    }

    fn asks_for_prose(&self) -> bool {
        true
    }
}

/// Wordings as sentences. A resolution often promises several things in one sentence, so that
/// one wording breaks off and the next goes on with a small letter: those are put together again.
fn whole_sentences<'a>(wordings: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut sentences: Vec<Vec<&str>> = Vec::new();
    for wording in wordings.map(str::trim).filter(|wording| !wording.is_empty()) {
        let goes_on = wording.starts_with(char::is_lowercase);
        match sentences.last_mut() {
            Some(open) if goes_on && !open.last().is_some_and(|last| ends(last)) => {
                open.push(wording);
            }
            _ => sentences.push(vec![wording]),
        }
    }
    sentences.iter().map(|parts| one_sentence(parts)).collect()
}

fn one_sentence(parts: &[&str]) -> String {
    let text = match parts {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [first @ .., last] => format!("{} và {last}", first.join(", ")),
    };
    let stop = if ends(&text) { "" } else { "." };
    format!("{}{stop}", capital(&text))
}

fn ends(text: &str) -> bool {
    text.ends_with(['.', '…', '!', '?', ';', ':'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_one_sentence_are_put_together_again() {
        let wordings = [
            "Có 50% gia đình trở lên đăng ký",
            "bình xét đạt trên 92% số đăng ký.",
            "duy trì huy động trẻ 5 tuổi đạt trên 98%.",
            "Từ 6-14 tuổi đạt trên 97,5",
            "trẻ 6 tuổi vào lớp 1 đạt 100%",
            "tốt nghiệp cơ sở đạt trên 98%.",
            "Phấn đấu từ 800 triệu trở lên",
        ];
        assert_eq!(
            whole_sentences(wordings.into_iter()),
            [
                "Có 50% gia đình trở lên đăng ký và bình xét đạt trên 92% số đăng ký.",
                "Duy trì huy động trẻ 5 tuổi đạt trên 98%.",
                "Từ 6-14 tuổi đạt trên 97,5, trẻ 6 tuổi vào lớp 1 đạt 100% và tốt nghiệp cơ sở \
                 đạt trên 98%.",
                "Phấn đấu từ 800 triệu trở lên.",
            ]
        );
    }
}
