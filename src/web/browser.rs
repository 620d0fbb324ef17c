//! The browser of a request in two or three words, as its person will recognise it in a list.
//! Never used to decide anything.

use axum::http::{HeaderMap, header};

/// e.g. `Chrome trên Android`.
pub fn word(headers: &HeaderMap) -> &'static str {
    let agent = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok());
    let agent = agent.unwrap_or_default();
    let known = KNOWN.iter().find(|(parts, _)| parts.iter().all(|part| agent.contains(part)));
    known.map_or("Trình duyệt khác", |(_, words)| words)
}

/// The first row whose words all stand in what the browser says of itself.
#[rustfmt::skip]
const KNOWN: [(&[&str], &str); 14] = [
    (&["Zalo", "Android"],       "Zalo trên Android"),
    (&["Zalo"],                  "Zalo"),
    (&["CocCoc", "Android"],     "Cốc Cốc trên Android"),
    (&["coc_coc"],               "Cốc Cốc trên máy tính"),
    (&["Edg", "Windows"],        "Edge trên Windows"),
    (&["Firefox", "Android"],    "Firefox trên Android"),
    (&["Firefox"],               "Firefox trên máy tính"),
    (&["CriOS"],                 "Chrome trên iPhone, iPad"),
    (&["iPhone"],                "Safari trên iPhone"),
    (&["iPad"],                  "Safari trên iPad"),
    (&["Chrome", "Android"],     "Chrome trên Android"),
    (&["Chrome", "Windows"],     "Chrome trên Windows"),
    (&["Chrome"],                "Chrome trên máy tính"),
    (&["Safari", "Mac OS X"],    "Safari trên máy Mac"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_is_told_in_words_that_its_person_knows() {
        let word_of = |agent: &'static str| {
            word(&HeaderMap::from_iter([(header::USER_AGENT, agent.parse().unwrap())]))
        };
        let phone = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/130 Mobile";
        assert_eq!(word_of(phone), "Chrome trên Android");
        let desk = "Mozilla/5.0 (Windows NT 10.0; Win64) Chrome/130 Safari/537.36 Edg/130";
        assert_eq!(word_of(desk), "Edge trên Windows");
        assert_eq!(word_of("curl/8"), "Trình duyệt khác");
    }
}
