//! Exchange files in and out, on the engine of the run.

use khuyenhoc::exchange::{self, File, Imported};

use crate::support::World;

const STORY: &str = include_str!("../../../src/demo/kien-hai.json");

fn story() -> File {
    exchange::read(STORY.as_bytes()).unwrap()
}

async fn kien_hai() -> World {
    let world = World::with_catalogue().await;
    world.import(&story()).await.unwrap();
    world
}

#[tokio::test]
async fn the_same_file_again_changes_nothing() {
    let world = World::with_catalogue().await;
    let first = world.import(&story()).await.unwrap();
    assert_eq!((first.values, first.targets), (1_936, 24));
    assert_eq!(world.import(&story()).await.unwrap(), Imported::default());
    assert_eq!(world.import(&exchange::standard().unwrap()).await.unwrap(), Imported::default());
}

#[tokio::test]
async fn what_is_exported_imports_to_the_same() {
    let world = kien_hai().await;
    let file = world.export(None).await;
    assert_eq!((file.units.len(), file.values.len(), file.controls.len()), (6, 1_935, 1));
    let other = World::new().await;
    other.import(&file).await.unwrap();
    assert_eq!(other.export(None).await, file);
    assert_eq!(world.import(&file).await.unwrap(), Imported::default());
}
