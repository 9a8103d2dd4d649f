//! [`Meter`]: what a piece of work costs the machine.

use std::fs;
use std::time::Instant;

/// Measures from its start on: clock, processors, memory.
#[derive(Clone, Copy, Debug)]
pub struct Meter {
    start: Instant,
    cpu_seconds: Option<f64>,
}

/// What a piece of work cost.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Cost {
    /// From start to end.
    pub wall_seconds: f64,
    /// The time of all processors for all threads of this process; `None` where the system does
    /// not tell.
    pub cpu_seconds: Option<f64>,
    /// The most memory this process had in use; `None` where the system does not tell. Where it
    /// cannot be asked to forget, of the time since the process began.
    pub peak_bytes: Option<u64>,
}

impl Meter {
    /// Starts to measure.
    #[must_use]
    pub fn start() -> Self {
        forget_peak();
        Self { start: Instant::now(), cpu_seconds: cpu_seconds() }
    }

    /// Returns what was spent since the start.
    #[must_use]
    pub fn cost(&self) -> Cost {
        Cost {
            wall_seconds: self.start.elapsed().as_secs_f64(),
            cpu_seconds: cpu_seconds().zip(self.cpu_seconds).map(|(end, start)| end - start),
            peak_bytes: peak_bytes(),
        }
    }
}

#[cfg(unix)]
fn cpu_seconds() -> Option<f64> {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    let nanoseconds = u32::try_from(time.tv_nsec).ok()?;
    let seconds = u32::try_from(time.tv_sec).ok()?;
    Some(f64::from(seconds) + f64::from(nanoseconds) / 1e9)
}

#[cfg(not(unix))]
fn cpu_seconds() -> Option<f64> {
    None
}

/// Lets the peak begin anew with what is in use now.
fn forget_peak() {
    // Only Linux has this file; elsewhere there is no peak to forget.
    let _ = fs::write("/proc/self/clear_refs", "5");
}

fn peak_bytes() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kibibytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kibibytes * 1024)
}
