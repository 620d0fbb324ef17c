//! A form of a page as a browser without scripts would send it: every named field with what
//! stands in it, then what a person changes. Reads the marks our templates write, no more.

use super::browser::{Browser, Seen};

/// The fields of one form, in their order.
#[derive(Clone, Debug)]
pub struct PageForm {
    action: String,
    fields: Vec<(String, String)>,
}

impl PageForm {
    /// The form that has a field of this name.
    #[track_caller]
    pub fn with_field(page: &str, name: &str) -> Self {
        let forms = page.split("<form ").skip(1).map(|rest| rest.split("</form>").next().unwrap());
        let found = forms.map(Self::read).find(|form| form.fields.iter().any(|(n, _)| n == name));
        found.unwrap_or_else(|| panic!("no form with {name} in {page}"))
    }

    /// The form that goes to an address with this end.
    #[track_caller]
    pub fn with_action(page: &str, end: &str) -> Self {
        let forms = page.split("<form ").skip(1).map(|rest| rest.split("</form>").next().unwrap());
        let found = forms.map(Self::read).find(|form| form.action.ends_with(end));
        found.unwrap_or_else(|| panic!("no form to {end} in {page}"))
    }

    fn read(form: &str) -> Self {
        let head = form.split('>').next().unwrap();
        let action = attribute(head, "action").unwrap_or_default();
        let mut fields = Vec::new();
        for rest in form.split('<').skip(1) {
            let tag = rest.split('>').next().unwrap();
            let kind = tag.split_whitespace().next().unwrap_or_default();
            match (kind, attribute(tag, "name")) {
                // Not ticked, it is not sent.
                ("input", Some(_))
                    if attribute(tag, "type").as_deref() == Some("checkbox")
                        && !tag.ends_with(" checked") => {}
                ("input", Some(name)) => {
                    fields.push((name, attribute(tag, "value").unwrap_or_default()));
                }
                ("select", Some(name)) => fields.push((name, String::new())),
                ("textarea", Some(name)) => {
                    let text = rest.split_once('>').map_or("", |(_, text)| text);
                    fields.push((name, plain(text)));
                }
                ("option", None) if tag.ends_with(" selected") => {
                    fields.last_mut().unwrap().1 = attribute(tag, "value").unwrap_or_default();
                }
                _ => {}
            }
        }
        Self { action, fields }
    }

    /// What stands in a field.
    #[track_caller]
    pub fn text(&self, name: &str) -> &str {
        let found = self.fields.iter().find(|(field, _)| field == name);
        found.map_or_else(|| panic!("no field {name}"), |(_, text)| text.as_str())
    }

    /// Names and texts, in their order.
    pub fn all(&self) -> impl Iterator<Item = (&str, &str)> {
        self.fields.iter().map(|(name, text)| (name.as_str(), text.as_str()))
    }

    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.fields.iter().map(|(name, _)| name.as_str())
    }

    /// The button that sends it, where buttons have names.
    pub fn press(&mut self, button: &str, value: &str) {
        self.fields.push((button.to_owned(), value.to_owned()));
    }

    #[track_caller]
    pub fn set(&mut self, name: &str, text: &str) {
        let found = self.fields.iter_mut().find(|(field, _)| field == name);
        text.clone_into(&mut found.unwrap_or_else(|| panic!("no field {name}")).1);
    }

    /// Presses the button; what comes back is followed once, as a browser does.
    pub async fn send(&self, browser: &mut Browser) -> Seen {
        self.send_to(browser, "").await
    }

    /// The same, of a form without an action: it goes where its page was found.
    pub async fn send_to(&self, browser: &mut Browser, there: &str) -> Seen {
        let fields: Vec<(&str, &str)> =
            self.fields.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        let action = if self.action.is_empty() { there } else { &self.action };
        let seen = browser.post(action, &fields).await;
        if seen.status.is_redirection() { browser.get(seen.location()).await } else { seen }
    }
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    Some(plain(rest.split('"').next()?))
}

/// Text as a person reads it.
pub fn plain(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some((before, after)) = rest.split_once("&#") {
        let (number, behind) = after.split_once(';').unwrap_or((after, ""));
        text.push_str(before);
        text.push(number.parse().ok().and_then(char::from_u32).unwrap_or('\u{FFFD}'));
        rest = behind;
    }
    text.push_str(rest);
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}
