//! Entities and migrations describe the same tables, on either engine.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use sea_orm::{
    ColumnTrait, ColumnType, ConnectionTrait, DatabaseConnection, DbBackend, EntityName, Iden,
    Iterable, Statement,
};

use crate::support::World;

/// Nullable and, in the words of [`family`], what the column holds.
type Columns = BTreeMap<String, (bool, &'static str)>;

fn columns<C: ColumnTrait + Iterable + Iden>() -> Columns {
    C::iter()
        .map(|column| {
            let definition = column.def();
            let holds = match definition.get_column_type() {
                ColumnType::Text | ColumnType::String(_) | ColumnType::Char(_) => "text",
                ColumnType::SmallInteger | ColumnType::Integer => "integer",
                ColumnType::BigInteger => "bigint",
                ColumnType::Boolean => "boolean",
                ColumnType::Uuid => "uuid",
                ColumnType::Date => "date",
                ColumnType::TimestampWithTimeZone => "instant",
                other => panic!("{}: {other:?} is not among our kinds", Iden::to_string(&column)),
            };
            (Iden::to_string(&column), (definition.is_null(), holds))
        })
        .collect()
}

macro_rules! entities {
    ($($room:ident :: $table:ident),+ $(,)?) => {
        [$({
            use entities::$room::$table as table;
            let name = table::Entity.table_name().to_owned();
            (name, columns::<table::Column>())
        }),+]
    };
}

fn described() -> BTreeMap<String, Columns> {
    entities![
        audit::audit_chain,
        audit::audit_row,
        identity::account,
        identity::invitation,
        identity::recovery_code,
        identity::reset_request,
        identity::role_grant,
        identity::second_factor,
        identity::session,
        identity::sign_in_failure,
        indicators::indicator,
        indicators::indicator_term,
        org::officer,
        org::unit,
        org::unit_code,
        org::unit_succession,
        org::unit_version,
        org::unit_within,
        platform::definition,
        platform::idempotency_key,
        platform::site_setting,
        reports::prose,
        reports::prose_entry,
        statistics::block,
        statistics::block_cell,
        statistics::block_undo,
        statistics::cell,
        statistics::cell_entry,
        statistics::cell_refusal,
        statistics::counting_choice,
        statistics::measure,
        statistics::measure_relation,
        statistics::measure_relation_term,
        targets::target,
        targets::target_proposal,
        targets::target_unit,
    ]
    .into_iter()
    .collect()
}

/// What the engine calls a type, in the words the entities use here.
fn family(engine_word: &str) -> &'static str {
    match engine_word {
        "text" | "varchar" => "text",
        "integer" => "integer",
        "bigint" => "bigint",
        "boolean" => "boolean",
        "uuid" | "uuid_text" => "uuid",
        "date" | "date_text" => "date",
        "timestamp with time zone" | "timestamp_with_timezone_text" => "instant",
        other => panic!("the schema has a column of type {other:?}"),
    }
}

async fn migrated(raw: &DatabaseConnection) -> BTreeMap<String, Columns> {
    let sql = match raw.get_database_backend() {
        DbBackend::Postgres => {
            "SELECT table_name::text, column_name::text, data_type::text, is_nullable = 'YES' \
             FROM information_schema.columns WHERE table_schema = 'public'"
        }
        _ => {
            "SELECT m.name, c.name, lower(c.type), c.\"notnull\" = 0 FROM sqlite_schema m \
             JOIN pragma_table_info(m.name) c \
             WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%'"
        }
    };
    let ask = Statement::from_sql_and_values(raw.get_database_backend(), sql, []);
    let mut tables = BTreeMap::<String, Columns>::new();
    for row in raw.query_all_raw(ask).await.unwrap() {
        let word = |index| row.try_get_by_index::<String>(index).unwrap();
        let nullable = row.try_get_by_index::<bool>(3).unwrap();
        if word(0) != "seaql_migrations" {
            let column = (nullable, family(&word(2)));
            tables.entry(word(0)).or_default().insert(word(1), column);
        }
    }
    tables
}

#[tokio::test]
async fn entities_and_migrations_describe_the_same_tables_and_columns() {
    let world = World::new().await;
    let raw = world.raw().await;
    let (mut described, migrated) = (described(), migrated(&raw).await);
    if raw.get_database_backend() == DbBackend::Sqlite {
        // SQLite has one whole number, of 64 bits.
        for (_, holds) in described.values_mut().flat_map(BTreeMap::values_mut) {
            *holds = if *holds == "bigint" { "integer" } else { *holds };
        }
    }
    let names = |tables: &BTreeMap<String, Columns>| tables.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&described), names(&migrated));
    for (table, columns) in &described {
        assert_eq!(columns, &migrated[table], "{table}: entity on the left, schema on the right");
    }
}

#[test]
fn every_entity_file_is_compared_with_the_schema() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("entities/src");
    let mut written = BTreeSet::new();
    for folder in std::fs::read_dir(root).unwrap().flatten().filter(|e| e.path().is_dir()) {
        for file in std::fs::read_dir(folder.path()).unwrap().flatten() {
            let text = std::fs::read_to_string(file.path()).unwrap();
            written.extend(
                text.split("table_name = \"")
                    .skip(1)
                    .map(|rest| rest.split('"').next().unwrap_or_default().to_owned()),
            );
        }
    }
    assert_eq!(written, described().into_keys().collect());
}

/// Tables of which the engine lets no row be changed.
async fn append_only(raw: &DatabaseConnection) -> BTreeSet<String> {
    let sql = match raw.get_database_backend() {
        DbBackend::Postgres => {
            "SELECT event_object_table::text FROM information_schema.triggers \
             WHERE trigger_name LIKE '%_append_only'"
        }
        _ => {
            "SELECT tbl_name FROM sqlite_schema WHERE type = 'trigger' AND name LIKE '%_no_UPDATE'"
        }
    };
    let ask = Statement::from_sql_and_values(raw.get_database_backend(), sql, []);
    let rows = raw.query_all_raw(ask).await.unwrap();
    rows.iter().map(|row| row.try_get_by_index::<String>(0).unwrap()).collect()
}

#[tokio::test]
async fn the_handbook_takes_every_table_of_history_out_of_the_applications_hands() {
    let world = World::new().await;
    let handbook = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/operations/README.md");
    let handbook = std::fs::read_to_string(handbook).unwrap();
    let told = handbook.split("REVOKE UPDATE, DELETE, TRUNCATE ON").nth(1).unwrap();
    let told = told.split("FROM khuyenhoc_app").next().unwrap();
    let told: BTreeSet<String> = told.split(',').map(|name| name.trim().to_owned()).collect();
    let held = append_only(&world.raw().await).await;
    assert!(held.len() >= 8, "{held:?}");
    assert_eq!(told, held);
}
