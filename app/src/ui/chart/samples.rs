//! One chart of every kind, with numbers as a shop has them.

use doorstep::view::chart::{
    Bars, Bin, ChartView, Curve, Distribution, Figure, Histogram, Interval, Joined, Lanes, Lay,
    Line, Marker, Measure, Picture, Point, Region, Regions, Row, Scatter, Series, Split, Spot,
    Steps, Unit,
};
use doorstep::view::map::MapPoint;

pub fn chart(name: &str, finding: &str, picture: Picture) -> ChartView {
    ChartView {
        name: name.into(),
        finding: finding.into(),
        note: Some("Delivered on or before the day promised at checkout.".into()),
        n: 12_345,
        thin: false,
        why_empty: None,
        csv: Some(format!("/performance/{name}.csv?from=2026-01-01")),
        picture,
    }
}

pub fn figure(value: f64, n: u64) -> Figure {
    Figure {
        value: Some(value),
        n,
        interval: Some(around(value, n)),
        thin: n < 30,
        link: Some(format!("/console?week={n}")),
    }
}

/// Some interval, wider where n is small.
fn around(value: f64, n: u64) -> Interval {
    let room = 60.0 / (n as f64).sqrt();
    Interval {
        low: (value - room).max(0.0),
        high: value + room,
    }
}

pub fn measure(name: &str, unit: Unit) -> Measure {
    Measure {
        name: name.into(),
        unit,
    }
}

fn on_time() -> Measure {
    measure("On time", Unit::Percent)
}

fn marker(label: &str, at: f64) -> Marker {
    Marker {
        label: label.into(),
        at,
    }
}

fn row(label: &str, figures: &[(f64, u64)]) -> Row {
    Row {
        label: label.into(),
        figures: figures
            .iter()
            .map(|(value, n)| figure(*value, *n))
            .collect(),
    }
}

fn names(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

/// Points a week apart, with a dip where a season has its peak.
pub fn weeks(name: &str, count: usize, level: f64) -> Series {
    let points = (0..count).map(|week| {
        let dip = (week as f64 / count as f64 * 9.0).sin() * 4.0;
        let n = if week == count - 1 {
            12
        } else {
            400 + week as u64
        };
        Point {
            label: format!("Week {}", week + 1),
            figure: figure(level + dip, n),
        }
    });
    Series {
        name: name.into(),
        points: points.collect(),
    }
}

pub fn line(count: usize) -> Line {
    Line {
        over: "Week".into(),
        measure: on_time(),
        now: weeks("This season", count, 88.0),
        before: Some(weeks("Season before", count, 91.0)),
        goal: Some(marker("Goal", 92.0)),
    }
}

pub fn bars() -> Bars {
    Bars {
        over: "Carrier".into(),
        measure: on_time(),
        series: Vec::new(),
        rows: vec![
            row("UPS Ground", &[(93.4, 2210)]),
            row("FedEx Home Delivery", &[(88.1, 830)]),
            row("USPS Ground Advantage, cubic", &[(81.0, 96)]),
            row("Own van", &[(71.0, 14)]),
        ],
        lay: Lay::Along,
        marker: Some(marker("All carriers", 89.2)),
    }
}

pub fn bars_up() -> Bars {
    Bars {
        series: names(&["Now", "Before"]),
        rows: vec![
            row("UPS", &[(93.4, 2210), (91.0, 1800)]),
            row("FedEx", &[(88.1, 830), (90.2, 700)]),
            row("USPS", &[(71.0, 20), (84.0, 300)]),
        ],
        lay: Lay::Up,
        ..bars()
    }
}

pub fn grouped() -> Bars {
    Bars {
        over: "Lane".into(),
        series: names(&["UPS Ground", "FedEx Home Delivery"]),
        rows: vec![
            row("Ohio to New York", &[(93.4, 2210), (88.0, 410)]),
            row("Ohio to California", &[(78.3, 610), (84.2, 25)]),
        ],
        lay: Lay::Along,
        marker: None,
        ..bars()
    }
}

pub fn split() -> Split {
    Split {
        over: "Week".into(),
        measure: measure("Days from order to door", Unit::Days),
        parts: names(&["Warehouse", "Carrier", "Customs", "Waiting for the buyer"]),
        rows: vec![
            row("Reno", &[(1.2, 900), (3.4, 900), (0.1, 12), (0.9, 70)]),
            row("Columbus", &[(2.8, 1400), (2.9, 1400), (0.0, 0), (0.4, 60)]),
        ],
    }
}

fn histogram(name: &str, counts: &[u64]) -> Histogram {
    let bins = counts.iter().map(|n| Bin {
        n: *n,
        link: Some(format!("/console?days={n}")),
    });
    Histogram {
        name: name.into(),
        bins: bins.collect(),
    }
}

pub fn distribution() -> Distribution {
    Distribution {
        across: measure("Days from order", Unit::Days),
        from: 0.0,
        width: 1.0,
        series: vec![
            histogram("Actual", &[3, 40, 180, 320, 260, 170, 90, 41, 22, 9, 4, 1]),
            histogram("Promised", &[0, 0, 0, 20, 210, 640, 230, 40, 0, 0, 0, 0]),
        ],
        markers: vec![marker("Median", 3.9), marker("9 of 10 by", 6.4)],
    }
}

pub fn steps() -> Steps {
    let spots = |level: f64| {
        let at = [0.0, 6.0, 12.0, 24.0, 36.0, 48.0, 72.0, 96.0, 120.0];
        let spot = at.into_iter().enumerate().map(|(index, across)| {
            let left = 100.0 * level.powi(index as i32);
            Spot {
                label: String::new(),
                across,
                figure: figure(left, (2000.0 * left / 100.0) as u64),
            }
        });
        spot.collect()
    };
    Steps {
        across: measure("Without a scan", Unit::Hours),
        measure: measure("Parcels still silent", Unit::Percent),
        curves: vec![
            Curve {
                name: "UPS".into(),
                steps: spots(0.55),
            },
            Curve {
                name: "USPS".into(),
                steps: spots(0.72),
            },
        ],
        markers: vec![marker("Flagged as stuck", 72.0)],
    }
}

pub fn scatter(joined: Joined) -> Scatter {
    let weeks = [
        (4.0, 1.2, 900),
        (5.5, 1.9, 1100),
        (9.0, 2.6, 1300),
        (14.0, 4.9, 2100),
        (11.0, 4.1, 1700),
        (6.0, 2.0, 22),
    ];
    let spots = weeks.iter().enumerate().map(|(index, (late, wismo, n))| {
        let room = 9.0 / (*n as f64).sqrt();
        Spot {
            label: format!("Week {}", index + 44),
            across: *late,
            figure: Figure {
                interval: Some(Interval {
                    low: (wismo - room).max(0.0),
                    high: wismo + room,
                }),
                ..figure(*wismo, *n)
            },
        }
    });
    Scatter {
        over: "Week".into(),
        across: measure("Late", Unit::Percent),
        measure: measure("WISMO", Unit::PerHundredOrders),
        spots: spots.collect(),
        joined,
    }
}

pub fn lanes() -> Lanes {
    let origins = [
        ("Columbus, OH", [94.1, 91.0, 88.2, 80.4, 76.3]),
        ("Reno, NV", [79.9, 83.0, 86.1, 95.2, 93.8]),
        ("Rotterdam", [61.0, 64.2, 0.0, 70.1, 58.8]),
    ];
    let row = |(label, values): &(&str, [f64; 5])| Row {
        label: (*label).into(),
        figures: values
            .iter()
            .enumerate()
            .map(|(index, value)| match (*value, index) {
                (0.0, _) => Figure::default(),
                (value, 4) => figure(value, 17),
                (value, index) => figure(value, 310 + index as u64),
            })
            .collect(),
    };
    Lanes {
        measure: on_time(),
        destinations: names(&["NY", "FL", "TX", "CA", "WA"]),
        origins: origins.iter().map(row).collect(),
    }
}

pub fn regions() -> Regions {
    let states = [
        ("SP", 94.5, 41_746, (562, 640)),
        ("RJ", 86.5, 12_852, (720, 655)),
        ("MG", 94.4, 11_635, (690, 520)),
        ("RS", 92.8, 5_466, (420, 870)),
        ("BA", 86.0, 3_380, (850, 330)),
        ("AM", 95.9, 145, (230, 120)),
        ("RR", 88.0, 24, (270, 30)),
    ];
    let region = |(label, value, n, (x, y)): &(&str, f64, u64, (u16, u16))| Region {
        point: Point {
            label: (*label).into(),
            figure: figure(*value, *n),
        },
        at: Some(MapPoint { x: *x, y: *y }),
    };
    let mut regions: Vec<Region> = states.iter().map(region).collect();
    regions.push(Region {
        point: Point {
            label: "XX".into(),
            figure: figure(70.0, 55),
        },
        at: None,
    });
    Regions {
        over: "State".into(),
        measure: on_time(),
        map: Some("/map/1_-76_8_48".into()),
        regions,
    }
}

/// Every kind, as a shop sees it.
pub fn every() -> Vec<ChartView> {
    let kinds = [
        ("line", Picture::Line(line(8))),
        ("bars-along", Picture::Bars(bars())),
        ("bars-up", Picture::Bars(bars_up())),
        ("bars-grouped", Picture::Bars(grouped())),
        ("split", Picture::Split(split())),
        ("distribution", Picture::Distribution(distribution())),
        ("steps", Picture::Steps(steps())),
        ("scatter", Picture::Scatter(scatter(Joined::Apart))),
        ("paired", Picture::Scatter(scatter(Joined::InOrder))),
        ("lanes", Picture::Lanes(lanes())),
        ("regions", Picture::Regions(regions())),
    ];
    let finding = "UPS Ground to the Mountain states: 81 % on time, 9 points below the rest";
    kinds
        .into_iter()
        .map(|(name, picture)| chart(name, finding, picture))
        .collect()
}

/// Changes every figure of a picture.
pub fn figures(picture: &mut Picture) -> Vec<&mut Figure> {
    match picture {
        Picture::Line(line) => {
            let before = line.before.iter_mut().flat_map(|one| &mut one.points);
            let points = line.now.points.iter_mut().chain(before);
            points.map(|point| &mut point.figure).collect()
        }
        Picture::Bars(bars) => bars
            .rows
            .iter_mut()
            .flat_map(|row| &mut row.figures)
            .collect(),
        Picture::Split(split) => split
            .rows
            .iter_mut()
            .flat_map(|row| &mut row.figures)
            .collect(),
        Picture::Lanes(lanes) => lanes
            .origins
            .iter_mut()
            .flat_map(|row| &mut row.figures)
            .collect(),
        Picture::Steps(steps) => {
            let spots = steps.curves.iter_mut().flat_map(|curve| &mut curve.steps);
            spots.map(|spot| &mut spot.figure).collect()
        }
        Picture::Scatter(scatter) => scatter
            .spots
            .iter_mut()
            .map(|spot| &mut spot.figure)
            .collect(),
        Picture::Regions(regions) => regions
            .regions
            .iter_mut()
            .map(|region| &mut region.point.figure)
            .collect(),
        Picture::Distribution(_) => Vec::new(),
    }
}

/// The first thing of a picture alone.
pub fn cut_to_one(picture: &mut Picture) {
    match picture {
        Picture::Line(line) => {
            line.now.points.truncate(1);
            line.before = None;
        }
        Picture::Bars(bars) => bars.rows.truncate(1),
        Picture::Split(split) => split.rows.truncate(1),
        Picture::Distribution(of) => {
            of.series.truncate(1);
            for series in &mut of.series {
                series.bins.truncate(1);
            }
        }
        Picture::Steps(steps) => {
            steps.curves.truncate(1);
            for curve in &mut steps.curves {
                curve.steps.truncate(1);
            }
        }
        Picture::Scatter(scatter) => scatter.spots.truncate(1),
        Picture::Lanes(lanes) => {
            lanes.origins.truncate(1);
            lanes.destinations.truncate(1);
            for row in &mut lanes.origins {
                row.figures.truncate(1);
            }
        }
        Picture::Regions(regions) => regions.regions.truncate(1),
    }
}
