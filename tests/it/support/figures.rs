//! Figures of a world: what stands in it, and typing into it.

use entities::values::{Code, Origin, Period, SchoolBasis, UnitId};
use khuyenhoc::audit::{self};
use khuyenhoc::authority::{
    Action, Actor, EnterFigures, Permit, ViewProgress, WriteReport, decide,
};
use khuyenhoc::exchange::KEY_SCHEME;
use khuyenhoc::org;
use khuyenhoc::progress::{self, Gathered, Line, Standing};
use khuyenhoc::statistics::{self, Answer, Typed};

use super::World;

impl World {
    /// The unit that came with this key.
    #[track_caller]
    pub fn unit_of(&self, key: &str) -> impl Future<Output = UnitId> {
        let (reader, key) = (self.reader(), key.to_owned());
        async move {
            let found = org::unit_by_code(&reader, KEY_SCHEME, &key).await.unwrap();
            found.unwrap_or_else(|| panic!("no unit {key}"))
        }
    }

    /// The operator's right to do `A` at a unit.
    pub async fn permit<A: Action>(&self, unit: UnitId) -> Permit<A> {
        let place = org::place(&self.reader(), unit).await.unwrap().unwrap();
        let granted = decide(&Actor::Operator, A::KIND, &place, self.clock().today());
        granted.unwrap().permit().unwrap()
    }

    pub async fn gathered(&self, key: &str, period: Period) -> Gathered {
        let permit = self.permit::<ViewProgress>(self.unit_of(key).await).await;
        progress::gather(&self.reader(), permit.scope(), period).await.unwrap().unwrap()
    }

    /// One indicator of a unit and its children.
    pub async fn line(&self, key: &str, period: Period, indicator: &str) -> Line {
        let gathered = self.gathered(key, period).await;
        let root = gathered.root();
        let indicator = gathered.indicator(&Code::new(indicator)).unwrap();
        let children = gathered.tree.children(root).to_vec();
        progress::line(&gathered, indicator, root, &children)
    }

    /// Types figures of a unit into the form of a report, as one act.
    pub async fn enter(&self, key: &str, report: Period, typed: &[(&str, &str)]) -> Vec<Answer> {
        let unit = self.unit_of(key).await;
        let permit = self.permit::<EnterFigures>(unit).await;
        let measures = statistics::measures(&self.reader(), report).await.unwrap();
        let form_permit = self.permit(unit).await;
        let form = statistics::form(&self.reader(), &form_permit, report).await.unwrap().unwrap();
        let typed: Vec<Typed> = typed
            .iter()
            .map(|(measure, text)| {
                let code = Code::new(measure);
                let basis = measures.iter().find(|m| m.code == code).map(|m| m.basis);
                let base = form.find(&code).map_or(0, statistics::FormCell::version);
                let period = report.on(basis.unwrap_or(SchoolBasis::Report));
                Typed::plain(code, period, (*text).to_owned(), base)
            })
            .collect();
        let work = audit::open(self.db(), unit).await.unwrap();
        let (answers, event) = statistics::enter(&work, &permit, report, &typed).await.unwrap();
        audit::commit(work, unit, &Actor::Operator, &event).await.unwrap();
        answers
    }

    /// Makes the figure of one origin count.
    pub async fn choose(&self, key: &str, period: Period, measure: &str, origin: Origin) {
        let unit = self.unit_of(key).await;
        let permit = self.permit::<WriteReport>(unit).await;
        let work = audit::open(self.db(), unit).await.unwrap();
        let code = Code::new(measure);
        let event = statistics::choose_counting(&work, &permit, period, &code, origin);
        let event = event.await.unwrap();
        audit::commit(work, unit, &Actor::Operator, &event).await.unwrap();
    }
}

/// The standing of one child in a line.
pub fn child(line: &Line, unit: UnitId) -> &Standing {
    line.children.iter().find(|standing| standing.figure.unit == unit).unwrap()
}
