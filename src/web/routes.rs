//! The registry of every address: method, path, right, handler. Nothing answers that is not here.
//!
//! A handler of a unit finds `{unit}` in its path; the gate has decided its right before it runs.

use axum::handler::Handler;
use axum::http::Method;
use axum::routing::{MethodRouter, get, post};

use super::statistics::definition;
use super::{
    Site, assets, audit, home, identity, org, platform, progress, reports, statistics, targets,
};
use crate::authority::ActionKind;
use crate::facts::Measure;
use crate::indicators::Indicator;
use crate::statistics::Relation;

/// Who may come to a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Right {
    Public,
    /// Whose password was right and whose code is awaited: nothing else is open to him.
    HalfSignedIn,
    /// Signed in, even where a second factor must be set up before anything else.
    SetsUp,
    SignedIn,
    /// Of the unit that the path names.
    Unit(ActionKind),
    /// Of what belongs to no unit.
    Site(ActionKind),
}

/// What a row that acts takes in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// Fields of a form, or JSON.
    Form,
    /// The same, or fields and one file.
    File,
}

impl Takes {
    /// In bytes.
    pub const fn largest_body(self) -> usize {
        match self {
            Self::Form => 2 * 1024 * 1024,
            Self::File => 10 * 1024 * 1024,
        }
    }
}

/// One address.
#[derive(Clone, Debug)]
pub struct Row {
    pub method: Method,
    pub path: &'static str,
    pub right: Right,
    pub takes: Takes,
    pub handler: MethodRouter<Site>,
}

fn shows<H, T>(path: &'static str, right: Right, handler: H) -> Row
where
    H: Handler<T, Site>,
    T: 'static,
{
    Row { method: Method::GET, path, right, takes: Takes::Form, handler: get(handler) }
}

fn acts<H, T>(path: &'static str, right: Right, handler: H) -> Row
where
    H: Handler<T, Site>,
    T: 'static,
{
    Row { method: Method::POST, path, right, takes: Takes::Form, handler: post(handler) }
}

/// Acts on a form that may bring a file.
fn takes_file<H, T>(path: &'static str, right: Right, handler: H) -> Row
where
    H: Handler<T, Site>,
    T: 'static,
{
    Row { takes: Takes::File, ..acts(path, right, handler) }
}

/// The registry.
pub fn rows() -> Vec<Row> {
    [everybody(), figures(), standings(), promises(), administration()].concat()
}

#[rustfmt::skip]
fn everybody() -> Vec<Row> {
    use Right::{HalfSignedIn, Public, SetsUp, SignedIn};
    vec![
        shows("/",                 SignedIn,         home::show),
        shows("/dang-nhap",        Public,           identity::sign_in::show),
        acts ("/dang-nhap",        Public,           identity::sign_in::create),
        acts ("/dang-nhap/mau",    Public,           identity::sign_in::create_as_demo_person),
        shows("/dang-nhap/ma",     HalfSignedIn,     identity::code::show),
        acts ("/dang-nhap/ma",     HalfSignedIn,     identity::code::create),
        shows("/dang-nhap/xong",   SignedIn,         identity::sign_in::done),
        shows("/quen-mat-khau",    Public,           identity::forgotten::show),
        acts ("/quen-mat-khau",    Public,           identity::forgotten::ask),
        acts ("/dang-xuat",        SetsUp,           identity::sign_out::create),
        shows("/toi",              SignedIn,         identity::own_account::show),
        acts ("/toi/mat-khau",     SignedIn,         identity::own_account::change_password),
        acts ("/toi/phien",        SignedIn,         identity::own_account::end_sessions),
        shows("/toi/hai-buoc",     SetsUp,           identity::second_factor::show),
        acts ("/toi/hai-buoc",     SetsUp,           identity::second_factor::start),
        acts ("/toi/hai-buoc/xac-nhan",            SetsUp,   identity::second_factor::confirm),
        acts ("/toi/hai-buoc/doi",                 SignedIn, identity::second_factor::remove),
        acts ("/toi/hai-buoc/ma-du-phong",         SignedIn, identity::second_factor::renew),
        acts ("/toi/hai-buoc/ma-du-phong/tai-pdf", SignedIn, identity::second_factor::pdf),
        shows("/moi/{token}",      Public,           identity::invitation::show),
        acts ("/moi/{token}",      Public,           identity::invitation::accept),
        shows("/tro-giup",         Public,           platform::help::show),
        shows("/healthz",          Public,           platform::health::show),
        shows("/assets/{file}",    Public,           assets::show),
    ]
}

/// Figures of a unit: typed, side by side, by way of Excel.
#[rustfmt::skip]
fn figures() -> Vec<Row> {
    use ActionKind::{EnterFigures, EnterGrid, ViewFigures, ViewGrid};
    use Right::Unit;
    use statistics::{block, book, book_preview, grid};
    vec![
        shows("/dv/{unit}/{period}/so-lieu",           Unit(ViewFigures),  statistics::entry::show),
        acts ("/dv/{unit}/{period}/so-lieu",           Unit(EnterFigures), statistics::entry::save),
        shows("/dv/{unit}/{period}/so-lieu/in-pdf",    Unit(ViewFigures),  statistics::print::pdf),
        shows("/dv/{unit}/{period}/so-lieu/tai-excel", Unit(ViewFigures), book::download),
        shows("/dv/{unit}/{period}/so-lieu/nop-excel", Unit(ViewFigures), book::show),
        takes_file("/dv/{unit}/{period}/so-lieu/nop-excel", Unit(EnterFigures), book_preview::show),
        acts ("/dv/{unit}/{period}/so-lieu/nop-excel/ghi", Unit(EnterFigures), book_preview::save),
        shows("/dv/{unit}/{period}/so-lieu/{measure}", Unit(ViewFigures),  statistics::cell::show),
        shows("/dv/{unit}/{period}/so-lieu/{measure}/tai-excel",
              Unit(ViewFigures), statistics::cell::workbook),
        shows("/dv/{unit}/{period}/bang",              Unit(ViewGrid),     grid::show),
        acts ("/dv/{unit}/{period}/bang",              Unit(EnterGrid),    grid::save),
        acts ("/dv/{unit}/{period}/bang/xem-khoi",     Unit(EnterGrid),    block::preview),
        acts ("/dv/{unit}/{period}/bang/khoi",         Unit(EnterGrid),    block::save),
        shows("/dv/{unit}/{period}/bang/tai-excel",    Unit(ViewGrid),     grid::xlsx),
        shows("/dv/{unit}/{period}/bang/bieu-excel",   Unit(ViewGrid),     book::download_side),
        shows("/dv/{unit}/{period}/bang/nop-excel",    Unit(ViewGrid),     book::show_side),
        takes_file("/dv/{unit}/{period}/bang/nop-excel", Unit(EnterGrid), book_preview::show_side),
        acts ("/dv/{unit}/{period}/bang/nop-excel/ghi", Unit(EnterGrid), book_preview::save_side),
        shows("/dv/{unit}/{period}/khoi",              Unit(ViewFigures),  block::list),
        shows("/dv/{unit}/{period}/khoi/{block}",      Unit(ViewFigures),  block::show),
        acts ("/dv/{unit}/{period}/khoi/{block}/hoan-tac", Unit(EnterFigures), block::undo),
    ]
}

/// How a unit stands, its report, and who did what.
#[rustfmt::skip]
fn standings() -> Vec<Row> {
    use ActionKind::{ViewProgress, ViewReport, ViewTrail, WriteReport};
    use Right::Unit;
    vec![
        shows("/dv/{unit}/{period}/tien-do",           Unit(ViewProgress), progress::board::show),
        acts ("/dv/{unit}/{period}/tien-do/chon-so",   Unit(WriteReport), progress::figure::choose),
        shows("/dv/{unit}/{period}/tien-do/so-sanh",   Unit(ViewProgress), progress::compare::show),
        shows("/dv/{unit}/{period}/tien-do/so-sanh/tai-pdf",
              Unit(ViewProgress), progress::compare::pdf),
        shows("/dv/{unit}/{period}/tien-do/so-sanh/tai-excel",
              Unit(ViewProgress), progress::compare::workbook),
        shows("/dv/{unit}/{period}/tien-do/so-khac",   Unit(ViewProgress), progress::files::others),
        shows("/dv/{unit}/{period}/tien-do/tai-pdf",   Unit(ViewProgress), progress::files::pdf),
        shows("/dv/{unit}/{period}/tien-do/tai-excel", Unit(ViewProgress), progress::files::workbook),
        shows("/dv/{unit}/{period}/tien-do/{indicator}", Unit(ViewProgress), progress::figure::show),
        shows("/dv/{unit}/{period}/tien-do/{indicator}/tai-pdf",
              Unit(ViewProgress), progress::figure::pdf),
        shows("/dv/{unit}/{period}/tien-do/{indicator}/tai-excel",
              Unit(ViewProgress), progress::figure::workbook),
        shows("/dv/{unit}/{period}/bao-cao",             Unit(ViewReport),   reports::outline::show),
        acts ("/dv/{unit}/{period}/bao-cao",             Unit(WriteReport),  reports::outline::write),
        shows("/dv/{unit}/{period}/bao-cao/ban-in",      Unit(ViewReport),   reports::paper::preview),
        shows("/dv/{unit}/{period}/bao-cao/tai-pdf",     Unit(ViewReport),   reports::paper::pdf),
        shows("/dv/{unit}/{period}/bao-cao/tai-word",    Unit(ViewReport),   reports::paper::docx),
        shows("/dv/{unit}/{period}/bao-cao/tai-excel",   Unit(ViewReport),   reports::paper::xlsx),
        shows("/dv/{unit}/{period}/nhat-ky",           Unit(ViewTrail), audit::trail::of_unit),
        shows("/dv/{unit}/{period}/nhat-ky/tai-excel", Unit(ViewTrail), audit::trail::xlsx_of_unit),
    ]
}

#[rustfmt::skip]
fn administration() -> Vec<Row> {
    use ActionKind::{Administer, DefineCatalogue};
    use Right::Site;
    vec![
        shows("/quan-tri/don-vi",            Site(Administer), org::units::show),
        acts ("/quan-tri/don-vi",            Site(Administer), org::units::found),
        shows("/quan-tri/don-vi/tai-excel",  Site(Administer), org::units::xlsx),
        shows("/quan-tri/don-vi/{number}",   Site(Administer), org::unit::show),
        acts ("/quan-tri/don-vi/{number}",   Site(Administer), org::unit::change),
        shows("/quan-tri/thiet-lap",         Site(Administer), org::set_up::show),
        takes_file("/quan-tri/thiet-lap",    Site(Administer), org::set_up::take),
        shows("/quan-tri/thiet-lap/tai-mau", Site(Administer), org::set_up::sample),
        shows("/quan-tri/cai-dat",           Site(Administer), platform::settings::show),
        acts ("/quan-tri/cai-dat",           Site(Administer), platform::settings::save),
        shows("/quan-tri/nhat-ky",           Site(Administer), audit::trail::of_site),
        shows("/quan-tri/nhat-ky/tai-excel", Site(Administer), audit::trail::xlsx_of_site),
        shows("/quan-tri/danh-muc",                  Site(DefineCatalogue), statistics::catalogue::show),
        shows("/quan-tri/danh-muc/tai-excel",        Site(DefineCatalogue), statistics::catalogue::xlsx),
        shows("/quan-tri/danh-muc/so-lieu/{code}",   Site(DefineCatalogue), definition::show::<Measure>),
        acts ("/quan-tri/danh-muc/so-lieu/{code}",   Site(DefineCatalogue), definition::save::<Measure>),
        shows("/quan-tri/danh-muc/rang-buoc/{code}", Site(DefineCatalogue), definition::show::<Relation>),
        acts ("/quan-tri/danh-muc/rang-buoc/{code}", Site(DefineCatalogue), definition::save::<Relation>),
        shows("/quan-tri/danh-muc/chi-so/{code}",    Site(DefineCatalogue), definition::show::<Indicator>),
        acts ("/quan-tri/danh-muc/chi-so/{code}",    Site(DefineCatalogue), definition::save::<Indicator>),
        shows("/quan-tri",         Site(Administer), identity::administration::show),
        acts ("/quan-tri/hai-buoc",                     Site(Administer), identity::administration::rule),
        shows("/quan-tri/tai-khoan",                    Site(Administer), identity::accounts::list),
        shows("/quan-tri/tai-khoan/tai-excel",          Site(Administer), identity::accounts::xlsx),
        acts ("/quan-tri/yeu-cau/{request}",            Site(Administer), identity::accounts::dismiss),
        shows("/quan-tri/tai-khoan/mo",                 Site(Administer), identity::open_account::show),
        acts ("/quan-tri/tai-khoan/mo",                 Site(Administer), identity::open_account::create),
        shows("/quan-tri/tai-khoan/{account}",          Site(Administer), identity::account::show),
        acts ("/quan-tri/tai-khoan/{account}/ho-ten",   Site(Administer), identity::account::rename),
        acts ("/quan-tri/tai-khoan/{account}/lien-ket", Site(Administer), identity::account::link),
        acts ("/quan-tri/tai-khoan/{account}/ngung",    Site(Administer), identity::account::disable),
        acts ("/quan-tri/tai-khoan/{account}/dung-lai", Site(Administer), identity::account::enable),
        acts ("/quan-tri/tai-khoan/{account}/dang-xuat",Site(Administer), identity::account::end_sessions),
        acts ("/quan-tri/tai-khoan/{account}/hai-buoc", Site(Administer), identity::account::reset_second_factor),
        shows("/quan-tri/tai-khoan/{account}/vai-tro",  Site(Administer), identity::grant::show),
        acts ("/quan-tri/tai-khoan/{account}/vai-tro",  Site(Administer), identity::grant::create),
        acts ("/quan-tri/tai-khoan/{account}/vai-tro/{grant}/ket-thuc", Site(Administer), identity::grant::end),
    ]
}

/// What a unit promised.
#[rustfmt::skip]
fn promises() -> Vec<Row> {
    use ActionKind::{AdoptTargets, AnswerTargets, ViewTargets};
    use Right::Unit;
    vec![
        shows("/dv/{unit}/{period}/chi-tieu", Unit(ViewTargets), targets::list::show),
        acts ("/dv/{unit}/{period}/chi-tieu", Unit(AdoptTargets), targets::adopt::create),
        shows("/dv/{unit}/{period}/chi-tieu/them", Unit(AdoptTargets), targets::adopt::show),
        shows("/dv/{unit}/{period}/chi-tieu/mo-nam", Unit(AdoptTargets), targets::open_year::show),
        acts ("/dv/{unit}/{period}/chi-tieu/mo-nam",
             Unit(AdoptTargets), targets::open_year::create),
        shows("/dv/{unit}/{period}/chi-tieu/tai-excel",
             Unit(ViewTargets), targets::workbook::download),
        shows("/dv/{unit}/{period}/chi-tieu/{target}", Unit(ViewTargets), targets::target::show),
        shows("/dv/{unit}/{period}/chi-tieu/{target}/sua",
             Unit(AdoptTargets), targets::adopt::show_revision),
        acts ("/dv/{unit}/{period}/chi-tieu/{target}/sua",
             Unit(AdoptTargets), targets::adopt::revise),
        acts ("/dv/{unit}/{period}/chi-tieu/{target}/bai-bo",
             Unit(AdoptTargets), targets::adopt::withdraw),
        shows("/dv/{unit}/{period}/chi-tieu/{target}/giao",
             Unit(AdoptTargets), targets::propose::show),
        acts ("/dv/{unit}/{period}/chi-tieu/{target}/giao",
             Unit(AdoptTargets), targets::propose::create),
        acts ("/dv/{unit}/{period}/chi-tieu/{target}/giao-chinh-thuc",
             Unit(AdoptTargets), targets::hand_down::create),
        acts ("/dv/{unit}/{period}/chi-tieu/{target}/tra-loi",
             Unit(AnswerTargets), targets::answer::create),
    ]
}
