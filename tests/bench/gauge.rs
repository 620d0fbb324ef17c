//! The measure: processor time of the whole process, and the clock on the wall.

use std::time::{Duration, Instant};

/// How long one thing took.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Took {
    pub cpu: Duration,
    pub wall: Duration,
}

/// Rounds of which the median counts.
pub const ROUNDS: usize = 5;
/// Short things are repeated until a round takes so long: the kernel counts in ticks.
const ROUND: Duration = Duration::from_millis(400);

/// Processor time of every thread that lives, in user and system mode.
fn cpu() -> Duration {
    let tasks = std::fs::read_dir("/proc/self/task").unwrap().flatten();
    let nanos = tasks.filter_map(|task| {
        let stat = std::fs::read_to_string(task.path().join("schedstat")).ok()?;
        stat.split(' ').next()?.parse::<u64>().ok()
    });
    Duration::from_nanos(nanos.sum())
}

/// One round: the mean over as many repetitions as fill it.
pub async fn round(doing: &mut impl AsyncFnMut()) -> Took {
    let (cpu_before, begun) = (cpu(), Instant::now());
    let mut times = 0;
    while times == 0 || begun.elapsed() < ROUND {
        doing().await;
        times += 1;
    }
    Took { cpu: cpu().saturating_sub(cpu_before) / times, wall: begun.elapsed() / times }
}

pub fn median(mut rounds: Vec<Took>) -> Took {
    let middle = rounds.len() / 2;
    rounds.sort_by_key(|took| took.wall);
    let wall = rounds[middle].wall;
    rounds.sort_by_key(|took| took.cpu);
    Took { cpu: rounds[middle].cpu, wall }
}

/// Two things by turns, so that a busy machine is as bad for one as for the other.
pub async fn by_turns(mut one: impl AsyncFnMut(), mut other: impl AsyncFnMut()) -> (Took, Took) {
    one().await;
    other().await;
    let (mut ones, mut others) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        ones.push(round(&mut one).await);
        others.push(round(&mut other).await);
    }
    (median(ones), median(others))
}
