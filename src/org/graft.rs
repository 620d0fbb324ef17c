//! A period told in later boundaries: units that are no more are put where they went. Pure.
//!
//! A unit that went to one other is counted there; to several, in the lowest unit that holds them
//! all and in none of them, since nobody knows which part went where; without a successor, in the
//! unit it lay within. A unit that stands on exactly the ground of one before it takes that one's
//! place, figures and targets. Every unit is counted once or not at all.

use std::collections::{BTreeMap, BTreeSet};

use entities::values::UnitId;

use super::succession::Succession;
use super::tree::{Changes, Keeps, Node, Tree};
use super::unit::UnitVersion;

type Below = BTreeMap<UnitId, Vec<UnitId>>;

/// What is known of a day before the boundaries of `base`.
pub struct Past<'a> {
    base: &'a Tree,
    then: BTreeMap<UnitId, UnitVersion>,
    elsewhere: BTreeSet<UnitId>,
    successions: &'a [Succession],
    /// Who took over from whom.
    heirs: Below,
    /// Who lay directly under whom that day.
    lay: Below,
}

impl<'a> Past<'a> {
    /// `then`: units of the base, those that went into them, and all that lay within either that
    /// day; `elsewhere`: units outside the base that stand on its day; the successions after that
    /// day until the day of the base.
    pub fn new(
        base: &'a Tree,
        then: Vec<UnitVersion>,
        elsewhere: BTreeSet<UnitId>,
        successions: &'a [Succession],
    ) -> Self {
        let (mut heirs, mut lay) = (Below::new(), Below::new());
        for succession in successions {
            heirs.entry(succession.predecessor).or_default().push(succession.successor);
        }
        for version in &then {
            if let Some(parent) = version.parent {
                lay.entry(parent).or_default().push(version.unit);
            }
        }
        let then = then.into_iter().map(|version| (version.unit, version)).collect();
        Self { base, then, elsewhere, successions, heirs, lay }
    }
}

enum Home {
    Under(UnitId),
    /// Parts of it went out of the base.
    Split,
    /// None of it is here.
    Away,
}

/// The base with the past put into it.
pub fn graft(past: &Past<'_>) -> Tree {
    let (placed, uncounted) = past.placed();
    let below = past.below(&placed);
    let was = past.became(&placed, &below);
    let became: BTreeMap<UnitId, UnitId> = was.iter().map(|(now, then)| (*then, *now)).collect();
    let mut nodes: Vec<Node> = past
        .base
        .iter()
        .map(|node| {
            let then = was.get(&node.version.unit).and_then(|unit| past.then.get(unit));
            let keeps = match then {
                Some(then) => past.kept(then.unit),
                None if past.then.contains_key(&node.version.unit) => past.kept(node.version.unit),
                None => Keeps::Nothing,
            };
            let version = node.version.clone();
            Node { version, children: Vec::new(), keeps, was: then.cloned(), is_past: false }
        })
        .collect();
    for (unit, parent) in placed.iter().filter(|(unit, _)| !became.contains_key(unit)) {
        let Some(version) = past.then.get(unit) else { continue };
        let parent = became.get(parent).copied().unwrap_or(*parent);
        let inside = below.get(unit).map_or(&[][..], Vec::as_slice);
        let whole = past.lay_within(*unit).iter().all(|child| inside.contains(child));
        nodes.push(Node {
            version: UnitVersion { parent: Some(parent), ..version.clone() },
            children: Vec::new(),
            keeps: if whole { past.kept(*unit) } else { Keeps::Office },
            was: None,
            is_past: true,
        });
    }
    let changes = past.changes(&placed, uncounted);
    without_empty(&Tree::of(past.base.root, past.base.on, nodes, changes))
}

/// Leaves out units that did not exist and hold nobody who did.
fn without_empty(tree: &Tree) -> Tree {
    let counts = |unit: &UnitId| tree.keeps(*unit) != Keeps::Nothing;
    let nodes = tree
        .iter()
        .filter(|node| {
            let unit = node.version.unit;
            unit == tree.root || tree.under(unit).iter().any(counts)
        })
        .map(|node| Node { children: Vec::new(), ..node.clone() })
        .collect();
    Tree::of(tree.root, tree.on, nodes, tree.changes.clone())
}

impl Past<'_> {
    /// Ended units and the unit each is counted in; and those that cannot be counted.
    fn placed(&self) -> (BTreeMap<UnitId, UnitId>, Vec<UnitVersion>) {
        let (mut placed, mut uncounted) = (BTreeMap::new(), Vec::new());
        for (unit, version) in self.then.iter().filter(|(unit, _)| self.has_ended(**unit)) {
            match self.home(*unit) {
                Home::Under(parent) => {
                    placed.insert(*unit, parent);
                }
                Home::Split => uncounted.push(version.clone()),
                Home::Away => {}
            }
        }
        // Whoever was left under a unit that is not here is not here either.
        loop {
            let here = |unit: &UnitId| self.base.node(*unit).is_some();
            let lost: Vec<UnitId> = placed
                .iter()
                .filter(|(_, parent)| !here(parent) && !placed.contains_key(parent))
                .map(|(unit, _)| *unit)
                .collect();
            if lost.is_empty() {
                return (placed, uncounted);
            }
            placed.retain(|unit, _| !lost.contains(unit));
        }
    }

    fn has_ended(&self, unit: UnitId) -> bool {
        self.base.node(unit).is_none() && !self.elsewhere.contains(&unit)
    }

    fn heirs(&self, unit: UnitId) -> &[UnitId] {
        self.heirs.get(&unit).map_or(&[], Vec::as_slice)
    }

    fn home(&self, unit: UnitId) -> Home {
        if self.heirs(unit).is_empty() {
            let parent = self.then.get(&unit).and_then(|version| version.parent);
            return parent.map_or(Home::Away, Home::Under);
        }
        let (mut here, mut away) = (Vec::new(), false);
        let (mut open, mut seen) = (vec![unit], BTreeSet::from([unit]));
        while let Some(unit) = open.pop() {
            away |= self.heirs(unit).is_empty();
            for heir in self.heirs(unit) {
                if self.base.node(*heir).is_some() {
                    here.push(*heir);
                } else if self.elsewhere.contains(heir) {
                    away = true;
                } else if seen.insert(*heir) {
                    open.push(*heir);
                }
            }
        }
        match (here.split_first(), away) {
            (None, _) => Home::Away,
            (Some(_), true) => Home::Split,
            (Some((first, rest)), false) => {
                Home::Under(rest.iter().fold(*first, |common, unit| self.common(common, *unit)))
            }
        }
    }

    /// The lowest unit of the base that holds both.
    fn common(&self, a: UnitId, b: UnitId) -> UnitId {
        let above_b = self.above(b);
        let mut above_a = self.above(a).into_iter();
        above_a.find(|unit| above_b.contains(unit)).unwrap_or(self.base.root)
    }

    /// A unit of the base and all above it, the nearest first.
    fn above(&self, unit: UnitId) -> Vec<UnitId> {
        let mut line = vec![unit];
        let mut at = unit;
        while let Some(parent) = self.base.node(at).and_then(|node| node.version.parent) {
            if at == self.base.root {
                break;
            }
            line.push(parent);
            at = parent;
        }
        line
    }

    /// Who lies directly under whom when all are placed.
    fn below(&self, placed: &BTreeMap<UnitId, UnitId>) -> Below {
        let mut below = Below::new();
        for node in self.base.iter() {
            below.entry(node.version.unit).or_default().extend(&node.children);
        }
        for (unit, parent) in placed {
            below.entry(*parent).or_default().push(*unit);
        }
        below
    }

    /// Units of the base that stand on exactly the ground of one that is no more, by themselves.
    fn became(&self, placed: &BTreeMap<UnitId, UnitId>, below: &Below) -> BTreeMap<UnitId, UnitId> {
        let new = |unit: &UnitId| self.base.node(*unit).is_some() && !self.then.contains_key(unit);
        let goes_there = placed.iter().filter(|(_, now)| new(now));
        goes_there
            .filter(|(before, now)| {
                let mut ground = reached(below, **now);
                ground.retain(|unit| self.then.contains_key(unit));
                ground == reached(&self.lay, **before)
            })
            .map(|(before, now)| (*now, *before))
            .collect()
    }

    fn lay_within(&self, unit: UnitId) -> &[UnitId] {
        self.lay.get(&unit).map_or(&[], Vec::as_slice)
    }

    fn kept(&self, unit: UnitId) -> Keeps {
        if self.lay_within(unit).is_empty() { Keeps::Everything } else { Keeps::Own }
    }

    fn changes(&self, placed: &BTreeMap<UnitId, UnitId>, uncounted: Vec<UnitVersion>) -> Changes {
        let split: BTreeSet<UnitId> = uncounted.iter().map(|version| version.unit).collect();
        let told = self
            .successions
            .iter()
            .filter(|s| placed.contains_key(&s.predecessor) || split.contains(&s.predecessor));
        let mut legal_bases: Vec<String> = Vec::new();
        let mut since = None;
        for succession in told {
            since = since.max(Some(succession.on));
            let basis = &succession.legal_basis;
            if !basis.is_empty() && !legal_bases.contains(basis) {
                legal_bases.push(basis.clone());
            }
        }
        Changes { past: placed.keys().copied().collect(), uncounted, legal_bases, since }
    }
}

/// A unit and all below it.
fn reached(below: &Below, unit: UnitId) -> BTreeSet<UnitId> {
    let (mut found, mut open) = (BTreeSet::new(), vec![unit]);
    while let Some(unit) = open.pop() {
        if found.insert(unit) {
            open.extend(below.get(&unit).into_iter().flatten());
        }
    }
    found
}
