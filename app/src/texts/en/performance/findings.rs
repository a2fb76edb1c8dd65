//! What a chart shows, in one line.

use super::super::reasons;
use super::values::{percent, thousands};
use doorstep::performance::Finding;

fn points(points: f64) -> String {
    let whole = points.abs().round();
    if whole <= 1.0 {
        return format!("{:.1} points", points.abs());
    }
    format!("{whole:.0} points")
}

pub fn told(finding: &Finding, names: &[String]) -> String {
    let name = |place: usize| names.get(place).map_or("one of them", String::as_str);
    match finding {
        Finding::TooFew { n: 0 } => "Nothing to count yet".to_owned(),
        Finding::TooFew { n } => format!("Only {} so far: too few to say", thousands(*n)),
        Finding::OnTime {
            share,
            points: None,
            ..
        } => format!("{} on time", percent(*share)),
        Finding::OnTime {
            share,
            points: Some(more),
            ..
        } => {
            let way = if *more > 0.0 { "more" } else { "fewer" };
            format!(
                "{} on time, {} {way} than before",
                percent(*share),
                points(*more)
            )
        }
        Finding::Worst {
            place,
            share,
            points: below,
            ..
        } => format!(
            "{}: {} on time, {} below the rest",
            name(*place),
            percent(*share),
            points(*below)
        ),
        Finding::NoneStandsOut { among: 0 | 1 } => "There is nothing to compare".to_owned(),
        Finding::NoneStandsOut { among } => {
            format!("None of {among} is surely worse than the rest")
        }
        Finding::Split { house, late, .. } => split(*house, *late),
        Finding::Distribution {
            promised,
            took,
            nine_in_ten,
            ..
        } => format!(
            "Half come within {took:.0} days and nine in ten within {nine_in_ten:.0}; {promised:.0} were promised"
        ),
        Finding::Trouble { reason, share, .. } => format!(
            "What stands in the way most: {} ({} of all trouble)",
            reasons::words(*reason),
            percent(*share)
        ),
        Finding::Silence {
            half, one_in_ten, ..
        } => format!(
            "Half of the parcels are silent for {half:.0} h at the longest, one in ten for more than {one_in_ten:.0} h"
        ),
        Finding::Cause { share, .. } => {
            format!("Most who ask: {} ({})", name(0), percent(*share))
        }
        Finding::FirstScans { share, .. } => {
            format!("{} of first scans come within 24 hours", percent(*share))
        }
        Finding::Asking {
            asked,
            each_ten_points: None,
            ..
        } => format!("{asked:.1} in 100 orders ask where they are"),
        Finding::Asking {
            asked,
            each_ten_points: Some(more),
            ..
        } => format!(
            "{asked:.1} in 100 orders ask where they are, and {more:.1} more with every 10 points of lateness"
        ),
    }
}

fn split(house: f64, late: Option<[i64; 3]>) -> String {
    let time = format!(
        "The warehouse takes {} of the time, the way {}",
        percent(house),
        percent(1.0 - house)
    );
    let Some([way, in_house, both]) = late else {
        return time;
    };
    match way + in_house + both {
        0 => format!("{time}; nothing is late"),
        all => format!(
            "{time}; of {} late parcels {} were late because of the way alone",
            thousands(all),
            thousands(way)
        ),
    }
}
