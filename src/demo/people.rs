//! The people of the story. Every name is invented.

use entities::values::Role;

pub struct Person {
    pub login: &'static str,
    pub name: &'static str,
    pub role: Role,
    /// Key of the unit in the story's file; `None` is the site.
    pub unit: Option<&'static str>,
}

const fn person(
    login: &'static str,
    name: &'static str,
    role: Role,
    unit: Option<&'static str>,
) -> Person {
    Person { login, name, role, unit }
}

/// Who writes the report of Kiên Hải.
pub const STAFF: &str = "van-phong.kien-hai";

/// Who holds which role from July 2025 on: the same people on the units that took over, and one
/// more at the province.
#[rustfmt::skip]
pub const PEOPLE_OF_2025: [Person; 7] = [
    person("can-bo.hon-tre",     "Lê Văn Mẫu",     Role::Officer, Some("cum-hon-tre")),
    person("can-bo.lai-son",     "Phạm Thị Mẫu",   Role::Officer, Some("cum-lai-son")),
    person("can-bo.an-son",      "Huỳnh Văn Mẫu",  Role::Officer, Some("cum-an-son")),
    person("can-bo.nam-du",      "Võ Thị Mẫu",     Role::Officer, Some("cum-nam-du")),
    person(STAFF,                "Trần Thị Mẫu",   Role::Staff,   Some("dac-khu-kien-hai")),
    person("lanh-dao.kien-hai",  "Nguyễn Văn Mẫu", Role::Leader,  Some("dac-khu-kien-hai")),
    person("lanh-dao.an-giang",  "Đặng Văn Mẫu",   Role::Leader,  Some("an-giang")),
];

#[rustfmt::skip]
pub const PEOPLE: [Person; 7] = [
    person("can-bo.hon-tre",     "Lê Văn Mẫu",     Role::Officer, Some("hon-tre")),
    person("can-bo.lai-son",     "Phạm Thị Mẫu",   Role::Officer, Some("lai-son")),
    person("can-bo.an-son",      "Huỳnh Văn Mẫu",  Role::Officer, Some("an-son")),
    person("can-bo.nam-du",      "Võ Thị Mẫu",     Role::Officer, Some("nam-du")),
    person(STAFF,                "Trần Thị Mẫu",   Role::Staff,   Some("kien-hai")),
    person("lanh-dao.kien-hai",  "Nguyễn Văn Mẫu", Role::Leader,  Some("kien-hai")),
    person("quan-tri",           "Quản trị Mẫu",   Role::Admin,   None),
];
